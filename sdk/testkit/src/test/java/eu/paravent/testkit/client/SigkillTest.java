package eu.paravent.testkit.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.Message;
import eu.paravent.client.event.ChatEvent.MessageReceived;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.invite.GuestInvite;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.spi.Transport;
import eu.paravent.protocol.Paths;
import eu.paravent.testkit.fault.Fault;
import eu.paravent.testkit.fault.FaultyTransport;
import eu.paravent.testkit.fault.Requests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Alice's client is a process of its own and gets SIGKILL, each time at a request: before the
 * server acts on it, which is when all that the client stored on its way to the request is there
 * and nothing more; or after, which is when the server knows what the client does not. What she was
 * doing is complete or undone when she is back, never half, never twice; and all talk on.
 */
@Timeout(120)
class SigkillTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final int SIGKILLED = 128 + 9;

  private final Acme acme = new Acme();
  private final FaultyTransport line = acme.faulty();
  private final List<Process> children = new ArrayList<>();
  @TempDir Path folder;
  private Doorway door;
  private ChatClient bob;
  private ChatClient carol;
  private Conversation his;

  @BeforeEach
  void talk() throws IOException {
    door = new Doorway(line);
    bob = acme.online("Bob");
    carol = acme.online("Carol");
    try (ChatClient alice = acme.online("Alice", Acme.at(store()), acme.server.transport())) {
      Conversation hers =
          alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
      hers.send(MessageContent.text("first")).awaitAccepted(SOON);
      his = Acme.joined(bob, hers.id());
      Acme.awaitText(his, "first");
    }
  }

  @AfterEach
  void close() throws Exception {
    for (Process child : children) {
      child.destroyForcibly().waitFor();
    }
    door.close();
    acme.close();
  }

  /** When SIGKILL comes, with regard to what the server does. */
  enum When {
    BEFORE {
      @Override
      Fault fault(Deadly kill) {
        return (request, onwards) -> {
          kill.kill();
          throw new IOException("Nobody is there to hear this");
        };
      }
    },
    AFTER {
      @Override
      Fault fault(Deadly kill) {
        return (request, onwards) -> {
          onwards.exchange(request);
          kill.kill();
          throw new IOException("Nobody is there to hear this");
        };
      }
    };

    abstract Fault fault(Deadly kill);
  }

  @FunctionalInterface
  interface Deadly {
    void kill() throws InterruptedException;
  }

  @ParameterizedTest
  @CsvSource({
    "BEFORE, " + Paths.GROUPS,
    "AFTER, " + Paths.GROUPS,
    "BEFORE, " + Paths.KEY_PACKAGE_CLAIMS,
    "AFTER, " + Paths.KEY_PACKAGE_CLAIMS,
    "BEFORE, " + Paths.COMMITS,
    "AFTER, " + Paths.COMMITS
  })
  void whileCreating(When when, String path) throws Exception {
    killed(Deed.CREATE, bob.self().uri(), "POST", path, when);

    ChatClient alice = back();

    if (path.equals(Paths.COMMITS)) {
      Acme.await("the new conversation", () -> alice.conversations().list().size() == 2);
    } else {
      assertThat(alice.conversations().list()).hasSize(1);
      alice.conversations().create(ConversationSpec.titled("New").participants(bob.self()));
    }
    Conversation made = alice.conversations().list().get(1);
    assertThat(made.title()).isEqualTo("New");
    talk(made, alice, bob);
    assertThat(bob.conversations().list()).hasSize(2);
    talk(his, alice, bob);
  }

  @ParameterizedTest
  @CsvSource({
    "BEFORE, " + Paths.KEY_PACKAGE_CLAIMS,
    "AFTER, " + Paths.KEY_PACKAGE_CLAIMS,
    "BEFORE, " + Paths.COMMITS,
    "AFTER, " + Paths.COMMITS
  })
  void whileAdding(When when, String path) throws Exception {
    killed(Deed.ADD, carol.self().uri(), "POST", path, when);

    ChatClient alice = back();

    Conversation hers = Acme.joined(alice, his.id());
    if (path.equals(Paths.COMMITS)) {
      Acme.await("Carol, without another word", () -> hers.participants().size() == 3);
    } else {
      assertThat(hers.participants()).hasSize(2);
      hers.add(carol.self());
    }
    talk(his, alice, bob, carol);
    assertThat(hers.participants()).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource
  void whileRemoving(When when) throws Exception {
    his.add(carol.self());
    Conversation carols = Acme.joined(carol, his.id());
    killed(Deed.REMOVE, carol.self().uri(), "POST", Paths.COMMITS, when);

    ChatClient alice = back();

    Acme.await("Carol to be out", () -> his.participants().size() == 2);
    talk(his, alice, bob);
    assertThat(Acme.texts(carols)).noneMatch(text -> text.startsWith("It is me"));
  }

  @ParameterizedTest
  @EnumSource
  void whileSending(When when) throws Exception {
    killed(Deed.SAY, "second", "POST", Paths.MESSAGES, when);

    ChatClient alice = back();

    Acme.awaitText(his, "second");
    talk(his, alice, bob);
    assertThat(Acme.texts(his)).containsOnlyOnce("second");
    assertThat(Acme.texts(Acme.joined(alice, his.id()))).containsOnlyOnce("second");
  }

  @ParameterizedTest
  @CsvSource({
    "BEFORE, " + Paths.GROUP_ATTACHMENTS,
    "AFTER, " + Paths.GROUP_ATTACHMENTS,
    "BEFORE, " + Paths.MESSAGES,
    "AFTER, " + Paths.MESSAGES
  })
  void whileSendingAFile(When when, String path) throws Exception {
    killed(Deed.FILE, "offer", "POST", path, when);

    ChatClient alice = back();

    Acme.await("the file", () -> !files(his).isEmpty());
    talk(his, alice, bob);
    assertThat(files(his)).hasSize(1);
    assertThat(his.download(files(his).get(0).attachment())).isEqualTo("offer".getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "BEFORE, POST, " + Paths.COMMITS,
    "AFTER, POST, " + Paths.COMMITS,
    "BEFORE, PUT, " + Paths.GROUP_INVITE,
    "AFTER, PUT, " + Paths.GROUP_INVITE
  })
  void whileInviting(When when, String method, String path) throws Exception {
    killed(Deed.INVITE, "Supplier", method, path, when);

    ChatClient alice = back();

    Conversation hers = Acme.joined(alice, his.id());
    Acme.await("the invite", () -> hers.invites().size() == 1);
    GuestInvite invite = hers.invites().get(0);
    assertThat(invite.label()).isEqualTo("Supplier");
    Acme.await("the server to know it", () -> acme.knows(invite));
    ChatClient guest = join(invite);
    talk(his, alice, bob, guest);
  }

  @ParameterizedTest
  @CsvSource({
    "BEFORE, POST, " + Paths.COMMITS,
    "AFTER, POST, " + Paths.COMMITS,
    "BEFORE, DELETE, " + Paths.GROUP_INVITE,
    "AFTER, DELETE, " + Paths.GROUP_INVITE
  })
  void whileRevoking(When when, String method, String path) throws Exception {
    GuestInvite invite;
    try (ChatClient alice = back()) {
      invite =
          Acme.joined(alice, his.id()).inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(1)));
    }
    killed(Deed.REVOKE, "", method, path, when);

    ChatClient alice = back();

    Acme.await("the invite to end", () -> Acme.joined(alice, his.id()).invites().isEmpty());
    Acme.await("the server to end it", () -> !acme.knows(invite));
    talk(his, alice, bob);
  }

  @ParameterizedTest
  @EnumSource
  void betweenStoringAMessageAndAcknowledgingIt(When when) throws Exception {
    his.send(MessageContent.text("while you were away")).awaitAccepted(SOON);
    killed(Deed.LISTEN, "", "PUT", Paths.CURSOR, when);

    ChatClient alice = back();

    talk(his, alice, bob);
    assertThat(Acme.texts(Acme.joined(alice, his.id()))).containsOnlyOnce("while you were away");
    assertThat(Acme.events(alice, MessageReceived.class)).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void betweenTakingAWelcomeAndAcknowledgingIt(When when) throws Exception {
    Conversation room =
        bob.conversations()
            .create(ConversationSpec.titled("From Bob").participants(acme.user("Alice")));
    killed(Deed.LISTEN, "", "DELETE", Paths.WELCOME, when);

    ChatClient alice = back();

    talk(room, alice, bob);
    assertThat(alice.conversations().list()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "BEFORE, GET, " + Paths.GROUP_INFO,
    "BEFORE, POST, " + Paths.COMMITS,
    "AFTER, POST, " + Paths.COMMITS
  })
  void whileJoiningAsAGuest(When when, String method, String path) throws Exception {
    GuestInvite invite = his.inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(1)));
    Path hers = folder.resolve("guest");
    killed(Life.ofGuest(door.port(), hers, invite.link().orElseThrow()), method, path, when);

    ChatClient guest;
    if (path.equals(Paths.COMMITS)) {
      guest = acme.guestAgain(Acme.at(hers));
    } else {
      guest =
          acme.add(
              GuestLobby.open(invite.link().orElseThrow(), acme.server.transport())
                  .join("Gina", Acme.at(hers)));
    }

    talk(his, bob, guest);
    assertThat(his.participants()).hasSize(3);
    assertThat(his.invites()).isEmpty();
  }

  /** Where SIGKILL hits is up to chance; the seed is only that of the moments. */
  @Test
  void atAnyMoment() throws Exception {
    long seed = System.nanoTime();
    System.out.println("SigkillTest.atAnyMoment: seed " + seed);
    Random random = new Random(seed);
    for (int life = 0; life < 6; life++) {
      Process child =
          Life.ofStaff(
              door.port(),
              store(),
              acme.server.baseUrl(),
              acme.user("Alice"),
              Deed.CHAT,
              "life " + life);
      children.add(child);
      String begun = "life " + life + " 0";
      Acme.awaitText(his, begun);
      his.send(MessageContent.text("Bob in life " + life));
      int more = random.nextInt(24);
      int before = Acme.texts(his).size();
      Acme.await("more", () -> Acme.texts(his).size() >= before + more);
      TimeUnit.MICROSECONDS.sleep(random.nextInt(50_000));
      child.destroyForcibly();
      assertThat(child.waitFor()).isEqualTo(SIGKILLED);
    }

    ChatClient alice = back();

    Conversation hers = Acme.joined(alice, his.id());
    Acme.await(
        "all to be accepted", () -> hers.messages(1000).stream().allMatch(SigkillTest::sent));
    Acme.await("at most one invite of each life to be left", () -> hers.invites().size() <= 6);
    talk(his, alice, bob);
    // her own come where she said them, his view has the order of the log
    assertThat(Acme.texts(his))
        .as("seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(Acme.texts(hers));
    for (int life = 0; life < 6; life++) {
      String prefix = "life " + life + " ";
      List<String> said = Acme.texts(his).stream().filter(t -> t.startsWith(prefix)).toList();
      for (int i = 0; i < said.size(); i++) {
        assertThat(said.get(i)).as("seed %d", seed).isEqualTo(prefix + i);
      }
      assertThat(Acme.texts(hers)).contains("Bob in life " + life);
    }
  }

  /** What {@code send} has returned for arrives, in order and once; at most one more does. */
  @Test
  void whatWasStoredArrivesWheneverItIsKilled() throws Exception {
    Random random = new Random();
    for (int life = 0; life < 4; life++) {
      Path noted = folder.resolve("count" + life);
      Process child =
          Life.ofStaff(
              door.port(),
              store(),
              acme.server.baseUrl(),
              acme.user("Alice"),
              Deed.COUNT,
              noted.toString());
      children.add(child);
      int least = 1 + random.nextInt(40);
      Acme.await("the count", () -> counted(noted) >= least);
      TimeUnit.MICROSECONDS.sleep(random.nextInt(20_000));
      child.destroyForcibly();
      assertThat(child.waitFor()).isEqualTo(SIGKILLED);
    }

    talk(his, back(), bob);

    for (int life = 0; life < 4; life++) {
      String prefix = "count" + life + " ";
      List<String> arrived = Acme.texts(his).stream().filter(t -> t.startsWith(prefix)).toList();
      int stored = counted(folder.resolve("count" + life));
      assertThat(arrived).hasSizeBetween(stored, stored + 1);
      for (int i = 0; i < arrived.size(); i++) {
        assertThat(arrived.get(i)).isEqualTo(prefix + i);
      }
    }
  }

  /** Whole lines only. */
  private static int counted(Path noted) {
    try {
      return Files.exists(noted)
          ? (int) Files.readString(noted).chars().filter(c -> c == '\n').count()
          : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean sent(Message message) {
    return message.state() != Message.State.WAITING;
  }

  private static List<MessageContent.File> files(Conversation conversation) {
    return conversation.messages(1000).stream()
        .map(Message::content)
        .filter(MessageContent.File.class::isInstance)
        .map(MessageContent.File.class::cast)
        .toList();
  }

  private Path store() {
    return folder.resolve("alice");
  }

  private ChatClient back() {
    return acme.online("Alice", Acme.at(store()), acme.server.transport());
  }

  private ChatClient join(GuestInvite invite) {
    return acme.add(
        GuestLobby.open(invite.link().orElseThrow(), acme.server.transport())
            .join("Gina", eu.paravent.client.store.EncryptedStore.inMemory(Acme.key())));
  }

  private void killed(Deed deed, String argument, String method, String path, When when)
      throws Exception {
    killed(
        Life.ofStaff(
            door.port(), store(), acme.server.baseUrl(), acme.user("Alice"), deed, argument),
        method,
        path,
        when);
  }

  /** Returns once the process is dead, and the server has done what it was to do. */
  private void killed(Process child, String method, String path, When when) throws Exception {
    children.add(child);
    CompletableFuture<Transport.Request> hit = new CompletableFuture<>();
    Fault killing =
        when.fault(
            () -> {
              child.destroyForcibly().waitFor();
            });
    line.once(
        Requests.of(method, path),
        (request, onwards) -> {
          try {
            return killing.exchange(request, onwards);
          } finally {
            hit.complete(request);
          }
        });
    hit.get(60, TimeUnit.SECONDS);
    assertThat(child.waitFor()).isEqualTo(SIGKILLED);
  }

  /** Each says something, everyone reads it once: only who is in the same epoch can. */
  private static void talk(Conversation anyOnes, ChatClient... people) {
    List<Conversation> views = new ArrayList<>();
    for (ChatClient client : people) {
      views.add(Acme.joined(client, anyOnes.id()));
    }
    for (int i = 0; i < people.length; i++) {
      Acme.await("everyone", sameRoster(views));
      String text = "It is me: " + people[i].self();
      views.get(i).send(MessageContent.text(text)).awaitAccepted(SOON);
      views.forEach(view -> Acme.awaitText(view, text));
    }
    for (int i = 0; i < people.length; i++) {
      assertThat(Acme.texts(views.get(i))).doesNotHaveDuplicates();
      assertThat(Acme.events(people[i], SecurityAlert.class)).isEmpty();
    }
  }

  private static java.util.function.Supplier<Boolean> sameRoster(List<Conversation> views) {
    return () ->
        views.stream()
                .map(view -> new HashSet<>(view.participants().stream().map(p -> p.id()).toList()))
                .distinct()
                .count()
            == 1;
  }
}
