package eu.paravent.server.nodes.entity;

import eu.paravent.server.nodes.entity.NewsChannel.BrokenException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** A connection that listens. For one thread. */
public final class Listening implements AutoCloseable {
  private static final int ALIVE_SECONDS = 5;

  private final Connection connection;
  private final PGConnection postgreSql;

  Listening(Connection connection) throws SQLException {
    this.connection = connection;
    try (Statement listen = connection.createStatement()) {
      postgreSql = connection.unwrap(PGConnection.class);
      listen.execute("listen " + NewsChannel.NAME);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** What came, in order; empty where nothing does for this long. */
  public List<String> next(Duration atMost) throws BrokenException {
    try {
      PGNotification[] came = postgreSql.getNotifications((int) atMost.toMillis());
      return came == null
          ? List.of()
          : Arrays.stream(came).map(PGNotification::getParameter).toList();
    } catch (SQLException e) {
      throw new BrokenException(e);
    }
  }

  /** Asks the database, since a line that is cut is as silent as one on which nothing happens. */
  public void requireAlive() throws BrokenException {
    try {
      if (!connection.isValid(ALIVE_SECONDS)) {
        throw new BrokenException(new SQLException("No answer", "08006"));
      }
    } catch (SQLException e) {
      throw new BrokenException(e);
    }
  }

  /** Gives the connection back, in a state in which others can use it. */
  @Override
  public void close() {
    try (connection;
        Statement unlisten = connection.createStatement()) {
      unlisten.execute("unlisten *");
    } catch (SQLException e) {
      // It is broken, and the pool finds out.
    }
  }
}
