package eu.paravent.benchmarks;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Message;
import eu.paravent.client.UserId;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import eu.paravent.testkit.InMemoryServer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How fast who was away gets what waits: several people leave a conversation of two speakers, many
 * messages are said, and they come back one after the other, so that the last of them runs what the
 * first ones compiled. Opened until the newest message is there, in the order of the log; the
 * server is in the same process, and its work is in the figures.
 *
 * <p>Arguments: messages, how many come back.
 */
final class CatchUp {
  private final InMemoryServer server = InMemoryServer.start();
  private final OrganisationAuthority authority = OrganisationAuthority.create("acme.example");
  private final Path folder;

  private CatchUp(Path folder) {
    this.folder = folder;
    try (Transport transport = server.transport()) {
      Registration.register(server.baseUrl(), authority, server.registrationToken(), transport);
    }
  }

  private ChatClient open(String name, EncryptedStore store) {
    return ChatClient.builder()
        .server(server.baseUrl())
        .store(store)
        .identity(authority.enroller(name))
        .transport(server.transport())
        .displayName(name)
        .patience(Duration.ofSeconds(60))
        .open();
  }

  private EncryptedStore store(String name) {
    return EncryptedStore.at(folder.resolve(name), StoreKey.copyOf(new byte[StoreKey.LENGTH]));
  }

  private void run(int messages, int returning) throws InterruptedException {
    ChatClient bob =
        open("bob", EncryptedStore.inMemory(StoreKey.copyOf(new byte[StoreKey.LENGTH])));
    online(bob);
    List<UserId> people = new ArrayList<>();
    List<ChatClient> away = new ArrayList<>();
    for (int i = 0; i < returning; i++) {
      ChatClient client = open("alice-" + i, store("alice-" + i));
      online(client);
      people.add(client.self());
      away.add(client);
    }
    Conversation his =
        bob.conversations().create(ConversationSpec.titled("Order").participants(people));
    for (ChatClient client : away) {
      while (client.conversations().find(his.id()).isEmpty()) {
        Thread.sleep(5);
      }
    }
    away.forEach(ChatClient::close);
    for (int i = 0; i < messages; i++) {
      var sent = his.send(MessageContent.text("message " + i + ": delivery in week 12?"));
      if (i % 200 == 199 || i == messages - 1) {
        sent.awaitAccepted(Duration.ofMinutes(5));
      }
    }
    bob.close();
    for (int i = 0; i < returning; i++) {
      long cpu = cpu();
      long begin = System.nanoTime();
      try (ChatClient back = open("alice-" + i, store("alice-" + i))) {
        Conversation hers = back.conversations().find(his.id()).orElseThrow();
        while (!newest(hers, messages)) {
          Thread.sleep(2);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        double spent = (cpu() - cpu) / 1e9;
        System.out.printf(
            Locale.ROOT,
            "%d messages, return %d: %.2f s, %.0f/s, CPU %.0f us each%n",
            messages,
            i + 1,
            seconds,
            messages / seconds,
            spent * 1e6 / messages);
      }
    }
  }

  private static boolean newest(Conversation conversation, int messages) {
    List<Message> newest = conversation.messages(1);
    return !newest.isEmpty()
        && newest.get(0).content() instanceof MessageContent.Text text
        && text.text().startsWith("message " + (messages - 1) + ":");
  }

  private static void online(ChatClient client) throws InterruptedException {
    while (!client.connection().online()) {
      Thread.sleep(5);
    }
  }

  /** Of all threads of the process: what a busy machine spoils less than time. */
  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  public static void main(String[] arguments) throws Exception {
    int messages = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    int returning = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 6;
    new CatchUp(Files.createTempDirectory("paravent-catch-up")).run(messages, returning);
    System.exit(0);
  }
}
