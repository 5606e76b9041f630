package eu.paravent.samples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.message.MessageContent;
import eu.paravent.testkit.ParaventTestkit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

// tag::test[]
@SpringBootTest
@ContextConfiguration(initializers = TestChat.class)
class OrdersTest {
  @Autowired Orders orders;
  @Autowired ParaventTestkit testkit;

  @Test
  void tellsWhoHandlesTheOrder() {
    ChatClient alice = testkit.staff("alice");

    orders.confirmed("SO-4711", "alice");

    assertThat(testkit.await(alice, ChatEvent.MessageReceived.class).message().content())
        .isEqualTo(MessageContent.text("Order SO-4711 is confirmed."));
  }

  // end::test[]

  @Test
  void staysInOneConversation() {
    testkit.staff("bob");

    Conversation first = orders.confirmed("SO-4712", "bob");
    Conversation second = orders.confirmed("SO-4712", "bob");

    assertThat(second.id()).isEqualTo(first.id());
  }
}
