package eu.paravent.samples.legacywar;

import eu.paravent.client.ChatClient;
import eu.paravent.testkit.Answering;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** The application until Ctrl-C, and Alice, who answers. */
public final class TryIt {
  private TryIt() {}

  /**
   * @param arguments a folder, the chat server, its registration token, the port
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]).toAbsolutePath();
    int port = Integer.parseInt(arguments[3]);
    Host host =
        new Host(folder, folder.resolve("chat"), URI.create(arguments[1]), arguments[2], port);
    ChatClient alice = host.alice();
    alice.awaitCaughtUp(Duration.ofMinutes(1));
    var unused = Answering.each(alice, "I will see to it.");
    host.deploy();
    System.out.println("An order with its chat: " + host.orders() + "SO-4711; Ctrl-C ends this");
    Thread.currentThread().join();
  }
}
