package eu.paravent.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.internal.delivery.JdkTransport;
import eu.paravent.server.testing.WildFlyProcess;
import eu.paravent.testkit.contract.PushContract;
import eu.paravent.testkit.contract.ServerUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.io.TempDir;

/** Devices talk, and the figures tell so without telling who. */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class MetricsIT {
  private static final String REGISTRATION = "operators-token";
  private static final String TOKEN = "token-of-the-monitoring";
  private static final Overheard OVERHEARD = new Overheard();
  @TempDir static Path directory;
  private static @Nullable WildFlyProcess server;

  @BeforeAll
  static void start() {
    Map<String, String> environment = new HashMap<>(TestDatabase.fresh());
    environment.put("PARAVENT_REGISTRATION_TOKEN", REGISTRATION);
    environment.put("PARAVENT_METRICS_TOKEN", TOKEN);
    environment.put("PARAVENT_HOUSEKEEPING_SECONDS", "1");
    server = WildFlyProcess.at(directory.resolve("node"), environment).start();
  }

  @AfterAll
  static void stop() {
    running().close();
  }

  private static WildFlyProcess running() {
    if (server == null) {
      throw new IllegalStateException("Not started");
    }
    return server;
  }

  private static HttpResponse<String> get(URI address, Optional<String> token) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    try {
      return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String figures() {
    HttpResponse<String> answer = get(running().uri().resolve("/metrics"), Optional.of(TOKEN));
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private static double sum(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Nested
  @Order(1)
  class Talk extends PushContract {
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
    @Test
    void whatHappenedIsCounted() {
      String text = figures();

      assertThat(sum(text, "paravent_messages_accepted_total")).isPositive();
      assertThat(sum(text, "paravent_frames_delivered_total")).isPositive();
      assertThat(sum(text, "paravent_requests_seconds_count")).isPositive();
      assertThat(text)
          .contains("paravent_messages_accepted_total{kind=\"application\"}")
          .contains("operation=\"GroupResource.")
          .contains("paravent_push_connections")
          .contains("paravent_push_backlog_frames")
          .contains("paravent_polls_waiting")
          .contains("outcome=\"done\"")
          .doesNotContain("outcome=\"failed\"");
    }

    @Test
    void roomIsMeasured() {
      assertThat(sum(figures(), "paravent_disk_free_bytes")).isPositive();
      assertThat(figures()).containsPattern("(?m)^paravent_attachments_bytes [0-9]");
    }

    @Test
    void thisNodeIsAlone() {
      boolean postgreSql = "postgresql".equals(System.getProperty(TestDatabase.PROPERTY));

      assertThat(sum(figures(), "paravent_nodes_others")).isZero();
      assertThat(sum(figures(), "paravent_nodes_hears")).isEqualTo(postgreSql ? 1 : 0);
    }

    @Test
    void refusalsAreCountedByTheirCode() {
      double before = sum(figures(), "paravent_requests_refused_total{code=\"not-signed-in\"}");

      get(running().uri().resolve("/api/v1/groups"), Optional.of("nobodys-token"));

      assertThat(sum(figures(), "paravent_requests_refused_total{code=\"not-signed-in\"}"))
          .isEqualTo(before + 1);
    }

    @Test
    void nothingThatWasSaidIsALabel() {
      assertThat(OVERHEARD.all()).hasSizeGreaterThan(50);
      assertThat(OVERHEARD.foundIn(figures())).isEmpty();
    }

    @Test
    void labelsAreFewAndKnownBeforehand() {
      for (String line : figures().lines().filter(line -> line.contains("{")).toList()) {
        assertThat(line)
            .matches(
                "[a-z_]+\\{(?:(?:kind|code|operation|status|step|outcome|le)=\"[A-Za-z0-9 .+-]+\",?)+\\}"
                    + " .*");
      }
    }

    @Test
    void strangersSeeNothing() {
      for (Optional<String> token :
          List.of(Optional.<String>empty(), Optional.of(""), Optional.of(REGISTRATION))) {
        HttpResponse<String> answer = get(running().uri().resolve("/metrics"), token);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(answer.body()).doesNotContain("paravent_");
      }
    }

    /** The figures of the Java machine and of the pool come from WildFly. */
    @Test
    void theContainerTellsOfItsConnectionPool() {
      HttpResponse<String> answer =
          get(running().managementUri().resolve("/metrics"), Optional.empty());

      assertThat(answer.body()).contains("wildfly_datasources_pool_in_use_count");
    }
  }
}
