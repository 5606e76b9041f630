package eu.paravent.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.event.ChatEvent.MessageReceived;
import eu.paravent.client.event.EventLog;
import eu.paravent.client.message.MessageContent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AnsweringTest {
  private final ParaventTestkit testkit = ParaventTestkit.start("acme.example");

  @AfterEach
  void close() {
    testkit.close();
  }

  @Test
  void eachMessageIsAnsweredOnceThoughItIsFollowedAgain() {
    ChatClient alice = testkit.staff("alice");
    ChatClient bob = testkit.staff("bob");
    Conversation order =
        bob.conversations().create(ConversationSpec.titled("Order").participants(alice.self()));

    EventLog.Subscription first = Answering.each(alice, "I will see to it.");
    MessageId asked = order.send(MessageContent.text("Delivery?")).id();
    assertThat(answer(bob).inReplyTo()).contains(asked);
    first.close();
    Answering.each(alice, "Later.");
    MessageId again = order.send(MessageContent.text("And now?")).id();

    assertThat(answer(bob).inReplyTo()).contains(again);
    assertThat(order.allMessages()).hasSize(4);
  }

  private Message answer(ChatClient client) {
    return testkit.await(client, MessageReceived.class).message();
  }
}
