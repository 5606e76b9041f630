package eu.paravent.client.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** A connection with its statements, used by one thread at a time. */
final class Session implements AutoCloseable {
  private final Connection connection;
  private final boolean hosts;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

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

  Connection connection() {
    return connection;
  }

  PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement known = statements.get(sql);
    if (known == null) {
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
