package eu.paravent.samples.cli;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import eu.paravent.client.ChatClient;
import eu.paravent.client.ChatException;
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
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Everything the SDK does, from a terminal. */
@Command(
    name = "paravent",
    mixinStandardHelpOptions = true,
    description = "End-to-end encrypted chat from a terminal.")
public final class Cli {
  private static final int HISTORY_MOST = 100_000;

  private final Function<URI, Optional<Transport>> way;

  @Option(
      names = "--home",
      defaultValue = "paravent-home",
      description = "Folder of the authority, stores and keys (default: ${DEFAULT-VALUE})")
  private Path folder = Path.of("paravent-home");

  @Option(
      names = "--password",
      interactive = true,
      arity = "0..1",
      defaultValue = "${env:PARAVENT_PASSWORD}",
      description = "Of the authority's file; else PARAVENT_PASSWORD")
  private char[] password = {};

  @Spec private CommandSpec spec = CommandSpec.create();

  private Cli(Function<URI, Optional<Transport>> way) {
    this.way = way;
  }

  /**
   * @param way to a server; empty for the SDK's own
   */
  static CommandLine commandLine(Function<URI, Optional<Transport>> way) {
    return new CommandLine(new Cli(way))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failed, line, parsed) -> {
              if (failed instanceof ChatException
                  || failed instanceof IllegalArgumentException
                  || failed instanceof IllegalStateException
                  || failed instanceof IOException) {
                line.getErr().println(failed.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
              }
              throw failed;
            });
  }

  public static void main(String[] arguments) {
    System.exit(commandLine(server -> Optional.empty()).execute(arguments));
  }

  @Command(description = "Founds an organisation and registers it at a server.")
  void found(
      @Parameters(paramLabel = "ORGANISATION", description = "for instance acme.example")
          String organisation,
      @Option(names = "--server", required = true) URI server,
      @Option(names = "--token", required = true, description = "registration token of the server")
          String token)
      throws IOException {
    Home home = home();
    try (OrganisationAuthority authority = OrganisationAuthority.create(organisation)) {
      home.found(server, authority, requirePassword());
      boolean known = false;
      try {
        Optional<Transport> transport = home.way(server);
        if (transport.isPresent()) {
          Registration.register(server, authority, token, transport.get());
        } else {
          Registration.register(server, authority, token);
        }
        known = true;
      } finally {
        if (!known) {
          home.unfound();
        }
      }
      out().println(organisation + " " + authority.fingerprint());
    }
  }

  @Command(description = "Enrols a person of the organisation on this machine, or again.")
  void enrol(
      @Parameters(paramLabel = "PERSON") String person,
      @Option(names = "--name", description = "as the others see it") Optional<String> name,
      @Option(
              names = "--device",
              description = "another device of the person: called PERSON-DEVICE here from then on")
          Optional<String> device)
      throws IOException {
    Home home = home();
    String called = device.map(other -> person + "-" + other).orElse(person);
    try (OrganisationAuthority authority = home.authority(requirePassword())) {
      home.note(called, home.server(""));
      home.call(called, name.orElse(person));
      try (ChatClient client = home.open(called, Optional.of(authority.enroller(person)))) {
        out().println(client.self());
      }
    }
  }

  @Command(description = "Lists conversations: id, unread, title.")
  void chats(@Option(names = "--as", required = true) String person) {
    try (ChatClient client = open(person)) {
      for (Conversation chat : client.conversations().list()) {
        out().println(chat.id() + "  " + chat.unread() + "  " + chat.title());
      }
    }
  }

  @Command(name = "new", description = "Begins a conversation and prints its id.")
  void begin(
      @Parameters(paramLabel = "TITLE") String title,
      @Option(names = "--as", required = true) String person,
      @Option(names = "--with", description = "person URIs") List<String> others) {
    List<UserId> people = new ArrayList<>();
    for (String other : Optional.ofNullable(others).orElse(List.of())) {
      people.add(new UserId(other));
    }
    try (ChatClient client = open(person)) {
      out()
          .println(
              client
                  .conversations()
                  .create(ConversationSpec.titled(title).participants(people))
                  .id());
    }
  }

  @Command(description = "Sends a text and waits until the server has it.")
  void send(
      @Parameters(paramLabel = "CHAT") String chat,
      @Parameters(paramLabel = "TEXT") String text,
      @Option(names = "--as", required = true) String person) {
    try (ChatClient client = open(person)) {
      chat(client, chat).send(MessageContent.text(text)).awaitAccepted(Duration.ofSeconds(60));
    }
  }

  @Command(description = "Shows a conversation's messages, the oldest first.")
  void read(
      @Parameters(paramLabel = "CHAT") String chat,
      @Option(names = "--as", required = true) String person,
      @Option(names = "--last", defaultValue = "20") int last) {
    try (ChatClient client = open(person)) {
      Conversation room = chat(client, chat);
      for (Message message : oldestFirst(room, last)) {
        out().println(message.time() + "  " + name(room, message.sender()) + ": " + words(message));
      }
    }
  }

  @Command(description = "Prints a link by which one guest can join.")
  void invite(
      @Parameters(paramLabel = "CHAT") String chat,
      @Option(names = "--as", required = true) String person,
      @Option(names = "--days", defaultValue = "7") int days) {
    try (ChatClient client = open(person)) {
      GuestInviteSpec guest = GuestInviteSpec.singleUse(Duration.ofDays(days));
      out().println(chat(client, chat).inviteGuest(guest).link().orElseThrow().url());
    }
  }

  @Command(description = "Joins by a link, as a guest who is called PERSON here.")
  void join(
      @Parameters(paramLabel = "LINK") String link,
      @Parameters(paramLabel = "PERSON") String person,
      @Option(names = "--accept-notice", description = "the privacy notice that was shown")
          boolean accepted)
      throws IOException {
    GuestLink parsed = GuestLink.parse(link);
    Home home = home();
    Optional<Transport> transport = home.way(parsed.server());
    GuestLobby lobby =
        transport.isPresent() ? GuestLobby.open(parsed, transport.get()) : GuestLobby.open(parsed);
    out().println(lobby.inviter() + ", " + lobby.organisation() + ": " + lobby.title());
    if (lobby.profile().isPresent() && !accepted) {
      out().println(lobby.profile().get());
      throw new IllegalStateException("Read the notice above, then say --accept-notice");
    }
    GuestLobby through = lobby.profile().isPresent() ? lobby.acceptNotice("en") : lobby;
    try (ChatClient client = through.join(person, home.store(person))) {
      home.note(person, parsed.server());
      out().println(client.self());
    }
  }

  @Command(description = "Shows safety numbers to compare, or notes that one was compared.")
  void verify(
      @Parameters(paramLabel = "CHAT") String chat,
      @Option(names = "--as", required = true) String person,
      @Option(names = "--compared", description = "the digits that the other read out")
          Optional<String> compared) {
    try (ChatClient client = open(person)) {
      Conversation room = chat(client, chat);
      client.trust().organisations().forEach(known -> out().println(known));
      boolean found = false;
      for (Participant other : room.participants()) {
        if (other.self()) {
          continue;
        }
        SafetyNumber number = client.trust().safetyNumber(room.id(), other.id());
        if (compared.filter(said -> plain(said).equals(plain(number.digits()))).isPresent()) {
          client.trust().verified(room.id(), other.id(), number);
          found = true;
        }
        out()
            .println(
                other.id()
                    + "  "
                    + client.trust().of(other.id())
                    + "  keys: "
                    + other.custody().map(Enum::name).orElse("not said"));
        out().println("  " + number.digits());
      }
      if (compared.isPresent() && !found) {
        throw new IllegalArgumentException(
            "These are nobody's digits here: do not trust whoever read them out");
      }
    }
  }

  @Command(
      name = "ask-history",
      description =
          "Asks the person's other devices for what was said before, and prints a code to compare.")
  void askHistory(@Option(names = "--as", required = true) String person) {
    try (ChatClient client = open(person)) {
      out().println(client.history().asked().orElseGet(client.history()::ask).code());
    }
  }

  @Command(
      name = "share-history",
      description = "Shows which devices of the person ask for history, or hands it to one.")
  void shareHistory(
      @Parameters(
              paramLabel = "CODE",
              arity = "0..1",
              description = "as the device that asks shows it; where none is given, all are listed")
          Optional<String> code,
      @Option(names = "--as", required = true) String person) {
    try (ChatClient client = open(person)) {
      List<HistoryRequest> requests = client.history().requests();
      if (code.isEmpty()) {
        requests.forEach(one -> out().println(one.code() + "  " + one.device()));
        return;
      }
      HistoryRequest asked =
          requests.stream()
              .filter(one -> plain(one.code()).equals(plain(code.get())))
              .findFirst()
              .orElseThrow(
                  () -> new IllegalArgumentException("No device of yours asks with this code"));
      client.history().share(asked);
    }
  }

  @Command(description = "Writes a conversation to a file, one JSON object for each message.")
  void export(
      @Parameters(paramLabel = "CHAT") String chat,
      @Parameters(paramLabel = "FILE") Path file,
      @Option(names = "--as", required = true) String person)
      throws IOException {
    try (ChatClient client = open(person)) {
      Conversation room = chat(client, chat);
      List<String> lines = new ArrayList<>();
      for (Message message : oldestFirst(room, HISTORY_MOST)) {
        JsonObject line = new JsonObject();
        line.put("id", message.id().value());
        line.put("time", message.time().toString());
        line.put("sender", message.sender().uri());
        line.put("name", name(room, message.sender()));
        line.put("state", message.state().name());
        line.put("text", words(message));
        lines.add(JsonWriter.string(line));
      }
      Files.write(file, lines, StandardCharsets.UTF_8);
      out().println(lines.size() + " messages");
    }
  }

  @Command(
      name = "my-data",
      description = "Writes what there is about a person, here and at the server, as a ZIP.")
  void myData(
      @Parameters(paramLabel = "FILE") Path file,
      @Option(names = "--as", required = true) String person,
      @Option(names = "--everything", description = "what others said as well") boolean everything)
      throws IOException {
    PersonalData.Scope scope = everything ? PersonalData.Scope.EVERYTHING : PersonalData.Scope.OWN;
    try (ChatClient client = open(person);
        OutputStream to = Files.newOutputStream(file)) {
      PersonalData.Summary written = PersonalData.write(client, scope, to);
      out().println(written.messages() + " messages, " + written.files() + " files");
    }
  }

  @Command(description = "Has erased what a person said; again: who has not confirmed yet.")
  void forget(@Option(names = "--as", required = true) String person) {
    try (ChatClient client = open(person)) {
      for (Erasure asked : client.eraseEverywhere()) {
        out().println(asked.conversation() + "  " + asked.answers().size() + " devices erased");
        asked.outstanding().forEach(device -> out().println("  waits for " + device.uri()));
      }
    }
  }

  @Command(description = "Asks the organisation: access, rectification, erasure, restriction, ...")
  void ask(
      @Parameters(paramLabel = "RIGHT") PersonalRight right,
      @Option(names = "--as", required = true) String person) {
    try (ChatClient client = open(person)) {
      out().println("to be answered by " + client.askFor(right));
    }
  }

  private Home home() {
    return new Home(folder, way);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private char[] requirePassword() {
    if (password.length == 0) {
      throw new IllegalArgumentException("Give --password or set PARAVENT_PASSWORD");
    }
    return password;
  }

  private ChatClient open(String person) {
    return home().open(person, Optional.empty());
  }

  /** By the beginning of its id, or by its title. */
  private static Conversation chat(ChatClient client, String key) {
    List<Conversation> found =
        client.conversations().list().stream()
            .filter(room -> room.id().value().startsWith(key) || room.title().equals(key))
            .toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          found.size() + " conversations are called " + key + ": say more of its id");
    }
    return found.get(0);
  }

  private static List<Message> oldestFirst(Conversation room, int most) {
    List<Message> messages = new ArrayList<>(room.messages(most));
    Collections.reverse(messages);
    return messages;
  }

  private static String name(Conversation room, UserId id) {
    return room.participants().stream()
        .filter(person -> person.id().equals(id))
        .map(Participant::displayName)
        .findFirst()
        .orElse(id.name());
  }

  private static String words(Message message) {
    return message.content() instanceof MessageContent.Text text
        ? text.text()
        : "(" + message.content().getClass().getSimpleName() + ")";
  }

  private static String plain(String digits) {
    return digits.replaceAll("\\D", "");
  }
}
