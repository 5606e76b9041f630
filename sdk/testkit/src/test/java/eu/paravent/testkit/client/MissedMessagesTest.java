package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.event.ChatEvent.ConversationEnded;
import eu.paravent.client.event.ChatEvent.End;
import eu.paravent.client.event.ChatEvent.MessagesMissed;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.message.MessageContent;
import eu.paravent.testkit.InMemoryServer;
import eu.paravent.testkit.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A device comes back after the server deleted what it did not fetch: it says so, and goes on. */
@Timeout(120)
class MissedMessagesTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration KEPT = Duration.ofDays(7);

  private final TestClock clock = TestClock.at(Instant.now());
  private final Acme acme = new Acme(clock, InMemoryServer.start(clock, KEPT));
  @TempDir Path folder;

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void whereOnlyMessagesAreGoneTheConversationGoesOnBehindThem() {
    ChatClient alice = acme.online("Alice", clock);
    Conversation hers = aliceAndBobWhoLeaves(alice);
    hers.send(MessageContent.text("too early for Bob")).awaitAccepted(SOON);
    clock.advance(KEPT.plusDays(1));
    hers.send(MessageContent.text("in time")).awaitAccepted(SOON);

    ChatClient bob = acme.online("Bob", Acme.at(folder), clock);

    Conversation his = Acme.joined(bob, hers.id());
    Acme.awaitText(his, "in time");
    assertThat(Acme.texts(his)).doesNotContain("too early for Bob");
    assertThat(Acme.events(bob, MessagesMissed.class))
        .extracting(MessagesMissed::entries)
        .containsExactly(1L);
    his.send(MessageContent.text("I missed something")).awaitAccepted(SOON);
    Acme.awaitText(hers, "I missed something");
    assertThat(Acme.events(bob, SecurityAlert.class)).isEmpty();
    assertThat(Acme.events(alice, SecurityAlert.class)).isEmpty();
  }

  @Test
  void whereTheGroupMovedOnTheDeviceComesBackByItself() {
    ChatClient alice = acme.online("Alice", clock);
    Conversation hers = aliceAndBobWhoLeaves(alice);
    hers.add(acme.online("Carol", clock).self());
    clock.advance(KEPT.plusDays(1));

    ChatClient bob = acme.online("Bob", Acme.at(folder), clock);

    Conversation his = Acme.joined(bob, hers.id());
    Acme.await("the end", () -> !Acme.events(bob, ConversationEnded.class).isEmpty());
    assertThat(Acme.events(bob, ConversationEnded.class))
        .extracting(ConversationEnded::how)
        .containsExactly(End.OUT_OF_DATE);
    Acme.await("Bob to be back", () -> his.state() == Conversation.State.ACTIVE);
    assertThat(Acme.events(bob, MessagesMissed.class)).isNotEmpty();
    hers.send(MessageContent.text("welcome back")).awaitAccepted(SOON);
    Acme.awaitText(his, "welcome back");
    his.send(MessageContent.text("thank you")).awaitAccepted(SOON);
    Acme.awaitText(hers, "thank you");
    assertThat(his.participants()).hasSize(3);
    assertThat(Acme.events(alice, SecurityAlert.class)).isEmpty();
  }

  /** Bob has what was said until then, and closes his client. */
  private Conversation aliceAndBobWhoLeaves(ChatClient alice) {
    ChatClient bob = acme.online("Bob", Acme.at(folder), clock);
    Conversation hers =
        alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
    hers.send(MessageContent.text("hello")).awaitAccepted(SOON);
    Acme.awaitText(Acme.joined(bob, hers.id()), "hello");
    bob.close();
    return hers;
  }
}
