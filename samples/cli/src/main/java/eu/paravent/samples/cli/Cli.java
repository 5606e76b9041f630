package eu.paravent.samples.cli;

import static java.time.temporal.ChronoUnit.SECONDS;
import static java.util.Objects.requireNonNullElse;

import com.grack.nanojson.JsonWriter;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.Message;
import eu.paravent.client.Participant;
import eu.paravent.client.UserId;
import eu.paravent.client.history.HistoryRequest;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.identity.SafetyNumber;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.invite.GuestLink;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.privacy.Erasure;
import eu.paravent.client.privacy.PersonalData;
import eu.paravent.client.privacy.PersonalRight;
import eu.paravent.client.spi.Transport;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Everything the SDK does, from a terminal: one command each, then its client is closed. */
@Command(name = "paravent", mixinStandardHelpOptions = true, description = "Encrypted chat.")
public final class Cli {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Function<URI, Transport> way;
  private @Nullable ChatClient client;

  @Option(names = "--home", description = "a folder (default: ${DEFAULT-VALUE})")
  private Path folder = Path.of("paravent-home");

  @Option(
      names = "--password",
      interactive = true,
      arity = "0..1",
      defaultValue = "${env:PARAVENT_PASSWORD}",
      description = "of the authority's file; else PARAVENT_PASSWORD")
  private char[] password = {};

  @Option(names = "--as", scope = ScopeType.INHERIT, description = "which person of the folder")
  private String person = "";

  @Option(names = "--in", scope = ScopeType.INHERIT, description = "a conversation's id or title")
  private String chat = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  private Cli(Function<URI, Transport> way) {
    this.way = way;
  }

