package eu.paravent.server.system;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The database that this test run is about: H2 files, or one PostgreSQL server that the run starts
 * and stops by itself, with a fresh database for everyone who asks.
 */
public final class TestDatabase {
  /** {@code h2} or {@code postgresql}; unit tests have none. */
  static final String PROPERTY = "paravent.it.database";

  private static final AtomicInteger COUNTER = new AtomicInteger();
  private static @Nullable EmbeddedPostgres server;

  private TestDatabase() {}

  static boolean isPostgreSql() {
    return "postgresql".equals(System.getProperty(PROPERTY));
  }

  /** The name under which the JDBC driver knows the product. */
  static String productName() {
    return isPostgreSql() ? "PostgreSQL" : "H2";
  }

  /** Environment for a server with an empty database of its own. */
  public static Map<String, String> fresh() {
    // without an address the server makes an H2 file in its own directory
    return isPostgreSql() ? create(server()) : Map.of();
  }

  public static Map<String, String> create(EmbeddedPostgres postgres) {
    String name = "paravent_" + COUNTER.incrementAndGet();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create role " + name + " login password 'secret'");
      statement.execute("create database " + name + " owner " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot make the test database " + name, e);
    }
    return Map.of(
        "PARAVENT_DB_URL",
        "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + name,
        "PARAVENT_DB_DRIVER",
        "postgresql",
        "PARAVENT_DB_USER",
        name,
        "PARAVENT_DB_PASSWORD",
        "secret");
  }

  private static synchronized EmbeddedPostgres server() {
    if (server == null) {
      try {
        server = EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return server;
  }

  static synchronized void stop() {
    if (server != null) {
      try {
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
