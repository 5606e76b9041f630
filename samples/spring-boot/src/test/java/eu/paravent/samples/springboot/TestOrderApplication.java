package eu.paravent.samples.springboot;

import eu.paravent.testkit.Answering;
import eu.paravent.testkit.ParaventTestkit;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The application until Ctrl-C, with a server of its own, one order, and Alice, who answers. */
public class TestOrderApplication {
  public static void main(String[] arguments) {
    ConfigurableApplicationContext application =
        new SpringApplicationBuilder(OrderApplication.class)
            .initializers(new TestChat())
            .run(arguments);
    var unused =
        Answering.each(
            application.getBean(ParaventTestkit.class).staff("alice"), "I will see to it.");
    application.getBean(Orders.class).confirmed("SO-4711", "alice");
    String port = application.getEnvironment().getProperty("local.server.port");
    System.out.println("An order with its chat: http://localhost:" + port + "/orders/SO-4711");
  }
}
