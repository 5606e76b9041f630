package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.Message;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.invite.GuestLink;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.spi.Transport.Request;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.protocol.Paths;
import eu.paravent.testkit.client.Mortal.Deed;
import eu.paravent.testkit.fault.Fault;
import eu.paravent.testkit.fault.FaultyTransport;
import eu.paravent.testkit.fault.Requests;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Alice's client is a process that gets SIGKILL at a request that matters: when everything is
 * stored and nothing is sent, or when the server has acted and the client does not know. Then it is
 * started again on the same store.
 */
@Timeout(240)
class ClientKilledTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private final Acme acme = new Acme();
  private final FaultyTransport line = acme.faulty();
  private final HttpDoor door = new HttpDoor(line);
  private final CompletableFuture<Process> child = new CompletableFuture<>();
  @TempDir Path folder;
  @TempDir Path other;
  private ChatClient bob;

  @BeforeEach
  void bobIsOnline() {
    bob = acme.online("Bob");
  }

  @AfterEach
  void close() {
    door.close();
    acme.close();
  }

  enum Moment {
    /** What is to be sent is stored, and the server has not heard of it. */
    BEFORE {
      @Override
      Fault fault(CompletableFuture<Process> child) {
        return (request, onwards) -> {
          kill(child);
          throw new IOException("The client is dead");
        };
      }
    },
    /** The server has acted, and the client has not heard of it. */
    AFTER {
      @Override
      Fault fault(CompletableFuture<Process> child) {
        return (request, onwards) -> {
          onwards.exchange(request);
          kill(child);
          throw new IOException("The client is dead");
        };
      }
    };

    abstract Fault fault(CompletableFuture<Process> child);

    private static void kill(CompletableFuture<Process> child) throws InterruptedException {
      child.join().destroyForcibly().waitFor();
    }
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void whileItCreatesAGroup(Moment moment) throws Exception {
    enrolled();
    die(Deed.CREATE, moment, Requests.of("POST", Paths.GROUPS), bob.self().uri());
    createdOrNot();
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void whileItAddsTheFirstOthersToANewGroup(Moment moment) throws Exception {
    enrolled();
    die(Deed.CREATE, moment, Requests.of("POST", Paths.COMMITS), bob.self().uri());
    createdOrNot();
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void whileItAddsSomeone(Moment moment) throws Exception {
    conversationOf(false);
    die(Deed.ADD, moment, Requests.of("POST", Paths.COMMITS), bob.self().uri());

    ChatClient alice = back();
    Conversation hers = alice.conversations().list().get(0);
    if (moment == Moment.AFTER) {
      Acme.await("the commit to be merged", () -> hers.participants().size() == 2);
    } else {
      hers.add(bob.self());
    }
    talk(alice, hers);
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void whileItRemovesSomeone(Moment moment) throws Exception {
    ChatClient carol = acme.online("Carol");
    conversationOf(true, carol);
    die(Deed.REMOVE, moment, Requests.of("POST", Paths.COMMITS), carol.self().uri());

    ChatClient alice = back();
    Conversation hers = alice.conversations().list().get(0);
    hers.remove(carol.self());
    Acme.await("the commit to be merged", () -> hers.participants().size() == 2);
    talk(alice, hers);
    assertThat(Acme.texts(Acme.joined(carol, hers.id()))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void whileItSends(Moment moment) throws Exception {
    Conversation his = conversationOf(true);
    die(Deed.SEND, moment, Requests.of("POST", Paths.MESSAGES), "");

    ChatClient alice = back();
    Acme.awaitText(his, "said");
    talk(alice, alice.conversations().list().get(0));
    assertThat(Acme.texts(his)).containsExactly("said", "after");
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void whileItUploadsAFile(Moment moment) throws Exception {
    Conversation his = conversationOf(true);
    die(Deed.SEND_FILE, moment, Requests.of("POST", Paths.GROUP_ATTACHMENTS), "");

    ChatClient alice = back();
    Acme.await("the file", () -> his.messages(10).size() == 1);
    MessageContent.File file = (MessageContent.File) his.messages(1).get(0).content();
    assertThat(his.download(file.attachment())).isEqualTo(new byte[5000]);
    talk(alice, alice.conversations().list().get(0));
    assertThat(his.messages(10)).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void whileItMakesAnInvite(Moment moment) throws Exception {
    conversationOf(true);
    die(Deed.INVITE, moment, Requests.of("PUT", Paths.GROUP_INVITE), "");
    invitedOrNot();
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void whileItCommitsAnInvite(Moment moment) throws Exception {
    conversationOf(true);
    die(Deed.INVITE, moment, Requests.of("POST", Paths.COMMITS), "");
    invitedOrNot();
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void whileAGuestJoins(Moment moment) throws Exception {
    ChatClient alice = acme.online("Alice");
    Conversation hers =
        alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
    GuestLink link =
        hers.inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(1))).link().orElseThrow();
    die(Deed.JOIN, moment, Requests.of("POST", Paths.COMMITS), link.url());

    ChatClient gina = acme.add(resumed());
    Conversation ginas = Acme.joined(gina, hers.id());
    Acme.await("the guest", () -> hers.participants().size() == 3);
    talk(gina, ginas);
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void whileItReceives(Moment moment) throws Exception {
    Conversation his = conversationOf(true);
    for (int i = 0; i < 60; i++) {
      his.send(MessageContent.text("" + i)).awaitAccepted(SOON);
    }
    die(Deed.RECEIVE, moment, Requests.of("PUT", Paths.CURSOR), "");

    ChatClient alice = back();
    Conversation hers = alice.conversations().list().get(0);
    Acme.awaitText(hers, "59");
    assertThat(Acme.texts(hers))
        .containsExactlyElementsOf(IntStream.range(0, 60).mapToObj(i -> "" + i).toList());
    talk(alice, hers);
  }

  /** At no chosen moment: the seed is in the message of a failure. */
  @Test
  void atRandomMomentsWhileItSends() throws Exception {
    long seed = Long.getLong("paravent.seed", System.nanoTime());
    Random random = new Random(seed);
    Conversation his = conversationOf(true);
    int stored = -1;
    for (int round = 0; round < 4; round++) {
      Path said = Files.createTempFile(other, "said", ".txt");
      int least = stored + 1 + random.nextInt(60);
      Process babbling =
          start(Deed.BABBLE, "" + (stored + 1), ProcessBuilder.Redirect.to(said.toFile()));
      try {
        while (last(said, stored) < least) {
          assertThat(babbling.isAlive()).isTrue();
          Thread.sleep(1);
        }
        TimeUnit.MICROSECONDS.sleep(random.nextInt(20_000));
      } finally {
        babbling.destroyForcibly().waitFor();
      }
      stored = last(said, stored);
      // one more may have been stored without being said: it keeps its number
      ChatClient alice = acme.open("Alice", Acme.at(folder), acme.server.transport());
      List<Message> newest = alice.conversations().list().get(0).messages(1);
      alice.close();
      int last = Integer.parseInt(((MessageContent.Text) newest.get(0).content()).text());
      assertThat(last).as("seed %d", seed).isBetween(stored, stored + 1);
      stored = last;
    }

    ChatClient alice = back();
    Acme.awaitText(his, "" + stored);
    assertThat(Acme.texts(his))
        .as("seed %d", seed)
        .containsExactlyElementsOf(IntStream.rangeClosed(0, stored).mapToObj(i -> "" + i).toList());
    talk(alice, alice.conversations().list().get(0));
  }

  /** The last number that was said as a whole line. */
  private static int last(Path said, int otherwise) throws IOException {
    String all = Files.readString(said);
    String[] lines = all.substring(0, all.lastIndexOf('\n') + 1).split("\n");
    String line = lines[lines.length - 1];
    return line.isEmpty() ? otherwise : Integer.parseInt(line);
  }

  /** The host never got the conversation: it is there for both, or it can be created again. */
  private void createdOrNot() {
    ChatClient alice = back();
    Acme.await(
        "creation to be settled",
        () ->
            alice.conversations().list().isEmpty()
                || alice.conversations().list().get(0).participants().size() == 2);
    Conversation hers =
        alice.conversations().list().stream()
            .findFirst()
            .orElseGet(
                () ->
                    alice
                        .conversations()
                        .create(ConversationSpec.titled("New").participants(bob.self())));
    talk(alice, hers);
    assertThat(bob.conversations().list()).hasSize(1);
  }

  /** The host never got the link: the invite is whole, or it is not there; a new one works. */
  private void invitedOrNot() {
    ChatClient alice = back();
    Conversation hers = alice.conversations().list().get(0);
    talk(alice, hers);
    GuestLink link =
        hers.inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(1))).link().orElseThrow();
    ChatClient gina =
        acme.add(
            GuestLobby.open(link, acme.server.transport())
                .join("Gina", EncryptedStore.inMemory(Acme.key())));
    Acme.await("the guest", () -> hers.participants().size() == 3);
    assertThat(hers.invites()).hasSizeLessThanOrEqualTo(2);
    assertThat(Acme.events(gina, SecurityAlert.class)).isEmpty();
  }

  private void talk(ChatClient client, Conversation conversation) {
    conversation.send(MessageContent.text("after")).awaitAccepted(SOON);
    Conversation his = Acme.joined(bob, conversation.id());
    Acme.awaitText(his, "after");
    assertThat(Acme.texts(his)).containsOnlyOnce("after");
    assertThat(Acme.events(client, SecurityAlert.class)).isEmpty();
    assertThat(Acme.events(bob, SecurityAlert.class)).isEmpty();
  }

  private void enrolled() {
    acme.online("Alice", Acme.at(folder), acme.server.transport()).close();
  }

  /** Alice's conversation, as Bob has it; she is closed. */
  private Conversation conversationOf(boolean withBob, ChatClient... others) {
    ChatClient alice = acme.online("Alice", Acme.at(folder), acme.server.transport());
    ConversationSpec spec = ConversationSpec.titled("Order");
    Conversation hers = alice.conversations().create(spec);
    if (withBob) {
      hers.add(bob.self());
    }
    for (ChatClient other : others) {
      hers.add(other.self());
      Acme.joined(other, hers.id());
    }
    alice.close();
    return withBob ? Acme.joined(bob, hers.id()) : hers;
  }

  private void die(Deed deed, Moment moment, Predicate<Request> at, String subject)
      throws Exception {
    line.once(at, moment.fault(child));
    Process process = start(deed, subject, ProcessBuilder.Redirect.DISCARD);
    child.complete(process);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it dies while it does %s", deed).isTrue();
    assertThat(process.exitValue()).isEqualTo(128 + 9);
    line.heal();
  }

  private Process start(Deed deed, String subject, ProcessBuilder.Redirect said)
      throws IOException {
    URI server = acme.server.baseUrl();
    return Mortal.start(deed, door.uri(), server, folder, subject, said);
  }

  private ChatClient back() {
    return acme.online("Alice", Acme.at(folder), acme.server.transport());
  }

  private ChatClient resumed() {
    return ChatClient.builder()
        .server(acme.server.baseUrl())
        .store(Acme.at(folder))
        .transport(acme.server.transport())
        .open();
  }
}
