package eu.paravent.server.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.paravent.client.internal.delivery.JdkTransport;
import eu.paravent.testkit.contract.ConversationContract;
import eu.paravent.testkit.contract.DeliveryContract;
import eu.paravent.testkit.contract.PushContract;
import eu.paravent.testkit.contract.ServerUnderTest;
import eu.paravent.testkit.contract.VersionsContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same WAR on Payara Micro, with Payara's own persistence provider and database: what a server
 * must do above all. Only with the profile {@code payara}.
 */
class PayaraH2IT {
  private static final String TOKEN = "operators-token";
  private static final Duration BOOT = Duration.ofSeconds(120);
  @TempDir static Path directory;
  private static @Nullable Process process;
  private static URI uri = URI.create("http://localhost");

  @BeforeAll
  static void start() throws Exception {
    String payara = System.getProperty("paravent.payara");
    assumeTrue(payara != null, "Payara Micro is not here; run with -Ppayara");
    int port = freePort();
    uri = URI.create("http://localhost:" + port);
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-jar",
                payara,
                "--nocluster",
                "--disablephonehome",
                "--port",
                String.valueOf(port),
                "--rootdir",
                directory.resolve("payara").toString(),
                "--deploy",
                System.getProperty("paravent.server.war"),
                "--contextroot",
                "/")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(console().toFile());
    builder.environment().put("PARAVENT_REGISTRATION_TOKEN", TOKEN);
    builder.environment().put("PARAVENT_DATA_DIR", directory.resolve("data").toString());
    Process started = builder.start();
    process = started;
    long end = System.nanoTime() + BOOT.toNanos();
    while (status("/health/ready") != 200) {
      assertThat(started.isAlive() && System.nanoTime() < end)
          .as(() -> "Payara Micro became ready:\n" + printed())
          .isTrue();
      Thread.sleep(300);
    }
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (process != null) {
      process.destroy();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }

  private static Path console() {
    return directory.resolve("console.log");
  }

  private static String printed() {
    try {
      return Files.readString(console());
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static int status(String path) throws InterruptedException {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(uri.resolve(path)).timeout(Duration.ofSeconds(20)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  private static ServerUnderTest payara() {
    return new ServerUnderTest(
        uri.toString(), TOKEN, InstantSource.system(), () -> new JdkTransport(uri, Runnable::run));
  }

  @Test
  void pagesAreThere() throws Exception {
    assertThat(status("/problems/not-found")).isEqualTo(200);
    assertThat(status("/metrics")).isEqualTo(404);
  }

  @Nested
  class Conversation extends ConversationContract {
    @Override
    protected ServerUnderTest server() {
      return payara();
    }
  }

  @Nested
  class Delivery extends DeliveryContract {
    @Override
    protected ServerUnderTest server() {
      return payara();
    }
  }

  @Nested
  class Push extends PushContract {
    @Override
    protected ServerUnderTest server() {
      return payara();
    }
  }

  @Nested
  class Versions extends VersionsContract {
    @Override
    protected ServerUnderTest server() {
      return payara();
    }
  }
}
