package eu.paravent.server.system;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server must do above all, on something else than the server folder of this build. */
abstract class AnotherContainer {
  private static final String TOKEN = "operators-token";
  private static final Duration BOOT = Duration.ofSeconds(120);
  @TempDir static Path directory;
  private static @Nullable Process process;
  private static URI uri = URI.create("http://localhost");

  /**
   * Starts it and returns once it is ready.
   *
   * @param port where it listens
   * @param ready what answers 200 as soon as it is
   * @param options of {@code java}, on what is started
   */
  static void start(int port, URI ready, Map<String, String> environment, List<String> options)
      throws Exception {
    uri = URI.create("http://localhost:" + port);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.addAll(options);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(console().toFile());
    builder.environment().put("PARAVENT_REGISTRATION_TOKEN", TOKEN);
    builder.environment().put("PARAVENT_DATA_DIR", directory.resolve("data").toString());
    builder.environment().putAll(environment);
    Process started = builder.start();
    process = started;
    long end = System.nanoTime() + BOOT.toNanos();
    while (status(ready) != 200) {
      assertThat(started.isAlive() && System.nanoTime() < end)
          .as(() -> "it became ready:\n" + printed())
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

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static int status(URI address) throws InterruptedException {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  private static ServerUnderTest server() {
    return new ServerUnderTest(
        uri.toString(), TOKEN, InstantSource.system(), () -> new JdkTransport(uri, Runnable::run));
  }

  @Test
  void pagesAreThere() throws Exception {
    assertThat(status(uri.resolve("/problems/not-found"))).isEqualTo(200);
    assertThat(status(uri.resolve("/metrics"))).isEqualTo(404);
  }

  @Nested
  class Conversation extends ConversationContract {
    @Override
    protected ServerUnderTest server() {
      return AnotherContainer.server();
    }
  }

  @Nested
  class Delivery extends DeliveryContract {
    @Override
    protected ServerUnderTest server() {
      return AnotherContainer.server();
    }
  }

  @Nested
  class Push extends PushContract {
    @Override
    protected ServerUnderTest server() {
      return AnotherContainer.server();
    }
  }

  @Nested
  class Versions extends VersionsContract {
    @Override
    protected ServerUnderTest server() {
      return AnotherContainer.server();
    }
  }
}
