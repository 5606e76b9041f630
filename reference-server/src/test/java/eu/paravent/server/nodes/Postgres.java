package eu.paravent.server.nodes;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL that can be stopped, killed, and started again on its data. */
final class Postgres implements AutoCloseable {
  private static final long SECONDS_MOST = 120;

  private final Path data;
  private EmbeddedPostgres running;

  Postgres(Path folder) {
    data = folder.resolve("postgresql");
    running = launch(0);
  }

  EmbeddedPostgres server() {
    return running;
  }

  /** SIGKILL to the process that watches over all others, which then end by themselves. */
  void kill() {
    try {
      long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0));
      ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
      List<ProcessHandle> all =
          Stream.concat(Stream.of(postmaster), postmaster.children()).toList();
      postmaster.destroyForcibly();
      // the others hold on to memory that the next one would find in use
      for (ProcessHandle each : all) {
        each.onExit().get(SECONDS_MOST, TimeUnit.SECONDS);
      }
      // nothing is left to be stopped, but the folder is to be let go
      running.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("PostgreSQL did not die", e);
    }
  }

  /** In good order, though without waiting for clients. */
  void stop() {
    close();
  }

  /** On the port and the data that it had. */
  void start() {
    running = launch(running.getPort());
  }

  private EmbeddedPostgres launch(int port) {
    try {
      return EmbeddedPostgres.builder()
          .setPort(port)
          .setDataDirectory(data)
          .setCleanDataDirectory(false)
          // as it is in production: this library turns all of them off
          .setServerConfig("fsync", "on")
          .setServerConfig("full_page_writes", "on")
          .setServerConfig("synchronous_commit", "on")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      running.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