  static CommandLine commandLine(Function<URI, Transport> way) {
    Cli cli = new Cli(way);
    return new CommandLine(cli)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(UserId.class, UserId::new)
        .setExecutionStrategy(cli::execute)
        .setExecutionExceptionHandler(
            (failed, line, parsed) -> {
              line.getErr().println(requireNonNullElse(failed.getMessage(), failed.toString()));
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  public static void main(String[] arguments) {
    System.exit(commandLine(Transport::http).execute(arguments));
  }

  private int execute(CommandLine.ParseResult parsed) {
    try {
      return new CommandLine.RunLast().execute(parsed);
    } finally {
      if (client != null) {
        client.close();
      }
    }
  }

  @Command(description = "Founds an organisation and registers it at a server.")
  void found(
      @Parameters(paramLabel = "ORGANISATION", description = "as acme.example") String name,
      @Option(names = "--server", required = true) URI server,
      @Option(names = "--token", required = true, description = "of its operator") String token)
      throws IOException {
    try (OrganisationAuthority authority = home().authority(name, password());
        Transport to = way.apply(server)) {
      Registration.register(server, authority, token, to);
      home().note(Home.ORGANISATION, server, name);
      say(name + " " + authority.fingerprint());
    }
  }

  @Command(description = "Enrols a person of the organisation on this machine, or again.")
  void enrol(
      @Parameters(paramLabel = "PERSON") String who,
      @Option(names = "--name", description = "as the others see it") Optional<String> name,
      @Option(names = "--device", description = "another one of hers: here called PERSON-DEVICE")
          Optional<String> device)
      throws IOException {
    String seat = device.map(other -> who + "-" + other).orElse(who);
    List<String> organisation = home().seat(Home.ORGANISATION);
    try (OrganisationAuthority authority = home().authority(organisation.get(1), password())) {
      home().note(seat, URI.create(organisation.get(0)), name.orElse(who));
      client = home().open(seat, Optional.of(authority.enroller(who)));
      say(client.self());
    }
  }

  @Command(description = "Lists conversations: id, unread, title.")
  void chats() {
    me().conversations().list().forEach(c -> say(c.id() + "  " + c.unread() + "  " + c.title()));
  }

  @Command(name = "new", description = "Begins a conversation and prints its id.")
  void begin(
      @Parameters(paramLabel = "TITLE") String title,
      @Option(names = "--with", description = "person URIs") @Nullable List<UserId> others) {
    List<UserId> people = others == null ? List.of() : others;
    say(me().conversations().create(ConversationSpec.titled(title).participants(people)).id());
  }

  @Command(description = "Takes somebody into a conversation.")
  void add(@Parameters(paramLabel = "URI") UserId who) {
    chat().add(who);
  }

  @Command(description = "Has somebody leave a conversation.")
  void remove(@Parameters(paramLabel = "URI") UserId who) {
    chat().remove(who);
  }

  @Command(description = "Sends a text and waits until the server has it.")
  void send(@Parameters(paramLabel = "TEXT") String text) {
    chat().send(MessageContent.text(text)).awaitAccepted(PATIENCE);
  }

  @Command(name = "send-file", description = "Sends a file and waits until the server has it.")
  void sendFile(@Parameters(paramLabel = "FILE") Path file) throws IOException {
    String type = Optional.ofNullable(Files.probeContentType(file)).orElse("application/binary");
    chat().send(MessageContent.file(file, type)).awaitAccepted(PATIENCE);
  }

  @Command(description = "Shows a conversation's messages, the oldest first.")
  void read(@Option(names = "--last", defaultValue = "20") int last) {
    List<Message> all = chat().allMessages();
    for (Message message : all.subList(Math.max(0, all.size() - last), all.size())) {
      say(message.time().truncatedTo(SECONDS) + "  " + name(message) + ": " + words(message));
      chat().read(message.id());
    }
  }

  @Command(description = "Looks for words in all conversations.")
  void search(@Parameters(paramLabel = "WORDS") String words) {
    me().conversations()
        .search(words, Conversation.PAGE_MOST)
        .forEach(m -> say(name(m) + ": " + words(m)));
  }

  @Command(description = "Prints a link by which one guest can join.")
  void invite(@Option(names = "--days", defaultValue = "7") int days) {
    GuestInviteSpec guest = GuestInviteSpec.singleUse(Duration.ofDays(days));
    say(chat().inviteGuest(guest).link().orElseThrow().url());
  }

  @Command(description = "Joins by a link, as a guest who is called PERSON here.")
  void join(
      @Parameters(paramLabel = "LINK") String link,
      @Parameters(paramLabel = "PERSON") String guest,
      @Option(names = "--accept-notice", description = "that was shown") boolean accepted)
      throws IOException {
    GuestLink parsed = GuestLink.parse(link);
    GuestLobby lobby = GuestLobby.open(parsed, way.apply(parsed.server()));
    say(lobby.inviter() + ", " + lobby.organisation() + ": " + lobby.title());
    if (lobby.profile().isPresent()) {
      say(lobby.profile().get());
      if (!accepted) {
        refuse("Read the notice above, then say --accept-notice");
      }
      lobby = lobby.acceptNotice("en");
    }
    client = lobby.join(guest, home().store(guest));
    home().note(guest, parsed.server(), guest);
    say(client.self());
  }

  @Command(description = "Shows safety numbers to compare, or notes that one was compared.")
  void verify(
      @Option(names = "--compared", description = "as read out") Optional<String> compared) {
    Conversation room = chat();
    me().trust().organisations().forEach(o -> say(o.organisation() + "  " + o.verification()));
    boolean found = compared.isEmpty();
    for (Participant other : room.participants().stream().filter(p -> !p.self()).toList()) {
      SafetyNumber number = me().trust().safetyNumber(room.id(), other.id());
      if (compared.filter(number::matches).isPresent()) {
        me().trust().verified(room.id(), other.id(), number);
        found = true;
      }
      String custody = other.custody().map(Enum::name).orElse("not said");
      say(other.id() + "  " + me().trust().of(other.id()) + "  keys: " + custody);
      say("  " + number.digits());
    }
    if (!found) {
      refuse("Nobody's digits here: do not trust who read them out");
    }
  }

  @Command(name = "ask-history", description = "Asks her other devices for what was said before.")
  void askHistory() {
    say(me().history().asked().orElseGet(me().history()::ask).code());
  }

  @Command(name = "share-history", description = "To the device with this code; none: lists.")
  void shareHistory(@Parameters(arity = "0..1") Optional<String> code) {
    for (HistoryRequest one : me().history().requests()) {
      if (code.isEmpty()) {
        say(one.code() + "  " + one.device());
      } else if (one.matches(code.get())) {
        me().history().share(one);
        return;
      }
    }
    code.ifPresent(shown -> refuse("No device of hers shows this"));
  }

  @Command(description = "Writes a conversation to a folder: messages.jsonl and the files.")
  void export(@Parameters(paramLabel = "FOLDER") Path to) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Message message : chat().allMessages()) {
      Map<String, String> line = new TreeMap<>();
      line.put("id", message.id().value());
      line.put("time", message.time().toString());
      line.put("sender", message.sender().uri());
      line.put("name", name(message));
      line.put("text", words(message));
      if (message.content() instanceof MessageContent.File file) {
        // the sender's words are no path of ours
        String safe = file.attachment().name().replaceAll("[^A-Za-z0-9._-]", "_");
        Path target = Files.createDirectories(to).resolve(lines.size() + "-" + safe);
        Files.write(target, chat().download(file.attachment()));
        line.put("file", target.getFileName().toString());
      }
      lines.add(JsonWriter.string(line));
    }
    Files.write(Files.createDirectories(to).resolve("messages.jsonl"), lines);
    say(lines.size() + " messages");
  }

  @Command(name = "my-data", description = "Writes a ZIP of what there is, here and at the server.")
  void myData(@Parameters(paramLabel = "FILE") Path file) throws IOException {
    try (OutputStream to = Files.newOutputStream(file)) {
      PersonalData.Summary written = PersonalData.write(me(), PersonalData.Scope.OWN, to);
      say(written.messages() + " messages, " + written.files() + " files");
    }
  }

  @Command(description = "Has erased what a person said; again: who has not confirmed yet.")
  void forget() {
    for (Erasure asked : me().eraseEverywhere()) {
      say(asked.conversation() + "  " + asked.answers().size() + " devices erased");
      asked.outstanding().forEach(device -> say("  waits for " + device.uri()));
    }
  }

  @Command(description = "Asks the organisation: access, rectification, erasure, restriction, ...")
  void ask(@Parameters(paramLabel = "RIGHT") PersonalRight right) {
    say("to be answered by " + me().askFor(right));
  }

  private Home home() {
    return new Home(folder, way);
  }

  private void say(Object line) {
    spec.commandLine().getOut().println(line);
  }

  private static void refuse(String why) {
    throw new IllegalArgumentException(why);
  }

  private char[] password() {
    if (password.length == 0) {
      refuse("Give --password or set PARAVENT_PASSWORD");
    }
    return password;
  }

  private ChatClient me() {
    ChatClient open = client;
    if (open == null) {
      open = home().open(person, Optional.empty());
      client = open;
    }
    return open;
  }

  /** By the beginning of its id, or by its title. */
  private Conversation chat() {
    List<Conversation> found = new ArrayList<>(me().conversations().list());
    found.removeIf(room -> !room.id().value().startsWith(chat) && !room.title().equals(chat));
    if (found.size() == 1) {
      return found.get(0);
    }
    throw new IllegalArgumentException(found.size() + " conversations: say more of its id, --in");
  }

  private static String name(Message message) {
    return message.author().displayName();
  }

  private static String words(Message message) {
    return message.content() instanceof MessageContent.Text text
        ? text.text()
        : "(" + message.content().getClass().getSimpleName() + ")";
  }
}
