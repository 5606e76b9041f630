package eu.paravent.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.event.ChatEvent.MessageReceived;
import eu.paravent.client.message.MessageContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FirstMessageTest {
  @Test
  void fromTheDependencyToTheFirstEncryptedMessage() {
    // tag::first-message[]
    try (ParaventTestkit kit = ParaventTestkit.start("acme.example")) {
      ChatClient alice = kit.staff("alice");
      ChatClient bob = kit.staff("bob");
      Conversation order =
          alice
              .conversations()
              .create(ConversationSpec.titled("Order SO-4711").participants(bob.self()));
      MessageContent question = MessageContent.text("Delivery in week 12?");
      order.send(question);

      MessageReceived received = kit.await(bob, MessageReceived.class);

      assertThat(received.message().content()).isEqualTo(question);
    }
    // end::first-message[]
  }
}
