package eu.paravent.samples.cli;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Participant;
import eu.paravent.client.UserId;
import eu.paravent.client.message.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Conversations, and who is in them. */
@Command(description = "Conversations")
final class Conversations extends Topic {
  Conversations(Cli cli) {
    super(cli);
  }

  @Command(description = "Lists conversations: id, unread, title.")
  void chats(
      @Option(names = "--all", description = "those too that are archived") boolean all,
      @Option(names = "--about", paramLabel = "TYPE/KEY", description = "only those about it")
          Optional<BusinessReference> about) {
    me().joinState().ifPresent(state -> say("to be let in: " + state));
    for (Conversation one :
        about.map(me().conversations()::about).orElseGet(me().conversations()::list)) {
      if (all || !one.archived()) {
        say(
            Ids.shown(one.id().value())
                + "  "
                + one.unread()
                + "  "
                + one.title()
                + one.reference().map(r -> "  " + r).orElse("")
                + (one.archived() ? "  archived" : "")
                + (one.muted() ? "  muted" : "")
                + (one.state() == Conversation.State.ENDED ? "  ended" : ""));
      }
    }
  }

  @Command(name = "new", description = "Begins a conversation and prints its id.")
  void begin(
      @Parameters(paramLabel = "TITLE") String title,
      @Option(names = "--about", paramLabel = "TYPE/KEY", description = "of the host's records")
          Optional<BusinessReference> about,
      @Option(names = "--with", description = "person URIs") @Nullable List<UserId> others) {
    ConversationSpec spec =
        about
            .map(ConversationSpec::about)
            .orElseGet(() -> ConversationSpec.titled(""))
            .title(title);
    say(begun(me().conversations().create(spec.participants(all(others)))));
  }

  @Command(description = "The conversation of two, and its id: begun where there is none.")
  void with(@Parameters(paramLabel = "URI") UserId other) {
    say(begun(me().conversations().with(other)));
  }

  private static String begun(Conversation room) {
    return Ids.shown(room.id().value());
  }

  @Command(description = "Lists who is inside: URI, role, devices, who holds the keys, name.")
  void people() {
    for (Participant one : room().participants()) {
      String custody = one.custody().map(Enum::name).orElse("not said");
      say(
          one.id()
              + ("  " + one.role() + "  " + one.devices() + "  keys: " + custody)
              + ("  " + one.displayName()));
    }
  }

  @Command(description = "Takes somebody into a conversation.")
  void add(@Parameters(paramLabel = "URI") UserId who) {
    room().add(who);
  }

  @Command(description = "Has somebody leave a conversation.")
  void remove(@Parameters(paramLabel = "PERSON", description = "URI, or name inside") String who) {
    room().remove(person(who));
  }

  @Command(description = "Makes somebody an owner.")
  void appoint(@Parameters(paramLabel = "PERSON") String who) {
    room().appointOwner(person(who));
  }

  @Command(description = "Makes an owner a member again.")
  void dismiss(@Parameters(paramLabel = "PERSON") String who) {
    room().dismissOwner(person(who));
  }

  @Command(description = "Gives it another title, for everyone.")
  void rename(@Parameters(paramLabel = "TITLE") String title) {
    room().rename(title);
  }

  @Command(description = "Gives it a picture, for everyone: PNG, JPEG or WebP of at most 32 KiB.")
  void picture(@Parameters(paramLabel = "FILE") Path file) throws IOException {
    room().changePicture(Picture.of(Files.readAllBytes(file)));
  }

  @Command(name = "no-picture", description = "Takes its picture away.")
  void noPicture() {
    room().removePicture();
  }

  @Command(name = "save-picture", description = "Writes its picture to a file.")
  void savePicture(@Parameters(paramLabel = "FILE") Path file) throws IOException {
    Files.write(file, room().picture().orElseThrow(() -> refusal("It has none")).bytes());
  }

  @Command(description = "Puts it out of sight, on all devices, until somebody else writes.")
  void archive() {
    room().archive();
  }

  @Command(description = "Takes that back.")
  void unarchive() {
    room().unarchive();
  }

  @Command(description = "Wants to hear nothing of it, on all devices.")
  void mute(
      @Option(names = "--for", paramLabel = "TIME", description = "8h, 7d; else for good")
          Optional<Duration> time) {
    room().mute(time.map(Instant.now()::plus).orElse(Instant.MAX));
  }

  @Command(description = "Takes that back.")
  void unmute() {
    room().unmute();
  }

  @Command(description = "Leaves it, with all devices.")
  void leave() {
    room().leave();
  }
}
