package eu.paravent.client.internal.store;

import eu.paravent.client.store.StoreException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What one transaction executes on its {@link Session}, and whether that changed anything. */
final class Statements {
  private final Session session;
  private final boolean writable;
  private boolean changed;
  private boolean ended;

  Statements(Session session, boolean writable) {
    this.session = session;
    this.writable = writable;
  }

  @FunctionalInterface
  interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }

  /** Of one row of a batch. */
  @FunctionalInterface
  interface RowBinding<T> {
    void bind(PreparedStatement statement, T row) throws SQLException;
  }

  @FunctionalInterface
  interface Reading<T> {
    T read(ResultSet rows) throws SQLException;
  }

  void end() {
    ended = true;
  }

  /** Whether a row was written or deleted, so that there is something to be made durable. */
  boolean changed() {
    return changed;
  }

  void requireOpen() {
    if (ended) {
      throw new IllegalStateException("This transaction has ended");
    }
  }

  void requireWritable() {
    requireOpen();
    if (!writable) {
      throw new IllegalStateException("This transaction only reads");
    }
  }

  int update(String sql, Binding binding) {
    requireWritable();
    try {
      int rows = statement(sql, binding).executeUpdate();
      changed |= rows > 0;
      return rows;
    } catch (SQLException e) {
      throw cannotWrite(e);
    }
  }

  /** The same statement for each of the rows, on one way to the database. */
  <T> void batch(String sql, List<T> rows, RowBinding<T> binding) {
    if (rows.isEmpty()) {
      return;
    }
    if (rows.size() == 1) {
      update(sql, bind -> binding.bind(bind, rows.get(0)));
      return;
    }
    requireWritable();
    try {
      PreparedStatement statement = session.prepare(sql);
      try {
        for (T row : rows) {
          binding.bind(statement, row);
          statement.addBatch();
        }
        for (int count : statement.executeBatch()) {
          // a driver that does not say how many may have changed some
          changed |= count != 0;
        }
      } finally {
        statement.clearBatch();
      }
    } catch (SQLException e) {
      throw cannotWrite(e);
    }
  }

  <T> T query(String sql, Binding binding, Reading<T> reading) {
    requireOpen();
    try (ResultSet rows = statement(sql, binding).executeQuery()) {
      return reading.read(rows);
    } catch (SQLException e) {
      throw new StoreException("The local store cannot be read", e);
    }
  }

  private PreparedStatement statement(String sql, Binding binding) throws SQLException {
    PreparedStatement statement = session.prepare(sql);
    binding.bind(statement);
    return statement;
  }

  private static StoreException cannotWrite(SQLException e) {
    return new StoreException("The local store cannot be written", e);
  }
}
