package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.ServerUnavailableException;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.event.ChatEvent.MessageReceived;
import eu.paravent.client.message.MessageContent;
import eu.paravent.protocol.Paths;
import eu.paravent.testkit.fault.Faults;
import eu.paravent.testkit.fault.FaultyTransport;
import eu.paravent.testkit.fault.Requests;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DurabilityTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private final Acme acme = new Acme();
  @TempDir Path folder;

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void twoCommittersRaceForOneEpochAndBothSucceed() {
    ChatClient alice = acme.online("Alice");
    ChatClient bob = acme.online("Bob");
    ChatClient carol = acme.online("Carol");
    ChatClient dave = acme.online("Dave");
    Conversation hers =
        alice.conversations().create(ConversationSpec.titled("Race").participants(bob.self()));
    Conversation his = Acme.joined(bob, hers.id());

    CompletableFuture<Void> one = CompletableFuture.runAsync(() -> hers.add(carol.self()));
    CompletableFuture<Void> two = CompletableFuture.runAsync(() -> his.add(dave.self()));
    CompletableFuture.allOf(one, two).join();

    Acme.await("four people for Alice", () -> hers.participants().size() == 4);
    Acme.await("four people for Bob", () -> his.participants().size() == 4);
    Conversation carols = Acme.joined(carol, hers.id());
    Conversation daves = Acme.joined(dave, hers.id());
    daves.send(MessageContent.text("Here we are")).awaitAccepted(SOON);
    Acme.awaitText(carols, "Here we are");
    for (ChatClient client : List.of(alice, bob, carol, dave)) {
      assertThat(Acme.events(client, ChatEvent.SecurityAlert.class)).isEmpty();
    }
  }

  /** The server took Alice's commit; she dies before she hears of it. */
  @Test
  void killedBetweenAcceptedAndMergedItGoesOnInTheNextEpoch() {
    FaultyTransport line = acme.faulty();
    ChatClient alice = acme.online("Alice", Acme.at(folder), line);
    ChatClient bob = acme.online("Bob");
    Conversation hers = alice.conversations().create(ConversationSpec.titled("Order"));
    line.dieAfter(Requests.of("POST", Paths.COMMITS));
    CompletableFuture<Void> adding =
        CompletableFuture.runAsync(
            () ->
                Assertions.assertThatThrownBy(() -> hers.add(bob.self()))
                    .isInstanceOf(RuntimeException.class));
    Acme.joined(bob, hers.id());
    alice.close();
    adding.join();

    ChatClient again = acme.online("Alice", Acme.at(folder), acme.server.transport());

    Conversation back = again.conversations().find(hers.id()).orElseThrow();
    Acme.await("the commit to be merged", () -> back.participants().size() == 2);
    back.send(MessageContent.text("Still here")).awaitAccepted(SOON);
    Acme.awaitText(Acme.joined(bob, hers.id()), "Still here");
    assertThat(Acme.events(again, ChatEvent.SecurityAlert.class)).isEmpty();
    assertThat(Acme.events(bob, ChatEvent.SecurityAlert.class)).isEmpty();
  }

  /** The server took the message; its answer is lost, and the client restarts: sent once. */
  @Test
  void aMessageWhoseAnswerWasLostArrivesOnce() {
    FaultyTransport line = acme.faulty();
    ChatClient alice = acme.online("Alice", Acme.at(folder), line);
    ChatClient bob = acme.online("Bob");
    Conversation hers =
        alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
    Conversation his = Acme.joined(bob, hers.id());
    hers.send(MessageContent.text("one")).awaitAccepted(SOON);
    line.dieAfter(Requests.of("POST", Paths.MESSAGES));
    hers.send(MessageContent.text("two"));
    hers.send(MessageContent.text("three"));
    Acme.awaitText(his, "two");
    alice.close();

    ChatClient again = acme.online("Alice", Acme.at(folder), acme.server.transport());

    Acme.awaitText(his, "three");
    assertThat(Acme.texts(his)).containsExactly("one", "two", "three");
    assertThat(Acme.events(bob, MessageReceived.class)).hasSize(3);
    assertThat(Acme.events(bob, ChatEvent.SecurityAlert.class)).isEmpty();
    assertThat(Acme.events(again, ChatEvent.SecurityAlert.class)).isEmpty();
  }

  @Test
  void whatWasSaidWhileTheServerWasAwayIsSentInOrderAfterARestart() {
    FaultyTransport line = acme.faulty();
    ChatClient alice = acme.online("Alice", Acme.at(folder), line);
    ChatClient bob = acme.online("Bob");
    Conversation hers =
        alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
    Conversation his = Acme.joined(bob, hers.id());
    line.goAway();
    for (int i = 0; i < 20; i++) {
      hers.send(MessageContent.text("message " + i));
    }
    Assertions.assertThatThrownBy(
            () -> hers.send(MessageContent.text("last")).awaitAccepted(Duration.ofMillis(50)))
        .isInstanceOf(ServerUnavailableException.class);
    alice.close();
    FaultyTransport down = acme.faulty();
    down.goAway();

    ChatClient offline = acme.open("Alice", Acme.at(folder), down);
    assertThat(offline.conversations().list()).hasSize(1);
    down.heal();

    Acme.awaitText(his, "last");
    assertThat(Acme.texts(his)).hasSize(21).startsWith("message 0", "message 1").endsWith("last");
    assertThat(Acme.events(bob, ChatEvent.SecurityAlert.class)).isEmpty();
  }

  @Test
  void pushThatLosesDoublesAndReordersChangesNothing() {
    FaultyTransport line = acme.faulty();
    ChatClient alice = acme.online("Alice");
    ChatClient bob = acme.online("Bob", Acme.at(folder), line);
    Conversation hers =
        alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
    Conversation his = Acme.joined(bob, hers.id());
    line.doublePush();
    hers.send(MessageContent.text("a")).awaitAccepted(SOON);
    line.reorderPush();
    hers.send(MessageContent.text("b")).awaitAccepted(SOON);
    hers.send(MessageContent.text("c")).awaitAccepted(SOON);
    line.heal();
    hers.send(MessageContent.text("d")).awaitAccepted(SOON);

    Acme.awaitText(his, "d");

    assertThat(Acme.texts(his)).containsExactly("a", "b", "c", "d");
    assertThat(Acme.events(bob, MessageReceived.class)).hasSize(4);
    assertThat(Acme.events(bob, ChatEvent.SecurityAlert.class)).isEmpty();
  }

  @Test
  void aHandlerThatFailsGetsTheSameEventAgain() {
    ChatClient alice = acme.online("Alice");
    List<Long> seen = new java.util.concurrent.CopyOnWriteArrayList<>();
    alice
        .events()
        .follow(
            eu.paravent.client.event.EventCursor.start(),
            event -> {
              seen.add(event.cursor().position());
              if (seen.size() == 1) {
                throw new IllegalStateException("The host's database is away");
              }
            });

    alice.conversations().create(ConversationSpec.titled("Order"));

    Acme.await("the second attempt", () -> seen.size() >= 2);
    assertThat(seen.get(1)).isEqualTo(seen.get(0));
  }

  @Test
  void closingEndsEveryThread() {
    ChatClient alice = acme.online("Alice");
    alice.conversations().create(ConversationSpec.titled("Order"));

    alice.close();

    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.isAlive() && thread.getName().startsWith("paravent-"));
  }

  @Test
  void whatIsLostOnTheWayToTheServerIsSentAgain() {
    FaultyTransport line = acme.faulty();
    ChatClient alice = acme.online("Alice", Acme.at(folder), line);
    Conversation hers = alice.conversations().create(ConversationSpec.titled("Order"));
    line.times(2, Requests.of("POST", Paths.MESSAGES), Faults.loseRequest());

    hers.send(MessageContent.text("Hello")).awaitAccepted(SOON);

    assertThat(Acme.texts(hers)).containsExactly("Hello");
  }
}
