package eu.paravent.server.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server as one JAR becomes ready, answers, and ends in good order. Only with the profile
 * {@code bootable}, which makes the JAR.
 */
class BootableJarIT {
  private static final Duration BOOT = Duration.ofSeconds(300), END = Duration.ofSeconds(60);
  @TempDir Path directory;

  @Test
  void becomesReadyAnswersAndEnds() throws Exception {
    String jar = System.getProperty("paravent.bootable");
    assumeTrue(jar != null, "The one JAR is not here; run with -Pbootable");
    int port = freePort();
    int management = freePort();
    Path console = directory.resolve("console.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Djava.io.tmpdir=" + directory,
                "-jar",
                jar)
            .redirectErrorStream(true)
            .redirectOutput(console.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "PARAVENT_HTTP_PORT",
                String.valueOf(port),
                "PARAVENT_HTTPS_PORT",
                String.valueOf(freePort()),
                "PARAVENT_MANAGEMENT_PORT",
                String.valueOf(management),
                "PARAVENT_DATA_DIR",
                directory.resolve("attachments").toString(),
                "PARAVENT_DB_DRIVER",
                "h2",
                "PARAVENT_DB_URL",
                "jdbc:h2:file:"
                    + directory.resolve("db")
                    + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE"));
    Process process = builder.start();
    try {
      long end = System.nanoTime() + BOOT.toNanos();
      while (status(management, "/health/ready") != 200) {
        assertThat(process.isAlive() && System.nanoTime() < end)
            .as(() -> "The one JAR became ready:\n" + printed(console))
            .isTrue();
        Thread.sleep(300);
      }
      assertThat(status(port, "/api/v1/limits")).isEqualTo(200);
      assertThat(status(port, "/api/v1/groups")).isEqualTo(401);

      process.destroy();

      assertThat(process.waitFor(END.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(printed(console)).contains("WFLYSRV0050");
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static String printed(Path console) {
    try {
      return Files.readString(console);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static int status(int port, String path) throws InterruptedException {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                  .timeout(Duration.ofSeconds(20))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    }
  }
}
