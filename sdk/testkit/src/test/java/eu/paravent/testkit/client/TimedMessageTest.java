package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.RefusedException;
import eu.paravent.client.SendOptions;
import eu.paravent.client.event.ChatEvent.MessageChanged;
import eu.paravent.client.event.ChatEvent.MessageChanged.Change;
import eu.paravent.client.event.ChatEvent.MessageFailed;
import eu.paravent.client.event.ChatEvent.MessageReceived;
import eu.paravent.client.message.Expiry;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.testkit.TestClock;
import eu.paravent.testkit.fault.FaultyTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Messages that disappear on every device at their time. */
@Timeout(120)
class TimedMessageTest {
  private static final Duration SOON = Duration.ofSeconds(10), HOUR = Duration.ofHours(1);

  @TempDir Path folder;

  private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final TestClock clock = TestClock.at(start);
  private final SendOptions inAnHour = SendOptions.none().expiring(Expiry.at(start.plus(HOUR)));
  private final Acme acme = new Acme(clock);

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void bothSidesDeleteItAtItsTimeAndNoSooner() {
    ChatClient alice = acme.online("Alice", clock);
    ChatClient bob = acme.online("Bob", clock);
    Conversation hers = begin(alice, bob);
    Conversation his = Acme.joined(bob, hers.id());
    hers.send(MessageContent.text("Stays")).awaitAccepted(SOON);
    MessageId code = hers.send(MessageContent.text("The code is 4711"), inAnHour).id();
    hers.send(MessageContent.file("code.txt", "text/plain", new byte[9]), inAnHour)
        .awaitAccepted(SOON);
    Acme.await("three messages", () -> his.messages(10).size() == 3);
    his.react(code, "👍");
    Acme.await("the reaction", () -> !hers.messages(2).get(1).reactions().isEmpty());

    clock.advance(HOUR.minusSeconds(1));
    assertThat(his.messages(10)).hasSize(3);
    assertThat(his.messages(2).get(1).expires()).contains(start.plus(HOUR));
    clock.advance(Duration.ofSeconds(1));

    for (ChatClient one : List.of(alice, bob)) {
      Conversation conversation = Acme.joined(one, hers.id());
      // not shown from this moment on, and deleted by itself soon after
      assertThat(Acme.texts(conversation)).containsExactly("Stays");
      Acme.await("both deleted", () -> expired(one).size() == 2);
      assertThat(expired(one)).allSatisfy(message -> assertThat(message.reactions()).isEmpty());
    }
    assertThat(Acme.events(bob, MessageReceived.class).get(1).message().content())
        .isInstanceOf(MessageContent.Expired.class);
    assertThatThrownBy(() -> his.react(code, "👍")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsDueWhileTheClientIsClosedIsDeletedWhenItOpens() {
    ChatClient alice = acme.online("Alice", clock);
    ChatClient bob = acme.online("Bob", Acme.at(folder), clock);
    Conversation hers = begin(alice, bob);
    Conversation his = Acme.joined(bob, hers.id());
    hers.send(MessageContent.text("The code is 4711"), inAnHour);
    Acme.awaitText(his, "The code is 4711");
    bob.close();
    clock.advance(HOUR);

    // without the server too
    FaultyTransport away = acme.faulty();
    away.goAway();
    ChatClient again = acme.open("Bob", Acme.at(folder), away, clock);

    Acme.await("the deletion", () -> expired(again).size() == 1);
    assertThat(again.conversations().find(hers.id()).orElseThrow().messages(10)).isEmpty();
  }

  @Test
  void whatArrivesTooLateIsNeverShown() {
    ChatClient alice = acme.online("Alice", clock);
    ChatClient away = acme.online("Bob", Acme.at(folder), clock);
    Conversation hers = begin(alice, away);
    Acme.joined(away, hers.id());
    away.close();
    hers.send(MessageContent.text("The code is 4711"), inAnHour).awaitAccepted(SOON);
    clock.advance(HOUR);
    hers.send(MessageContent.text("Stays")).awaitAccepted(SOON);

    ChatClient bob = acme.online("Bob", Acme.at(folder), clock);
    Conversation room = Acme.joined(bob, hers.id());
    Acme.awaitText(room, "Stays");

    assertThat(room.messages(10)).hasSize(1);
    assertThat(Acme.events(bob, MessageReceived.class)).hasSize(1);
  }

  @Test
  void whatCouldNotBeSentInTimeIsNotSent() {
    FaultyTransport connection = acme.faulty();
    ChatClient alice = acme.open("Alice", EncryptedStore.inMemory(Acme.key()), connection, clock);
    Acme.await("Alice online", () -> alice.connection().online());
    ChatClient bob = acme.online("Bob", clock);
    Conversation hers = begin(alice, bob);
    Conversation his = Acme.joined(bob, hers.id());
    connection.goAway();
    hers.send(MessageContent.text("First, and it may already be under way"));
    var late = hers.send(MessageContent.text("The code is 4711"), inAnHour);

    clock.advance(HOUR);
    assertThatThrownBy(() -> late.awaitAccepted(SOON)).isInstanceOf(RefusedException.class);
    connection.heal();
    alice.retryNow();
    Acme.await("the first", () -> his.messages(10).size() == 1);

    assertThat(Acme.events(alice, MessageFailed.class)).hasSize(1);
    assertThat(Acme.texts(hers)).doesNotContain("The code is 4711");
    assertThat(Acme.texts(his)).doesNotContain("The code is 4711");
  }

  @Test
  void theSendersTimeAfterReadingBeginsWhenItIsSent() {
    ChatClient alice = acme.online("Alice", clock);
    ChatClient bob = acme.online("Bob", clock);
    Conversation hers = begin(alice, bob);
    Conversation his = Acme.joined(bob, hers.id());
    hers.send(
            MessageContent.text("Read and forget"),
            SendOptions.none().expiring(Expiry.afterReading(Duration.ofMinutes(5))))
        .awaitAccepted(SOON);
    Acme.awaitText(his, "Read and forget");

    clock.advance(Duration.ofMinutes(5));
    assertThat(hers.messages(10)).isEmpty();
    // he has not read it yet
    assertThat(his.messages(10)).hasSize(1);
    clock.advance(Duration.ofDays(30));
    assertThat(his.messages(10)).isEmpty();
  }

  @Test
  void anEditLeavesTheTimeAsItWas() {
    ChatClient alice = acme.online("Alice", clock);
    ChatClient bob = acme.online("Bob", clock);
    Conversation hers = begin(alice, bob);
    Conversation his = Acme.joined(bob, hers.id());
    MessageId code = hers.send(MessageContent.text("The code is 4712"), inAnHour).id();
    hers.edit(code, "The code is 4711").awaitAccepted(SOON);
    Acme.awaitText(his, "The code is 4711");

    clock.advance(HOUR);

    assertThat(his.messages(10)).isEmpty();
    assertThat(hers.messages(10)).isEmpty();
  }

  @Test
  void timesThatAreNoneAreRefused() {
    assertThatThrownBy(() -> Expiry.afterReading(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Expiry.afterReading(Expiry.MOST.plusSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Expiry.at(Instant.MAX)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Conversation begin(ChatClient alice, ChatClient bob) {
    return alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
  }

  private static List<Message> expired(ChatClient client) {
    return Acme.events(client, MessageChanged.class).stream()
        .filter(event -> event.change() == Change.EXPIRED)
        .map(MessageChanged::message)
        .toList();
  }
}
