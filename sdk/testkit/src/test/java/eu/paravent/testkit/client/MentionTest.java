package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Message;
import eu.paravent.client.Participant;
import eu.paravent.client.event.ChatEvent.MessageReceived;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.MessageContent.Location;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mentions and places, between two clients. */
@Timeout(120)
class MentionTest {
  private final Acme acme = new Acme();
  private ChatClient alice, bob;
  private Conversation hers, his;

  @BeforeEach
  void open() {
    alice = acme.online("Alice");
    bob = acme.online("Bob");
    hers = alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
    his = Acme.joined(bob, hers.id());
  }

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void whoIsMentionedLearnsItWithTheMessage() {
    Participant him =
        hers.participants().stream()
            .filter(p -> p.id().equals(bob.self()))
            .findFirst()
            .orElseThrow();
    String text = "Can you look at it, " + him.mention() + "?";
    hers.send(MessageContent.text(text));
    Acme.awaitText(his, text);

    Message received = Acme.events(bob, MessageReceived.class).get(0).message();
    assertThat(received.mentions(bob.self())).isTrue();
    assertThat(received.mentions()).containsExactly(bob.self());
    assertThat(hers.messages(1).get(0).mentions(alice.self())).isFalse();
  }

  @Test
  void whoIsNotInTheConversationIsNotMentioned() {
    String text = "Ask [@Carol](" + acme.user("Carol").uri() + ")";
    hers.send(MessageContent.text(text));
    Acme.awaitText(his, text);

    assertThat(his.messages(1).get(0).mentions()).isEmpty();
  }

  @Test
  void aPlaceIsSent() {
    Location gate = new Location(48.2010, 16.3695, Optional.of(20.0), "Tor B");
    hers.send(gate);
    Acme.await("the place", () -> his.messages(1).size() == 1);

    assertThat(his.messages(1).get(0).content()).isEqualTo(gate);
  }
}
