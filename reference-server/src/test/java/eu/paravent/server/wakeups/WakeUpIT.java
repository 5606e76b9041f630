package eu.paravent.server.wakeups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.RefusedException;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.event.EventCursor;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.internal.delivery.JdkTransport;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import eu.paravent.server.system.TestDatabase;
import eu.paravent.server.testing.WildFlyProcess;
import eu.paravent.testkit.contract.KnockContract;
import eu.paravent.testkit.contract.ServerUnderTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Two clients, a server that may knock in this machine, and a receiver that counts. Bob is away,
 * Alice writes. The tests mostly wait, each for a company of its own: all wait at once.
 */
@Execution(ExecutionMode.CONCURRENT)
class WakeUpIT {
  private static final Duration WAIT = Duration.ofSeconds(60);

  /** Longer than a server needs from an entry to a knock. */
  private static final Duration QUIET = Duration.ofSeconds(5);

  private static final int PAUSE_SECONDS = 4;

  @TempDir static Path directory;
  private static @Nullable WildFlyProcess server;

  private final StoreKey bobsKey = StoreKey.copyOf(new byte[StoreKey.LENGTH]);
  private final String name = "org" + UUID.randomUUID().toString().replace("-", "") + ".example";
  private final OrganisationAuthority authority =
      OrganisationAuthority.create(name, InstantSource.system());
  private Receiver receiver;
  private ChatClient alice;
  private Path bobsStore;

  @BeforeAll
  static void start() {
    Map<String, String> environment = new HashMap<>(TestDatabase.fresh());
    environment.put("PARAVENT_REGISTRATION_TOKEN", "operators-token");
    environment.put("PARAVENT_WAKE_UP_ADDRESSES", "any");
    environment.put("PARAVENT_WAKE_UP_PAUSE_SECONDS", String.valueOf(PAUSE_SECONDS));
    environment.put("PARAVENT_WAKE_UP_LOOK_SECONDS", String.valueOf(PAUSE_SECONDS));
    server = WildFlyProcess.at(directory.resolve("node"), environment).start();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  @SuppressWarnings("NullAway.Init") // set before each test
  void two() throws IOException {
    try (Transport transport = new JdkTransport(uri())) {
      Registration.register(uri(), authority, "operators-token", transport);
    }
    receiver = Receiver.plain();
    bobsStore = directory.resolve(name + "-bob");
    alice =
        client(
            "alice",
            directory.resolve(name + "-alice"),
            StoreKey.copyOf(new byte[StoreKey.LENGTH]));
  }

  @AfterEach
  void closeAll() {
    alice.close();
    receiver.close();
  }

  @Test
  void wakesWhoIsAwayAndTellsNothing() throws Exception {
    try (ChatClient bob = bob()) {
      bob.wakeAt(endpoint("/bob"));
    }
    Conversation order = conversation("bob");
    await(() -> receiver.knocksAt("/bob").size() == 1);

    order.send(MessageContent.text("the secret of the order"));
    await(() -> receiver.knocksAt("/bob").size() == 2);

    for (Receiver.Knock knock : receiver.knocks()) {
      assertThat(knock.body()).isEmpty();
      assertThat(knock.headers().toString())
          .doesNotContain(name, "bob", "alice", order.id().value(), "secret");
    }
    assertThat(gapBetweenKnocks()).isGreaterThan(Duration.ofSeconds(PAUSE_SECONDS - 1));
  }

  @Test
  void knocksOnceForManyMessagesAndNotAgainWithoutNews() throws Exception {
    try (ChatClient bob = bob()) {
      bob.wakeAt(endpoint("/bob"));
    }
    Conversation order = conversation("bob");
    await(() -> receiver.knocks().size() == 1);
    long began = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      order.send(MessageContent.text("number " + i)).awaitAccepted(WAIT);
    }
    // where sending takes longer than the pause there is news again after it
    int pauses = (int) (Duration.ofNanos(System.nanoTime() - began).toSeconds() / PAUSE_SECONDS);
    await(() -> receiver.knocks().size() >= 2);
    Thread.sleep(QUIET.plusSeconds(PAUSE_SECONDS).toMillis());
    int knocks = receiver.knocks().size();

    assertThat(knocks).isBetween(2, 2 + pauses);
    Thread.sleep(QUIET.plusSeconds(PAUSE_SECONDS).toMillis());
    assertThat(receiver.knocks()).hasSize(knocks);
  }

