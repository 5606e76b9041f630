package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Disclosure;
import eu.paravent.client.UserId;
import eu.paravent.client.event.ChatEvent.DetailsChanged;
import eu.paravent.client.event.ChatEvent.MessageUnreadable;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.event.EventLog.Subscription;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.testkit.TestClock;
import eu.paravent.testkit.fault.FaultyTransport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is writing just now: told to those who are there, kept nowhere. */
@Timeout(120)
class TypingTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final TestClock clock = TestClock.at(Instant.now());
  private final Acme acme = new Acme(clock);

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void othersSeeItUntilTheMessageComesAndNothingIsKept() {
    ChatClient alice = client("Alice", Disclosure.ALL, acme.server.transport());
    ChatClient bob = client("Bob", Disclosure.NONE, acme.server.transport());
    Conversation hers = begin(alice, bob);
    Conversation his = Acme.joined(bob, hers.id());
    List<List<UserId>> told = new CopyOnWriteArrayList<>();
    try (Subscription following = bob.followTyping((id, typing) -> told.add(typing))) {
      var before = bob.events().head();
      hers.showTyping();
      Acme.await("Alice typing", () -> his.typing().contains(alice.self()));
      assertThat(following).isNotNull();
      // names may still be coming in
      assertThat(bob.events().after(before, 100))
          .allSatisfy(event -> assertThat(event).isInstanceOf(DetailsChanged.class));
      assertThat(hers.typing()).isEmpty();

      hers.send(MessageContent.text("Written")).awaitAccepted(SOON);
      Acme.awaitText(his, "Written");
      Acme.await("the end of it", () -> his.typing().isEmpty());
      Acme.await("both changes told", () -> told.size() == 2);
    }

    assertThat(told).containsExactly(List.of(alice.self()), List.of());
    assertThat(Acme.events(bob, SecurityAlert.class)).isEmpty();
    assertThat(Acme.events(bob, MessageUnreadable.class)).isEmpty();
  }

  @Test
  void itIsOverByItself() {
    ChatClient alice = client("Alice", Disclosure.ALL, acme.server.transport());
    ChatClient bob = client("Bob", Disclosure.NONE, acme.server.transport());
    Conversation hers = begin(alice, bob);
    Conversation his = Acme.joined(bob, hers.id());
    hers.showTyping();
    Acme.await("Alice typing", () -> his.typing().contains(alice.self()));

    clock.advance(Duration.ofSeconds(8));

    assertThat(his.typing()).isEmpty();
  }

  @Test
  void whoHasNotSwitchedItOnTellsNothing() {
    FaultyTransport watched = acme.faulty();
    List<String> targets = targets(watched);
    ChatClient alice = client("Alice", Disclosure.NONE, watched);
    ChatClient bob = client("Bob", Disclosure.NONE, acme.server.transport());
    Conversation hers = begin(alice, bob);
    Conversation his = Acme.joined(bob, hers.id());

    hers.showTyping();
    hers.send(MessageContent.text("Written")).awaitAccepted(SOON);
    Acme.awaitText(his, "Written");

    assertThat(targets).isNotEmpty();
    assertThat(signals(targets)).isZero();
  }

  /** Each signal moves the sender's ratchet: who is away must still be able to follow. */
  @Test
  void whoWasAwayWhileSomeoneTypedForHoursReadsWhatComesThen() throws Exception {
    FaultyTransport watched = acme.faulty();
    List<String> targets = targets(watched);
    ChatClient alice = client("Alice", Disclosure.ALL, watched);
    FaultyTransport connection = acme.faulty();
    ChatClient bob = client("Bob", Disclosure.NONE, connection);
    Conversation hers = begin(alice, bob);
    Conversation his = Acme.joined(bob, hers.id());
    connection.goAway();

    for (int i = 1; i <= 64; i++) {
      int told = i;
      hers.showTyping();
      Acme.await("signal " + told, () -> signals(targets) == told);
      clock.advance(Duration.ofSeconds(4));
    }
    // nobody is told any more until there is a message to count from
    for (int i = 0; i < 20; i++) {
      hers.showTyping();
      Thread.sleep(20);
      clock.advance(Duration.ofSeconds(4));
    }
    assertThat(signals(targets)).isEqualTo(64);
    hers.send(MessageContent.text("At last")).awaitAccepted(SOON);
    connection.heal();
    bob.retryNow();

    Acme.awaitText(his, "At last");
    hers.showTyping();
    Acme.await("signals again", () -> signals(targets) == 65);
    assertThat(Acme.events(bob, SecurityAlert.class)).isEmpty();
  }

  /**
   * A server that hands out a message of the log as a signal, before its turn, would use up its
   * key: the message would be lost when its turn comes.
   */
  @Test
  void aMessageOfTheLogPassedOffAsASignalIsReadInItsPlaceAllTheSame() {
    ChatClient alice = client("Alice", Disclosure.ALL, acme.server.transport());
    FaultyTransport connection = acme.faulty();
    ChatClient bob = client("Bob", Disclosure.NONE, connection);
    Conversation hers = begin(alice, bob);
    Conversation his = Acme.joined(bob, hers.id());
    connection.rewritePush(TypingTest::asSignalFirst);

    hers.send(MessageContent.text("Both ways")).awaitAccepted(SOON);
    Acme.awaitText(his, "Both ways");
    hers.send(MessageContent.text("And again")).awaitAccepted(SOON);
    Acme.awaitText(his, "And again");

    assertThat(his.typing()).isEmpty();
    assertThat(Acme.events(bob, SecurityAlert.class)).isEmpty();
  }

  private static List<String> targets(FaultyTransport watched) {
    List<String> targets = new CopyOnWriteArrayList<>();
    watched.always(
        request -> true,
        (request, onwards) -> {
          targets.add(request.target());
          return onwards.exchange(request);
        });
    return targets;
  }

  private static long signals(List<String> targets) {
    return targets.stream().filter(target -> target.endsWith("/signals")).count();
  }

  private static List<String> asSignalFirst(String frame) {
    int at = frame.indexOf("\"message\":\"");
    int group = frame.indexOf("\"groupId\":\"");
    if (!frame.contains("\"type\":\"entry\"") || at < 0 || group < 0) {
      return List.of(frame);
    }
    String message = value(frame, at + 11), groupId = value(frame, group + 11);
    String signal =
        "{\"type\":\"signal\",\"groupId\":\"" + groupId + "\",\"signal\":\"" + message + "\"}";
    return List.of(signal, frame);
  }

  private static String value(String frame, int from) {
    return frame.substring(from, frame.indexOf('"', from));
  }

  private ChatClient client(String name, Disclosure disclosure, Transport transport) {
    ChatClient client =
        acme.add(
            ChatClient.builder()
                .server(acme.server.baseUrl())
                .store(EncryptedStore.inMemory(Acme.key()))
                .identity(acme.authority.enroller(name))
                .displayName(name)
                .transport(transport)
                .clock(clock)
                .permit(disclosure)
                .patience(Duration.ofSeconds(8))
                .open());
    Acme.await(name + " online", () -> client.connection().online());
    client.disclose(disclosure);
    return client;
  }

  private static Conversation begin(ChatClient alice, ChatClient bob) {
    return alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
  }
}
