package eu.paravent.samples.quickstart;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** A relay for calls as operators have it: coturn, on this machine and for this machine. */
final class Relay implements AutoCloseable {
  private final Path folder;
  private final Process process;

  private Relay(Path program, int port, String secret) {
    try {
      folder = Files.createTempDirectory("paravent-relay");
      Path configuration =
          Files.write(
              folder.resolve("turnserver.conf"),
              List.of(
                  "listening-ip=127.0.0.1",
                  "relay-ip=127.0.0.1",
                  "listening-port=" + port,
                  "use-auth-secret",
                  "static-auth-secret=" + secret,
                  "realm=relay.example",
                  // everybody in these tests is on this machine
                  "allow-loopback-peers",
                  "no-tls",
                  "no-dtls",
                  "no-cli",
                  "userdb=" + folder.resolve("accounts"),
                  "pidfile=" + folder.resolve("pid"),
                  "log-file=stdout"));
      process =
          new ProcessBuilder(program.toString(), "-c", configuration.toString())
              .redirectErrorStream(true)
              .redirectOutput(console().toFile())
              .start();
    } catch (IOException e) {
      throw new IllegalStateException("The relay cannot be started", e);
    }
    Stage.await(() -> Optional.of(listens(port)).filter(yes -> yes));
  }

  /** Where there is none, tests are skipped and say so; in continuous integration they fail. */
  static Relay start(int port, String secret) {
    Optional<Path> program =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(folder -> Path.of(folder, "turnserver"))
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isPresent()) {
      return new Relay(program.get(), port, secret);
    }
    String missing = "No relay: install coturn (Debian: coturn)";
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(missing);
    }
    System.err.println("SKIPPED, calls through a relay. " + missing);
    throw new TestAbortedException(missing);
  }

  private Path console() {
    return folder.resolve("console.log");
  }

  private boolean listens(int port) {
    if (!process.isAlive()) {
      throw new AssertionError("The relay ended: " + said());
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** What it wrote, for whoever looks into a call that fails. */
  String said() {
    try {
      return Files.readString(console());
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("The relay's folder cannot be removed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
