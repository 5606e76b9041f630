package eu.paravent.server.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.OutgoingMessage;
import eu.paravent.client.RefusedException;
import eu.paravent.client.event.ChatEvent.MessageFailed;
import eu.paravent.client.event.EventCursor;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.internal.delivery.JdkTransport;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.organisations.OrganisationUse;
import eu.paravent.protocol.sessions.SessionList;
import eu.paravent.server.system.TestDatabase;
import eu.paravent.server.testing.WildFlyProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two organisations, each with an issuer of its own, and people who are signed in. */
class AdministrationIT {
  private static final String ACME = "acme.example";
  private static final String GLOBEX = "globex.example";
  private static final String TOKEN = "operators-token";

  /** A file that the client does not send in one request. */
  private static final int SEVERAL_PIECES = 6_000_000;

  private static final int QUOTA_MEBIBYTES = 8;

  @TempDir static Path directory;
  private static @Nullable WildFlyProcess server;
  private static @Nullable TestIssuer acme;
  private static @Nullable TestIssuer globex;

  @BeforeAll
  static void start() throws Exception {
    TestIssuer first = TestIssuer.start();
    TestIssuer second = TestIssuer.start();
    acme = first;
    globex = second;
    Map<String, String> environment = new HashMap<>(TestDatabase.fresh());
    environment.put("PARAVENT_REGISTRATION_TOKEN", TOKEN);
    environment.put("PARAVENT_RATE_OF_REFUSALS", "0");
    environment.put("PARAVENT_ATTACHMENT_QUOTA_MIB", String.valueOf(QUOTA_MEBIBYTES));
    environment.put(
        "PARAVENT_ADMIN_ISSUERS",
        ACME + "=" + first.address() + " " + GLOBEX + "=" + second.address());
    server = WildFlyProcess.at(directory.resolve("node"), environment).start();
  }

