package eu.paravent.client.internal.store;

import eu.paravent.client.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A connection with its statements, used by one thread at a time. */
final class Session implements AutoCloseable {
  private final Connection connection;
  private final boolean hosts;

  /** Clients that share a connection have tables, and statements, of their own. */
  private static final int STATEMENTS_MOST = 64;

  private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(16, 0.75f, true);

  Session(Connection connection) throws SQLException {
    this(connection, false);
    connection.setAutoCommit(false);
  }

  private Session(Connection connection, boolean hosts) {
    this.connection = connection;
    this.hosts = hosts;
  }

  /** On a connection of the host, within its transaction: {@link #close} leaves it open. */
  static Session hosts(Connection connection) {
    return new Session(connection, true);
  }

  /** On a new connection of the store's own, which is closed where it is not usable. */
  static Session of(Connection connection) {
    try {
      return new Session(connection);
    } catch (SQLException e) {
      try {
        connection.close();
      } catch (SQLException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw new StoreException("Cannot use the database of the local store", e);
    }
  }

  Connection connection() {
    return connection;
  }

  PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement known = statements.get(sql);
    if (known == null) {
      if (statements.size() == STATEMENTS_MOST) {
        statements.remove(statements.keySet().iterator().next()).close();
      }
      known = connection.prepareStatement(sql);
      statements.put(sql, known);
    }
    return known;
  }

  @Override
  public void close() throws SQLException {
    if (!hosts) {
      connection.close();
      return;
    }
    for (PreparedStatement statement : statements.values()) {
      statement.close();
    }
  }
}
