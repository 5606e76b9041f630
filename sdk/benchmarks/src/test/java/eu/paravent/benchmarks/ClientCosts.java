package eu.paravent.benchmarks;

import eu.paravent.client.ChatClient;
import eu.paravent.client.ChatHost;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import eu.paravent.testkit.InMemoryServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.h2.jdbcx.JdbcDataSource;

/**
 * What a client costs the application it lives in: opening one with 100 conversations until it
 * shows them and their newest message, the heap of one that is idle beside others in a {@link
 * ChatHost}, and {@code send} until the message is durable.
 */
final class ClientCosts {
  private static final int CONVERSATIONS = 100, IDLE = 60, MESSAGES = 300, FORCED = 16 << 10;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final InMemoryServer server = InMemoryServer.start();
  private final OrganisationAuthority authority = OrganisationAuthority.create("acme.example");
  private final Path folder;

  private ClientCosts(Path folder) {
    this.folder = folder;
    try (Transport transport = server.transport()) {
      Registration.register(server.baseUrl(), authority, server.registrationToken(), transport);
    }
  }

  private static StoreKey key() {
    return StoreKey.copyOf(new byte[StoreKey.LENGTH]);
  }

  private ChatClient open(EncryptedStore store) {
    return ChatClient.builder()
        .server(server.baseUrl())
        .store(store)
        .identity(authority.enroller("alice"))
        .transport(server.transport())
        .displayName("Alice")
        .open();
  }

  private static void awaitOnline(ChatClient client) throws InterruptedException {
    while (!client.connection().online()) {
      Thread.sleep(5);
    }
  }

  private void startup() throws InterruptedException {
    EncryptedStore store = EncryptedStore.at(folder.resolve("startup"), key());
    try (ChatClient first = open(store)) {
      awaitOnline(first);
      for (int i = 0; i < CONVERSATIONS; i++) {
        Conversation room = first.conversations().create(ConversationSpec.titled("Order " + i));
        room.send(MessageContent.text("About order " + i));
      }
    }
    for (int round = 0; round < 9; round++) {
      long cpu = cpu();
      long begin = System.nanoTime();
      try (ChatClient client = open(store)) {
        List<Conversation> all = client.conversations().list();
        for (Conversation room : all) {
          room.messages(1);
        }
        long end = System.nanoTime();
        System.out.printf(
            Locale.ROOT,
            "startup, %d conversations with their newest message, %s: %.0f ms, CPU %.0f ms%n",
            all.size(),
            round == 0 ? "first in the process" : "round " + round,
            (end - begin) / 1e6,
            (cpu() - cpu) / 1e6);
      }
    }
  }

  private void sendToDurable(String where, EncryptedStore store)
      throws InterruptedException, IOException {
    Path beside = folder.resolve("beside");
    try (ChatClient client = open(store);
        FileChannel disk =
            FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      awaitOnline(client);
      Conversation room = client.conversations().create(ConversationSpec.titled("Order"));
      long[] nanos = new long[MESSAGES];
      long[] spent = new long[MESSAGES];
      long[] forced = new long[MESSAGES];
      for (int i = -MESSAGES; i < MESSAGES; i++) {
        long cpu = THREADS.getCurrentThreadCpuTime();
        long begin = System.nanoTime();
        var sent = room.send(MessageContent.text("Delivery in week 12?"));
        long took = System.nanoTime() - begin;
        if (i >= 0) {
          nanos[i] = took;
          spent[i] = THREADS.getCurrentThreadCpuTime() - cpu;
        }
        // one at a time, as a person or a business process sends
        sent.awaitAccepted(java.time.Duration.ofMinutes(1));
        begin = System.nanoTime();
        disk.write(ByteBuffer.wrap(new byte[FORCED]));
        disk.force(true);
        if (i >= 0) {
          forced[i] = System.nanoTime() - begin;
        }
      }
      Arrays.sort(nanos);
      Arrays.sort(spent);
      Arrays.sort(forced);
      System.out.printf(
          Locale.ROOT,
          "send to durable, %s: median %.2f ms, 90%% %.2f ms, CPU of the caller %.2f ms; one forced"
              + " write of %d KiB between two of them: median %.2f ms, 90%% %.2f ms%n",
          where,
          nanos[MESSAGES / 2] / 1e6,
          nanos[MESSAGES * 9 / 10] / 1e6,
          spent[MESSAGES / 2] / 1e6,
          FORCED >> 10,
          forced[MESSAGES / 2] / 1e6,
          forced[MESSAGES * 9 / 10] / 1e6);
    }
  }

  private JdbcDataSource database(String name) {
    JdbcDataSource made = new JdbcDataSource();
    made.setURL("jdbc:h2:file:" + folder.resolve(name) + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1");
    return made;
  }

  private void idle() throws InterruptedException {
    try (ChatHost host =
        ChatHost.builder(server.baseUrl(), database("erp")).transport(server.transport()).start()) {
      List<ChatClient> clients = new ArrayList<>();
      for (int i = 0; i < IDLE; i++) {
        ChatClient client =
            host.client()
                // the one in memory holds every channel that it ever gave
                .transport(server.transport())
                .store(host.store("person" + i, key()))
                .identity(authority.enroller("person" + i))
                .displayName("Person " + i)
                .open();
        awaitOnline(client);
        client.conversations().create(ConversationSpec.titled("Notes of person " + i));
        clients.add(client);
      }
      long open = used();
      long threads =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().matches("paravent-(worker|handler|timer)-.*"))
              .count();
      clients.forEach(ChatClient::close);
      clients.clear();
      long closed = used();
      System.out.printf(
          Locale.ROOT,
          "idle client beside %d others: %,d bytes, %d threads of the host%n",
          IDLE - 1,
          (open - closed) / IDLE,
          threads);
      Reference.reachabilityFence(server);
    }
  }

  /** Of all threads of the process: what a busy machine spoils less than time. */
  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long used() throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 8; i++) {
      System.gc();
      Thread.sleep(50);
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  public static void main(String[] arguments) throws Exception {
    ClientCosts costs = new ClientCosts(Files.createTempDirectory("paravent-costs"));
    List<String> wanted =
        arguments.length > 0 ? List.of(arguments) : List.of("idle", "startup", "send");
    if (wanted.contains("idle")) {
      costs.idle();
    }
    if (wanted.contains("startup")) {
      costs.startup();
    }
    if (!wanted.contains("send")) {
      System.exit(0);
    }
    costs.sendToDurable("embedded file", EncryptedStore.at(costs.folder.resolve("file"), key()));
    costs.sendToDurable("the host's H2", EncryptedStore.on(costs.database("host"), "alice", key()));
    System.exit(0);
  }
}
