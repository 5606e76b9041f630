package eu.paravent.samples.cli;

import eu.paravent.client.Conversation;
import eu.paravent.client.Message;
import eu.paravent.client.message.MessageContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Texts, and what becomes of messages. */
@Command(description = "Messages")
final class Messages extends Topic {
  Messages(Cli cli) {
    super(cli);
  }

  @Command(description = "Sends a text (Markdown); prints its id once the server has it.")
  void send(
      @Parameters(paramLabel = "TEXT") String text,
      @Option(names = "--mention", paramLabel = "PERSON", description = "URI, or name inside")
          @Nullable List<String> mentioned,
      @Mixin Sending how) {
    StringBuilder whole = new StringBuilder();
    all(mentioned).forEach(who -> whole.append(participant(who).mention()).append(' '));
    send(MessageContent.text(whole + text), how);
  }

  @Command(name = "keep-reply", description = "Keeps a text with places: Dear {name}, ...")
  void keepReply(
      @Parameters(paramLabel = "NAME") String name, @Parameters(paramLabel = "TEXT") String text)
      throws IOException {
    cli.home().keepReply(name, text);
  }

  @Command(name = "send-reply", description = "Sends a text that was kept; nothing: lists them.")
  void sendReply(
      @Parameters(arity = "0..1", paramLabel = "NAME") Optional<String> name,
      @Option(names = "--fill", paramLabel = "PLACE=WORDS") @Nullable Map<String, String> places,
      @Mixin Sending how) {
    if (name.isPresent()) {
      Map<String, String> filled = places == null ? Map.of() : places;
      send(cli.home().replies().fill(name.get(), filled), how);
    } else {
      cli.home().replies().names().forEach(this::say);
    }
  }

  @Command(description = "Writes one's own text anew.")
  void edit(
      @Parameters(paramLabel = "MESSAGE") String id, @Parameters(paramLabel = "TEXT") String text) {
    sent(room().edit(message(id).id(), text));
  }

  @Command(description = "Takes one's own message back.")
  void delete(@Parameters(paramLabel = "MESSAGE") String id) {
    sent(room().delete(message(id).id()));
  }

  @Command(description = "Reacts to a message.")
  void react(
      @Parameters(paramLabel = "MESSAGE") String id,
      @Parameters(paramLabel = "EMOJI") String emoji,
      @Option(names = "--undo", description = "takes the reaction back") boolean undo) {
    if (undo) {
      room().unreact(message(id).id(), emoji);
    } else {
      room().react(message(id).id(), emoji);
    }
  }

  @Command(description = "Says here what was said there.")
  void forward(
      @Parameters(paramLabel = "MESSAGE") String id,
      @Option(names = "--from", required = true, description = "conversation's id or title")
          String from) {
    Conversation there = cli.room(from);
    sent(room().forward(there.id(), message(there, id).id()));
  }

  @Command(description = "Keeps a message in sight, for everyone.")
  void pin(@Parameters(paramLabel = "MESSAGE") String id) {
    sent(room().pin(message(id).id()));
  }

  @Command(description = "Takes that back.")
  void unpin(@Parameters(paramLabel = "MESSAGE") String id) {
    sent(room().unpin(message(id).id()));
  }

  @Command(description = "Lists what is kept in sight.")
  void pinned() {
    room().pinned().forEach(message -> say(Shown.line(message)));
  }

  @Command(description = "Shows messages, the oldest first: id, time, name, what it says.")
  void read(
      @Option(names = "--last", defaultValue = "20") int last,
      @Option(names = "--before", paramLabel = "MESSAGE", description = "the page before it")
          Optional<String> before) {
    int most = Math.max(1, Math.min(last, Conversation.PAGE_MOST));
    List<Message> page =
        new ArrayList<>(
            before
                .map(id -> room().messagesBefore(message(id), most))
                .orElseGet(() -> room().messages(most)));
    Collections.reverse(page);
    for (Message message : page) {
      say(Shown.line(message));
      room().read(message.id());
    }
  }

  @Command(description = "Shows all that is known of a message.")
  void show(@Parameters(paramLabel = "MESSAGE") String id) {
    new Shown(room()).all(message(id)).forEach(this::say);
  }

  @Command(description = "Looks for words in all conversations.")
  void search(@Parameters(paramLabel = "WORDS") String words) {
    me().conversations()
        .search(words, Conversation.PAGE_MOST)
        .forEach(message -> say(Shown.line(message)));
  }
}