  @Test
  void leavesAloneWhoIsConnected() throws Exception {
    try (ChatClient bob = bob()) {
      Conversation order = conversation("bob");
      await(() -> bob.conversations().find(order.id()).isPresent());
      bob.wakeAt(endpoint("/bob"));
      for (int i = 0; i < 3; i++) {
        order.send(MessageContent.text("number " + i)).awaitAccepted(WAIT);
        Thread.sleep(1_000);
      }
      Thread.sleep(QUIET.toMillis());
      assertThat(receiver.knocks()).isEmpty();
    }
    // it goes, and is woken from then on
    Conversation order = alice.conversations().list().get(0);
    order.send(MessageContent.text("are you there?")).awaitAccepted(WAIT);
    await(() -> receiver.knocks().size() == 1);

    // what it was woken for is there
    try (ChatClient bob = bob()) {
      await(
          () ->
              bob.events().after(EventCursor.start(), 100).stream()
                  .anyMatch(ChatEvent.MessageReceived.class::isInstance));
    }
  }

  @Test
  void triesAgainWhereItFailed() throws Exception {
    receiver.answers(503);
    try (ChatClient bob = bob()) {
      bob.wakeAt(endpoint("/bob"));
    }
    conversation("bob");
    await(() -> !receiver.knocks().isEmpty());

    receiver.answers(201);
    await(() -> receiver.knocks().size() == 2);

    assertThat(gapBetweenKnocks()).isGreaterThan(Duration.ofSeconds(PAUSE_SECONDS - 1));
  }

  @Test
  void forgetsAnEndpointThatIsGone() throws Exception {
    receiver.answers(410);
    try (ChatClient bob = bob()) {
      bob.wakeAt(endpoint("/bob"));
    }
    Conversation order = conversation("bob");
    await(() -> receiver.knocks().size() == 1);

    receiver.answers(201);
    order.send(MessageContent.text("nobody hears")).awaitAccepted(WAIT);
    Thread.sleep(QUIET.plusSeconds(PAUSE_SECONDS).toMillis());

    assertThat(receiver.knocks()).hasSize(1);
  }

  @Test
  void stopsWhenAskedTo() throws Exception {
    try (ChatClient bob = bob()) {
      bob.wakeAt(endpoint("/old"));
      bob.wakeAt(endpoint("/new"));
    }
    Conversation order = conversation("bob");
    await(() -> receiver.knocksAt("/new").size() == 1);
    assertThat(receiver.knocksAt("/old")).isEmpty();

    try (ChatClient bob = bob()) {
      bob.letSleep();
      assertThatThrownBy(() -> bob.wakeAt(URI.create("ftp://push.example/bob")))
          .isInstanceOf(RefusedException.class);
    }
    order.send(MessageContent.text("sleep well")).awaitAccepted(WAIT);
    Thread.sleep(QUIET.plusSeconds(PAUSE_SECONDS).toMillis());

    assertThat(receiver.knocks()).hasSize(1);
  }

  /** What the contract can do and a client cannot. */
  @Nested
  @Execution(ExecutionMode.CONCURRENT)
  class Knocks extends KnockContract {
    @Override
    protected ServerUnderTest server() {
      return new ServerUnderTest(
          uri().toString(),
          "operators-token",
          InstantSource.system(),
          () -> new JdkTransport(uri(), Runnable::run));
    }

    @Override
    protected String endpoint() {
      return receiver.endpoint("127.0.0.1", "/contract");
    }

    @Override
    protected int knocks() {
      return receiver.knocks().size();
    }

    @Override
    protected Duration quiet() {
      return QUIET.plusSeconds(PAUSE_SECONDS);
    }
  }

  private Duration gapBetweenKnocks() {
    List<Receiver.Knock> knocks = receiver.knocks();
    return Duration.ofNanos(knocks.get(1).at() - knocks.get(0).at());
  }

  private URI endpoint(String path) {
    return URI.create(receiver.endpoint("127.0.0.1", path));
  }

  private Conversation conversation(String other) {
    return alice
        .conversations()
        .create(ConversationSpec.titled("Order").participants(authority.user(other)));
  }

  private ChatClient bob() {
    ChatClient bob = client("bob", bobsStore, bobsKey);
    await(() -> bob.connection().online());
    return bob;
  }

  private ChatClient client(String user, Path store, StoreKey key) {
    return ChatClient.builder()
        .server(uri())
        .store(EncryptedStore.at(store, key))
        .identity(authority.enroller(user))
        .displayName(user)
        .open();
  }

  private static URI uri() {
    if (server == null) {
      throw new IllegalStateException("Not started");
    }
    return server.uri();
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + WAIT.toNanos();
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
