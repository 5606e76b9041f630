package eu.paravent.server.schema;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.interceptor.Interceptor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Brings the schema up to date before anything else of the application runs. A failure ends the
 * deployment: a server on a schema it does not know must not answer. Several nodes may start at the
 * same time, Flyway lets them queue up.
 */
@ApplicationScoped
class SchemaMigration {
  private static final Logger LOG = System.getLogger(SchemaMigration.class.getName());

  @Resource(lookup = "java:comp/DefaultDataSource")
  private DataSource dataSource;

  /** For whoever asks on a thread without {@code java:comp}: health checks, timers. */
  @Produces
  @ApplicationScoped
  DataSource dataSource() {
    return dataSource;
  }

  void migrate(
      @Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) @Initialized(ApplicationScoped.class)
          Object start) {
    boolean postgreSql;
    try (Connection connection = dataSource.getConnection()) {
      String product = connection.getMetaData().getDatabaseProductName();
      postgreSql = "PostgreSQL".equals(product);
      if ("H2".equals(product)) {
        readAnew(connection);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(
          "The database does not answer. Check PARAVENT_DB_URL, PARAVENT_DB_USER and"
              + " PARAVENT_DB_PASSWORD and that it runs, start again. Nothing was deployed.",
          e);
    }
    // H2's own varbinary ends at 1 MiB, a message does not
    Flyway flyway = flyway(dataSource, postgreSql ? "bytea" : "binary large object", "latest");
    MigrateResult result;
    try {
      result = flyway.migrate();
    } catch (FlywayException e) {
      throw new IllegalStateException(
          "The database schema cannot be brought up to date. Look at the cause, restore or repair"
              + " the table flyway_schema_history, start again. Nothing was deployed.",
          e);
    }
    if (result.migrationsExecuted > 0) {
      LOG.log(
          Level.INFO,
          "Database schema migrated to version {0} ({1} migrations)",
          result.targetSchemaVersion,
          result.migrationsExecuted);
    }
  }

  /**
   * Forward only, never emptying anything.
   *
   * @param octets what the database calls long binary values
   * @param target the version to stop at, or {@code latest}
   */
  static Flyway flyway(DataSource database, String octets, String target) {
    return Flyway.configure(SchemaMigration.class.getClassLoader())
        .dataSource(database)
        .locations("classpath:db/migration")
        .cleanDisabled(true)
        .placeholders(Map.of("octets", octets))
        .target(target)
        .load();
  }

  /**
   * The H2 that WildFly brings (2.2.224) may answer a query that ran beside a commit with the old
   * result from then on (h2database issue 3894): a log would end before entries that were told.
   */
  private static void readAnew(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set optimize_reuse_results 0");
    }
  }
}
