package eu.paravent.load;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL whose commits are durable, or the H2 file that the server makes by itself. */
final class Database implements AutoCloseable {
  private static final int WRITERS = 16;
  private final @Nullable EmbeddedPostgres postgres;

  Database(String kind, Path folder) throws IOException {
    postgres =
        kind.equals("h2")
            ? null
            : EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgresql"))
                .setCleanDataDirectory(true)
                // as it is in production: this library turns all of them off
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
  }

  Map<String, String> environment() throws SQLException {
    if (postgres == null) {
      return Map.of();
    }
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create role paravent login password 'secret'");
      statement.execute("create database paravent owner paravent");
    }
    return Map.of(
        "PARAVENT_DB_URL",
        "jdbc:postgresql://localhost:" + postgres.getPort() + "/paravent",
        "PARAVENT_DB_DRIVER",
        "postgresql",
        "PARAVENT_DB_USER",
        "paravent",
        "PARAVENT_DB_PASSWORD",
        "secret");
  }

  boolean isPostgreSql() {
    return postgres != null;
  }

  /** Inserts in a second of what one entry of the log is, each durable by itself. */
  double floor(int size, int seconds) throws Exception {
    EmbeddedPostgres server = java.util.Objects.requireNonNull(postgres);
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table floor (group_id varchar(64), sequence bigint, kind varchar(16), epoch"
              + " bigint, message bytea, size int, received_at timestamptz default now(),"
              + " primary key (group_id, sequence))");
    }
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try {
      long end = System.nanoTime() + seconds * 1_000_000_000L;
      List<Callable<Long>> tasks = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        String group = "group-" + i;
        tasks.add(() -> insert(server, group, size, end));
      }
      long rows = 0;
      for (Future<Long> each : writers.invokeAll(tasks)) {
        rows += each.get();
      }
      return (double) rows / seconds;
    } finally {
      writers.shutdownNow();
    }
  }

  private static long insert(EmbeddedPostgres server, String group, int size, long end)
      throws SQLException {
    byte[] message = new byte[size];
    new java.util.SplittableRandom(group.hashCode()).nextBytes(message);
    try (Connection connection = server.getPostgresDatabase().getConnection();
        PreparedStatement row =
            connection.prepareStatement(
                "insert into floor (group_id, sequence, kind, epoch, message, size)"
                    + " values (?, ?, 'application', 1, ?, ?)")) {
      long count = 0;
      while (System.nanoTime() < end) {
        row.setString(1, group);
        row.setLong(2, ++count);
        row.setBytes(3, message);
        row.setInt(4, size);
        row.executeUpdate();
      }
      return count;
    }
  }

  @Override
  public void close() throws IOException {
    if (postgres != null) {
      postgres.close();
    }
  }
}
