package eu.paravent.samples.springboot;

import eu.paravent.client.ChatClient;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.message.MessageContent;
import eu.paravent.testkit.ParaventTestkit;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The application with a server of its own and one order. */
public class TestOrderApplication {
  public static void main(String[] arguments) {
    try (ConfigurableApplicationContext application =
        new SpringApplicationBuilder(OrderApplication.class)
            .initializers(new TestChat())
            .run(arguments)) {
      ParaventTestkit testkit = application.getBean(ParaventTestkit.class);
      ChatClient alice = testkit.staff("alice");
      application.getBean(Orders.class).confirmed("SO-4711", "alice");
      var received = testkit.await(alice, ChatEvent.MessageReceived.class).message();
      System.out.println("Alice reads: " + ((MessageContent.Text) received.content()).text());
    }
  }
}
