package eu.paravent.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.internal.delivery.JdkTransport;
import eu.paravent.server.testing.WildFlyProcess;
import eu.paravent.testkit.contract.ConversationContract;
import eu.paravent.testkit.contract.ServerUnderTest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.io.TempDir;

/** Devices talk, and a collector hears how long it took and not who it was. */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class TracesIT {
  private static final String REGISTRATION = "operators-token";
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final Overheard OVERHEARD = new Overheard();
  @TempDir static Path directory;
  private static @Nullable WildFlyProcess server;
  private static @Nullable SpanReceiver receiver;

  @BeforeAll
  static void start() throws IOException {
    SpanReceiver opened = new SpanReceiver();
    receiver = opened;
    Map<String, String> environment = new HashMap<>(TestDatabase.fresh());
    environment.put("PARAVENT_REGISTRATION_TOKEN", REGISTRATION);
    environment.put("OTEL_TRACES_EXPORTER", "otlp");
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", opened.uri().toString());
    environment.put("OTEL_SERVICE_NAME", "chat-of-acme");
    server = WildFlyProcess.at(directory.resolve("node"), environment).start();
  }

  @AfterAll
  static void stop() {
    running().close();
    received().close();
  }

  private static WildFlyProcess running() {
    if (server == null) {
      throw new IllegalStateException("Not started");
    }
    return server;
  }

  private static SpanReceiver received() {
    if (receiver == null) {
      throw new IllegalStateException("Not started");
    }
    return receiver;
  }

  private static int get(WildFlyProcess node, String path, String traceparent) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(node.uri().resolve(path))
                .header("traceparent", traceparent)
                .header("tracestate", "who=alice")
                .header("baggage", "who=alice")
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Nested
  @Order(1)
  class Talk extends ConversationContract {
    @Override
    protected ServerUnderTest server() {
      return new ServerUnderTest(
          running().uri().toString(),
          REGISTRATION,
          InstantSource.system(),
          () -> OVERHEARD.on(new JdkTransport(running().uri(), Runnable::run)));
    }
  }

  @Nested
  @Order(2)
  class Afterwards {
    /** Ends the server, which sends what it still has. */
    @Test
    void collectorHearsOfRequestsAndNotOfPeople() throws Exception {
      String parent = "00-" + TRACE + "-00f067aa0ba902b7-01";
      assertThat(get(running(), "/api/v1/limits", parent)).isEqualTo(200);
      assertThat(get(running(), "/api/v1/organisations/of-carol.example", parent)).isEqualTo(404);
      running().stop();

      String text = received().text();
      assertThat(received().paths()).containsExactly("/v1/traces");
      assertThat(text)
          .contains("chat-of-acme")
          .contains("GroupResource.message")
          .contains("/groups/{groupId}/messages")
          .contains("LimitsResource.")
          .contains("organisation-unknown")
          .contains(new String(HexFormat.of().parseHex(TRACE), StandardCharsets.ISO_8859_1))
          .doesNotContain("alice")
          .doesNotContain("of-carol");
      assertThat(OVERHEARD.all()).hasSizeGreaterThan(50);
      assertThat(OVERHEARD.foundIn(text)).isEmpty();
    }
  }

  @Nested
  @Order(3)
  class NotAskedFor {
    @Test
    void nothingIsSent(@TempDir Path other) throws Exception {
      try (SpanReceiver silent = new SpanReceiver()) {
        Map<String, String> environment = new HashMap<>(TestDatabase.fresh());
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", silent.uri().toString());
        try (WildFlyProcess node = WildFlyProcess.at(other.resolve("node"), environment).start()) {
          assertThat(get(node, "/api/v1/limits", "00-" + TRACE + "-00f067aa0ba902b7-01"))
              .isEqualTo(200);
        }

        assertThat(silent.paths()).isEmpty();
      }
    }
  }
}
