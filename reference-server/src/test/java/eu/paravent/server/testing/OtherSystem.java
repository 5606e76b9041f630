package eu.paravent.server.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/** Somebody else's system, run by a script beside the test; and waiting for what it does. */
public final class OtherSystem implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path log;
  private final String[] start;
  private Process process;

  private OtherSystem(Path log, String[] start) throws IOException {
    this.log = log;
    this.start = start;
    process = run();
  }

  /**
   * @param start runs until it is ended
   */
  public static OtherSystem start(Path log, String... start) throws IOException {
    return new OtherSystem(log, start);
  }

  private Process run() throws IOException {
    return new ProcessBuilder(start)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  public void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("Does not end: " + String.join(" ", start));
    }
  }

  public void startAgain() throws IOException {
    process = run();
  }

  @Override
  public void close() throws InterruptedException {
    stop();
  }

  /**
   * In CI it has to be there.
   *
   * @param present succeeds where it is installed
   * @param missing what to do where it is not
   */
  public static void needs(String missing, String... present) throws Exception {
    if (succeeds(present)) {
      return;
    }
    if (System.getenv("CI") != null) {
      throw new AssertionError(missing);
    }
    System.err.println("SKIPPED. " + missing);
    throw new TestAbortedException(missing);
  }

  public static boolean succeeds(String... command) throws Exception {
    return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
  }

  /** The first that is not empty. What fails with {@link IOException} is not there yet. */
  public static <T> List<T> await(Callable<List<T>> what) throws Exception {
    Instant until = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        List<T> found = what.call();
        if (!found.isEmpty()) {
          return found;
        }
      } catch (IOException e) {
        // asked again below
      }
      if (Instant.now().isAfter(until)) {
        throw new AssertionError("Did not happen within " + PATIENCE);
      }
      Thread.sleep(50);
    }
  }

  public static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }
}
