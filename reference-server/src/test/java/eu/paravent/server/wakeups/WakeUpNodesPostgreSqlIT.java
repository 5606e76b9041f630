package eu.paravent.server.wakeups;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.internal.delivery.JdkTransport;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import eu.paravent.server.system.TestDatabase;
import eu.paravent.server.testing.WildFlyProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bob is connected to one node, Alice writes to the other. */
class WakeUpNodesPostgreSqlIT {
  private static final URI PUBLIC = URI.create("https://chat.acme.example");
  private static final String TOKEN = "operators-token";

  private static final int LOOK_SECONDS = 4;

  /** What a killed node wrote down runs out after two looks, and is found by the next. */
  private static final Duration WAIT = Duration.ofSeconds(90);

  /** Longer than a server needs from an entry to a knock, the look for all included. */
  private static final Duration QUIET = Duration.ofSeconds(LOOK_SECONDS + 6);

  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void knowsWhoIsConnectedElsewhereAndWhoIsNotAnyMore() throws Exception {
    Map<String, String> environment = new HashMap<>(TestDatabase.fresh());
    environment.put("PARAVENT_REGISTRATION_TOKEN", TOKEN);
    environment.put("PARAVENT_PUBLIC_URL", PUBLIC.toString());
    environment.put("PARAVENT_DATA_DIR", directory.resolve("blobs").toString());
    environment.put("PARAVENT_WAKE_UP_ADDRESSES", "any");
    environment.put("PARAVENT_WAKE_UP_PAUSE_SECONDS", "1");
    environment.put("PARAVENT_WAKE_UP_LOOK_SECONDS", String.valueOf(LOOK_SECONDS));
    try (Receiver receiver = Receiver.plain();
        WildFlyProcess here = node("here", environment);
        WildFlyProcess there = node("there", environment)) {
      OrganisationAuthority authority =
          OrganisationAuthority.create("acme.example", InstantSource.system());
      try (Transport transport = new JdkTransport(here.uri())) {
        Registration.register(PUBLIC, authority, TOKEN, transport);
      }
      try (ChatClient alice = client(authority, "alice", here);
          ChatClient bob = client(authority, "bob", there)) {
        bob.wakeAt(URI.create(receiver.endpoint("127.0.0.1", "/bob")));
        Conversation order =
            alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
        await(SOON, () -> bob.conversations().find(order.id()).isPresent());
        order.send(MessageContent.text("you are there")).awaitAccepted(SOON);
        Thread.sleep(QUIET.toMillis());
        assertThat(receiver.knocks()).isEmpty();

        there.kill();
        order.send(MessageContent.text("where are you?")).awaitAccepted(SOON);

        await(WAIT, () -> receiver.knocksAt("/bob").size() == 1);
      }
    }
  }

  private WildFlyProcess node(String name, Map<String, String> environment) {
    Map<String, String> own = new HashMap<>(environment);
    own.put("PARAVENT_NODE", name);
    return WildFlyProcess.at(directory.resolve(name), own).start();
  }

  private static ChatClient client(
      OrganisationAuthority authority, String user, WildFlyProcess node) {
    ChatClient client =
        ChatClient.builder()
            .server(PUBLIC)
            .transport(new JdkTransport(node.uri()))
            .store(EncryptedStore.inMemory(StoreKey.copyOf(new byte[StoreKey.LENGTH])))
            .identity(authority.enroller(user))
            .displayName(user)
            .open();
    await(SOON, () -> client.connection().online());
    return client;
  }

  private static void await(Duration atMost, BooleanSupplier condition) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("It did not happen in time").isLessThan(end);
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }
}