  @AfterAll
  static void stop() {
    for (AutoCloseable each : new AutoCloseable[] {server, acme, globex}) {
      try {
        if (each != null) {
          each.close();
        }
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void showsAndEndsWhatIsOfTheOrganisation() throws Exception {
    try (Transport transport = new JdkTransport(uri())) {
      OrganisationAuthority authority = OrganisationAuthority.create(ACME, InstantSource.system());
      Registration.register(uri(), authority, TOKEN, transport);
      Registration.register(
          uri(), OrganisationAuthority.create(GLOBEX, InstantSource.system()), TOKEN, transport);
      try (ChatClient alice = client(authority, "alice");
          ChatClient bob = client(authority, "bob")) {
        Conversation order =
            alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
        order
            .send(MessageContent.file("offer.pdf", "application/pdf", new byte[SEVERAL_PIECES]))
            .awaitAccepted(Duration.ofSeconds(30));

        OrganisationUse use =
            Json.read(
                OrganisationUse.class,
                as(acme().token(), "GET", Paths.ORGANISATION_USE, ACME).body());
        assertThat(use.users()).isEqualTo(2);
        assertThat(use.devices()).isEqualTo(2);
        assertThat(use.sessions()).isEqualTo(2);
        assertThat(use.attachmentBytes()).isBetween((long) SEVERAL_PIECES, SEVERAL_PIECES + 1000L);
        assertThat(use.attachmentQuota()).contains((long) QUOTA_MEBIBYTES << 20);
        refusesWhatIsBeyondTheQuota(alice, order);

        List<String> before = sessionsOf(alice.self().name());
        assertThat(before).hasSize(1);
        refusesEverybodyElse(alice.self().name());
        assertThat(sessionsOf(alice.self().name())).isEqualTo(before);

        assertThat(
                as(acme().token(), "DELETE", Paths.USER_SESSIONS, ACME, alice.self().name())
                    .status())
            .isEqualTo(204);
        // her client signs in again by itself, with a session of its own
        await(() -> sessionsOf(alice.self().name()).stream().noneMatch(before::contains));
        assertThat(sessionsOf(bob.self().name())).hasSize(1);
      }
    }
  }

  /** Whether it comes whole or in pieces; nothing of it counts, and what fits is taken. */
  private static void refusesWhatIsBeyondTheQuota(ChatClient alice, Conversation order) {
    long before = bytesOfAcme();
    for (int size : new int[] {QUOTA_MEBIBYTES << 19, QUOTA_MEBIBYTES << 20}) {
      EventCursor here = alice.events().head();
      OutgoingMessage beyond =
          order.send(MessageContent.file("big.zip", "application/zip", new byte[size]));
      assertThatThrownBy(() -> beyond.awaitAccepted(Duration.ofSeconds(30)))
          .isInstanceOf(RefusedException.class);
      assertThat(alice.events().after(here, 100))
          .filteredOn(MessageFailed.class::isInstance)
          .singleElement()
          .satisfies(
              event ->
                  assertThat(((MessageFailed) event).reason())
                      .contains(ProblemCode.QUOTA_EXCEEDED.title()));
    }
    assertThat(bytesOfAcme()).isEqualTo(before);
    order
        .send(MessageContent.file("small.txt", "text/plain", new byte[1000]))
        .awaitAccepted(Duration.ofSeconds(30));
    assertThat(bytesOfAcme()).isGreaterThan(before);
  }

  private static long bytesOfAcme() {
    return Json.read(
            OrganisationUse.class, as(acme().token(), "GET", Paths.ORGANISATION_USE, ACME).body())
        .attachmentBytes();
  }

  private static void refusesEverybodyElse(String of) {
    assertThat(as("", "DELETE", Paths.USER_SESSIONS, ACME, of).status()).isEqualTo(401);
    assertThat(as(globex().token(), "DELETE", Paths.USER_SESSIONS, ACME, of).status())
        .isEqualTo(401);
    assertThat(as(acme().token(), "DELETE", Paths.USER_SESSIONS, GLOBEX, of).status())
        .isEqualTo(401);
    String colleague =
        TestIssuer.sign(
            acme().administrator().claim("roles", List.of("clerk")).build(),
            acme().key(),
            JOSEObjectType.JWT);
    assertThat(as(colleague, "DELETE", Paths.USER_SESSIONS, ACME, of).status()).isEqualTo(403);
    // and a token for administrators is none for devices
    assertThat(as(acme().token(), "GET", Paths.GROUPS).status()).isEqualTo(401);
  }

  private static List<String> sessionsOf(String user) {
    return Json.read(
            SessionList.class, as(acme().token(), "GET", Paths.USER_SESSIONS, ACME, user).body())
        .sessions()
        .stream()
        .map(session -> session.sessionId())
        .toList();
  }

  private static Transport.Response as(
      String token, String method, String template, String... variables) {
    Map<String, String> headers = new HashMap<>();
    headers.put(Headers.IDEMPOTENCY_KEY, "AAAAAAAAAAAAAAAAAAAAAA");
    if (!token.isEmpty()) {
      headers.put("Authorization", "Bearer " + token);
    }
    try (Transport transport = new JdkTransport(uri())) {
      return transport.exchange(
          new Transport.Request(
              method, Paths.fill(template, variables), headers, Optional.empty()));
    } catch (java.io.IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static ChatClient client(OrganisationAuthority authority, String user) {
    ChatClient client =
        ChatClient.builder()
            .server(uri())
            .store(EncryptedStore.inMemory(StoreKey.copyOf(new byte[StoreKey.LENGTH])))
            .identity(authority.enroller(user))
            .displayName(user)
            .open();
    await(() -> client.connection().online());
    return client;
  }

  private static TestIssuer acme() {
    return java.util.Objects.requireNonNull(acme);
  }

  private static TestIssuer globex() {
    return java.util.Objects.requireNonNull(globex);
  }

  private static URI uri() {
    return java.util.Objects.requireNonNull(server).uri();
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
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
