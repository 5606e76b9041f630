package eu.paravent.load;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL whose commits are durable, or the H2 file that the server makes by itself. */
final class Database implements AutoCloseable {
  private static final int WRITERS = 16;
  private static final long SECONDS_MOST = 120;
  static final String INSERT =
      "insert into floor (group_id, sequence, kind, epoch, message, size)"
          + " values (?, ?, 'application', 1, ?, ?)";
  private final Path data;
  private @Nullable EmbeddedPostgres postgres;
  private int made;

  Database(String kind, Path folder) throws IOException {
    data = folder.resolve("postgresql");
    postgres = kind.equals("h2") ? null : launch(0);
  }

  private EmbeddedPostgres launch(int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(port)
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        // as it is in production: this library turns all of them off
        .setServerConfig("fsync", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("max_connections", "200")
        .start();
  }

  /** SIGKILL to the process that watches over all others, which then end; and a new start. */
  void killAndStart() throws Exception {
    EmbeddedPostgres killed = Objects.requireNonNull(postgres, "H2 is part of the server");
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0));
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> all = Stream.concat(Stream.of(postmaster), postmaster.children()).toList();
    postmaster.destroyForcibly();
    // the others hold on to memory that the next one would find in use
    for (ProcessHandle each : all) {
      each.onExit().get(SECONDS_MOST, TimeUnit.SECONDS);
    }
    // nothing is left to be stopped, but the folder is to be let go
    killed.close();
    postgres = launch(killed.getPort());
  }

  /** What a server needs to use a database of its own in it. */
  record Access(int port, String name, String user, String password) {}

  /**
   * A database of its own for one server.
   *
   * @param schema statements; empty where the server makes its tables itself
   */
  Access create(String kind, String schema) throws SQLException {
    String name = kind + ++made;
    EmbeddedPostgres server = Objects.requireNonNull(postgres, "H2 is ours alone");
    Access access = new Access(server.getPort(), name, name, "secret");
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create role " + name + " login password '" + access.password + "'");
      statement.execute("create database " + name + " owner " + name);
    }
    if (!schema.isEmpty()) {
      try (Connection connection =
              server.getDatabase(name, name, Map.of("password", access.password)).getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(schema);
      }
    }
    return access;
  }

  Map<String, String> environment() throws SQLException {
    if (postgres == null) {
      return Map.of();
    }
    Access access = create("paravent", "");
    return Map.of(
        "PARAVENT_DB_URL",
        "jdbc:postgresql://localhost:" + access.port + "/" + access.name,
        "PARAVENT_DB_DRIVER",
        "postgresql",
        "PARAVENT_DB_USER",
        access.user,
        "PARAVENT_DB_PASSWORD",
        access.password);
  }

  boolean isPostgreSql() {
    return postgres != null;
  }

  /** Where {@link #floor} is, with who may insert there. */
  String floorUrl() throws SQLException {
    EmbeddedPostgres server = Objects.requireNonNull(postgres);
    createFloor(server);
    return server.getJdbcUrl("postgres", "postgres");
  }

  private static void createFloor(EmbeddedPostgres server) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table if not exists floor (group_id varchar(64), sequence bigint, kind varchar(16), epoch"
              + " bigint, message bytea, size int, received_at timestamptz default now(),"
              + " primary key (group_id, sequence))");
    }
  }

  /** Inserts in a second of what one entry of the log is, each durable by itself. */
  double floor(int size, int seconds) throws Exception {
    EmbeddedPostgres server = Objects.requireNonNull(postgres);
    createFloor(server);
    String run = Long.toString(System.nanoTime(), 36);
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try {
      long end = System.nanoTime() + seconds * 1_000_000_000L;
      List<Callable<Long>> tasks = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        String group = run + "-" + i;
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

  /**
   * How long one such insert takes at a modest rate, from the moment it was due: what no server on
   * this disk can be faster than.
   *
   * @return milliseconds: the middle one, and the one that 99 of 100 are not above
   */
  double[] floorLatency(int size, int rate, int seconds) throws SQLException {
    EmbeddedPostgres server = Objects.requireNonNull(postgres);
    byte[] message = new byte[size];
    String group = "at a rate " + System.nanoTime();
    long[] nanos = new long[rate * seconds];
    try (Connection connection = server.getPostgresDatabase().getConnection();
        PreparedStatement row = connection.prepareStatement(INSERT)) {
      long start = System.nanoTime();
      for (int i = 0; i < nanos.length; i++) {
        long due = start + i * 1_000_000_000L / rate;
        LockSupport.parkNanos(due - System.nanoTime());
        insert(row, group, i, message);
        nanos[i] = System.nanoTime() - due;
      }
    }
    Arrays.sort(nanos);
    return new double[] {nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6};
  }

  static void insert(PreparedStatement row, String group, long sequence, byte[] message)
      throws SQLException {
    row.setString(1, group);
    row.setLong(2, sequence);
    row.setBytes(3, message);
    row.setInt(4, message.length);
    row.executeUpdate();
  }

  private static long insert(EmbeddedPostgres server, String group, int size, long end)
      throws SQLException {
    byte[] message = new byte[size];
    new java.util.SplittableRandom(group.hashCode()).nextBytes(message);
    try (Connection connection = server.getPostgresDatabase().getConnection();
        PreparedStatement row = connection.prepareStatement(INSERT)) {
      long count = 0;
      while (System.nanoTime() < end) {
        insert(row, group, ++count, message);
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
