package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.UntrustedException;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.event.ChatEvent.SecurityAlert.Kind;
import eu.paravent.client.invite.GuestInvite;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.keypackages.ClaimedKeyPackages;
import eu.paravent.testkit.fault.FaultyTransport;
import eu.paravent.testkit.fault.Malice.Held;
import eu.paravent.testkit.fault.Requests;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server lies; the client says so by name, and goes on. */
@Timeout(120)
class MaliciousServerTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private final Acme acme = new Acme();
  private final FaultyTransport line = acme.faulty();
  private ChatClient alice;
  private ChatClient bob;
  private Conversation hers;
  private Conversation his;

  @BeforeEach
  void talk() {
    alice = acme.online("Alice", EncryptedStore.inMemory(Acme.key()), line);
    bob = acme.online("Bob");
    hers = alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
    his = Acme.joined(bob, hers.id());
    hers.send(MessageContent.text("first")).awaitAccepted(SOON);
    Acme.awaitText(his, "first");
    his.send(MessageContent.text("hello")).awaitAccepted(SOON);
    Acme.awaitText(hers, "hello");
  }

  @AfterEach
  void close() {
    acme.close();
  }

  /** Alice asks for Carol and gets a key package of Mallory, whom the same company certified. */
  @Test
  void noticesASwappedKeyPackage() {
    ChatClient carol = acme.online("Carol");
    ChatClient mallory = acme.online("Mallory");
    String malloryPath =
        Paths.fill(Paths.KEY_PACKAGE_CLAIMS, "acme.example", mallory.self().name());
    line.once(
        Requests.of("POST", Paths.KEY_PACKAGE_CLAIMS),
        (request, onwards) ->
            onwards.exchange(
                new Transport.Request(
                    request.method(), malloryPath, request.headers(), request.body())));

    assertThatThrownBy(() -> hers.add(carol.self())).isInstanceOf(UntrustedException.class);

    Acme.awaitAlert(alice, Kind.KEY_PACKAGE_SWAPPED);
    assertThat(hers.participants()).hasSize(2);
    hers.add(carol.self());
    assertThat(hers.participants()).hasSize(3);
  }

  @Test
  void noticesAKeyPackageThatIsNone() {
    ChatClient carol = acme.online("Carol");
    line.once(
        Requests.of("POST", Paths.KEY_PACKAGE_CLAIMS),
        (request, onwards) ->
            new Transport.Response(
                200,
                java.util.Map.of("content-type", "application/json"),
                Json.write(
                    new ClaimedKeyPackages(
                        List.of(
                            new ClaimedKeyPackages.Claimed(
                                "mimi://acme.example/d/x", new byte[] {1, 2, 3}, false))))));

    assertThatThrownBy(() -> hers.add(carol.self())).isInstanceOf(UntrustedException.class);

    Acme.awaitAlert(alice, Kind.KEY_PACKAGE_SWAPPED);
  }

  /**
   * The server puts a commit into the log that no member made: Bob's own one, with a bit turned.
   */
  @Test
  void noticesAnInjectedCommit() {
    ChatClient carol = acme.online("Carol");
    hers.add(carol.self());
    Acme.await("Carol", () -> his.participants().size() == 3);
    LogEntry genuine =
        acme.server.malice().log(hers.id().value()).stream()
            .filter(entry -> entry.kind().equals(LogEntry.COMMIT))
            .reduce((first, second) -> second)
            .orElseThrow();
    byte[] forged = genuine.message().clone();
    forged[forged.length - 40] ^= 1;

    acme.server.malice().inject(hers.id().value(), LogEntry.COMMIT, genuine.epoch() + 1, forged);
    hers.send(MessageContent.text("on we go")).awaitAccepted(SOON);

    Acme.awaitAlert(bob, Kind.COMMIT_REFUSED, Kind.MESSAGE_REPLAYED);
    Acme.awaitText(his, "on we go");
    assertThat(his.participants()).hasSize(3);
  }

  @Test
  void noticesAReplayedMessage() {
    LogEntry old =
        acme.server.malice().log(hers.id().value()).stream()
            .filter(entry -> entry.kind().equals(LogEntry.APPLICATION))
            .findFirst()
            .orElseThrow();

    acme.server.malice().replay(hers.id().value(), old.sequence());
    hers.send(MessageContent.text("after")).awaitAccepted(SOON);

    Acme.awaitAlert(bob, Kind.MESSAGE_REPLAYED);
    Acme.awaitText(his, "after");
    assertThat(Acme.texts(his)).containsExactly("first", "hello", "after");
  }

  @Test
  void noticesReorderedMessages() {
    Held held = acme.server.malice().hold(hers.id().value());
    hers.send(MessageContent.text("one"));
    hers.send(MessageContent.text("two"));
    Acme.await("both to be held", () -> held.size() == 2);

    held.release(1, 0);

    Acme.awaitAlert(bob, Kind.MESSAGES_REORDERED);
    Acme.awaitText(his, "one");
  }

  @Test
  void noticesADroppedMessage() {
    Held held = acme.server.malice().hold(hers.id().value());
    hers.send(MessageContent.text("lost"));
    hers.send(MessageContent.text("kept"));
    Acme.await("both to be held", () -> held.size() == 2);

    held.release(1);

    SecurityAlert alert = Acme.awaitAlert(bob, Kind.MESSAGES_MISSING);
    assertThat(alert.about()).contains(alice.self());
    Acme.awaitText(his, "kept");
  }

  /** Alice and Bob are shown different entries under one number. */
  @Test
  void noticesAForkedHistory() {
    Held held = acme.server.malice().hold(hers.id().value());
    hers.send(MessageContent.text("lost"));
    hers.send(MessageContent.text("kept"));
    Acme.await("both to be held", () -> held.size() == 2);
    held.release(1);
    Acme.awaitText(his, "kept");

    his.send(MessageContent.text("answer")).awaitAccepted(SOON);

    Acme.awaitAlert(alice, Kind.HISTORY_FORKED, Kind.MESSAGES_MISSING, Kind.MESSAGES_REORDERED);
  }

  /** The server shows the guest the group as it was before anyone was invited. */
  @Test
  void aGuestNoticesAnOldGroupInfo() {
    GuestInvite invite = hers.inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(1)));
    acme.server.malice().answerWithGroupInfoOf(hers.id().value(), 1);
    GuestLobby lobby = GuestLobby.open(invite.link().orElseThrow(), acme.server.transport());

    assertThatThrownBy(() -> lobby.join("Gina", EncryptedStore.inMemory(Acme.key())))
        .isInstanceOf(UntrustedException.class);

    assertThat(hers.participants()).hasSize(2);
  }
}
