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
  @Autowired OrderPage page;

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

  @Test
  void thePageShowsWhatIsSaidAndNothingElse() {
    testkit.staff("alice");

    page.say("SO-4713", "<script>alert(1)</script>");

    assertThat(page.show("SO-4713"))
        .contains("<b>Sales desk</b> &lt;script&gt;alert(1)&lt;/script&gt;");
    assertThat(page.show("<b>")).contains("Order &lt;b&gt;").doesNotContain("<p>");
  }
}
