package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Message;
import eu.paravent.client.OutgoingMessage;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.testkit.TestClock;
import eu.paravent.testkit.fault.FaultyTransport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Clocks jump an hour forward and back, of one client, of the server, of everybody: what was said
 * arrives once and in order. The reference server's own clock jumps in {@code
 * ClockJumpPostgreSqlIT}.
 */
@Timeout(180)
class ClockJumpTest {
  private static final Duration SOON = Duration.ofSeconds(30), HOUR = Duration.ofHours(1);

  private final Instant start = Instant.now();
  private final TestClock servers = TestClock.at(start), alices = TestClock.at(start);
  private final Acme acme = new Acme(servers);
  private final List<String> said = new ArrayList<>();

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void ofAClient() {
    ChatClient alice = acme.online("Alice", alices);
    ChatClient bob = acme.online("Bob", servers);
    Conversation hers = talk(alice, bob);
    Conversation his = Acme.joined(bob, hers.id());

    for (Duration jump : List.of(HOUR, HOUR.negated(), HOUR.negated(), HOUR)) {
      alices.advance(jump);
      say(hers, "Alice's clock moved by " + jump).awaitAccepted(SOON);
      Acme.awaitText(his, said.get(said.size() - 1));
      say(his, "Bob's did not, " + said.size()).awaitAccepted(SOON);
      Acme.awaitText(hers, said.get(said.size() - 1));
    }

    check(alice, hers);
    check(bob, his);
  }

  @Test
  void ofEverybody() {
    ChatClient alice = acme.online("Alice", servers);
    ChatClient bob = acme.online("Bob", servers);
    Conversation hers = talk(alice, bob);
    Conversation his = Acme.joined(bob, hers.id());

    for (Duration jump : List.of(HOUR, HOUR.negated(), HOUR.negated(), HOUR)) {
      servers.advance(jump);
      say(hers, "all clocks moved by " + jump + ", " + said.size()).awaitAccepted(SOON);
      Acme.awaitText(his, said.get(said.size() - 1));
    }

    check(alice, hers);
    check(bob, his);
  }

  /**
   * While the server is an hour ahead, nobody whose session has ended can sign in: it says so, and
   * what was written meanwhile waits.
   */
  @Test
  void ofTheServer() {
    ChatClient alice = acme.online("Alice", alices);
    ChatClient bob = acme.online("Bob", alices);
    Conversation hers = talk(alice, bob);
    Conversation his = Acme.joined(bob, hers.id());

    servers.advance(HOUR);
    OutgoingMessage waiting = say(hers, "while the server is ahead");
    Acme.await("said what is wrong", () -> alice.connection().problem().isPresent());
    assertThat(alice.connection().problem().orElseThrow()).hasMessageContaining("sessions");
    assertThat(Acme.texts(his)).doesNotContain("while the server is ahead");
    servers.advance(HOUR.negated());
    alice.retryNow();
    bob.retryNow();
    waiting.awaitAccepted(SOON);
    Acme.awaitText(his, "while the server is ahead");
    servers.advance(HOUR.negated());
    say(hers, "and behind").awaitAccepted(SOON);
    Acme.awaitText(his, "and behind");

    check(alice, hers);
    check(bob, his);
  }

  /** The server asked for five minutes of patience: they do not become sixty-five. */
  @Test
  void inAPauseThatTheServerAskedFor() {
    FaultyTransport line = acme.faulty();
    ChatClient alice =
        acme.add(acme.open("Alice", EncryptedStore.inMemory(Acme.key()), line, alices));
    Acme.await("Alice online", () -> alice.connection().online());
    Conversation hers = alice.conversations().create(ConversationSpec.titled("Order"));
    line.once(
        request -> request.method().equals("POST"),
        (request, onwards) ->
            new Transport.Response(429, Map.of("retry-after", "300"), new byte[0]));

    OutgoingMessage waiting = say(hers, "patience");
    Acme.await(
        "the pause",
        () ->
            alice
                .connection()
                .problem()
                .filter(p -> String.valueOf(p.getMessage()).contains("no requests before"))
                .isPresent());
    alices.advance(HOUR.negated());
    alice.retryNow();

    waiting.awaitAccepted(SOON);
  }

  private Conversation talk(ChatClient alice, ChatClient bob) {
    Conversation hers =
        alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
    Conversation his = Acme.joined(bob, hers.id());
    say(hers, "hello").awaitAccepted(SOON);
    Acme.awaitText(his, "hello");
    return hers;
  }

  private OutgoingMessage say(Conversation conversation, String text) {
    said.add(text);
    return conversation.send(MessageContent.text(text));
  }

  /** Everything once, each side's in the order in which it was accepted, and no alarm. */
  private void check(ChatClient client, Conversation conversation) {
    for (boolean own : new boolean[] {true, false}) {
      List<String> shown = new ArrayList<>();
      for (Message message : conversation.messages(1000)) {
        if (message.own() == own && message.content() instanceof MessageContent.Text text) {
          shown.add(0, text.text());
        }
      }
      assertThat(shown).isEqualTo(said.stream().filter(shown::contains).toList());
    }
    assertThat(Acme.texts(conversation)).containsExactlyInAnyOrderElementsOf(said);
    assertThat(Acme.events(client, ChatEvent.SecurityAlert.class)).isEmpty();
    assertThat(Acme.events(client, ChatEvent.MessageFailed.class)).isEmpty();
    assertThat(Acme.events(client, ChatEvent.MessageUnreadable.class)).isEmpty();
  }
}
