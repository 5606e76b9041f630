package eu.paravent.client.internal.store;

import eu.paravent.client.store.HostTransaction;
import eu.paravent.client.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;

/** Work of the store inside a transaction that the host began and will end. */
final class HostWork {
  private final Database database;
  private final Sealer sealer;
  private final Schema schema;

  HostWork(Database database, Sealer sealer, Schema schema) {
    this.database = database;
    this.sealer = sealer;
    this.schema = schema;
  }

  <T> T run(HostTransaction host, LocalStore.Work<T> work) {
    try {
      if (host.connection().isPresent()) {
        return on(host.connection().get(), work, transaction -> {});
      }
      return joining(work);
    } catch (SQLException e) {
      throw new StoreException(
          "The local store cannot take part in the host's transaction: roll it back", e);
    }
  }

  /** The row must be seen through a second connection of the thread: else they share nothing. */
  private <T> T joining(LocalStore.Work<T> work) throws SQLException {
    JdbcTransaction[] done = new JdbcTransaction[1];
    T result;
    try (Connection connection = database.connectHere()) {
      result = on(connection, work, transaction -> done[0] = transaction);
    }
    try (Connection again = database.connectHere();
        Session session = Session.hosts(again)) {
      JdbcTransaction looking = new JdbcTransaction(session, sealer, schema, false);
      if (!done[0].seenBy(looking)) {
        throw noTransaction();
      }
    }
    return result;
  }

  private <T> T on(
      Connection connection,
      LocalStore.Work<T> work,
      java.util.function.Consumer<JdbcTransaction> finished)
      throws SQLException {
    if (connection.getAutoCommit()) {
      throw noTransaction();
    }
    schema.recognise(connection, sealer);
    try (Session session = Session.hosts(connection)) {
      JdbcTransaction transaction = new JdbcTransaction(session, sealer, schema, true);
      try {
        T result = work.run(transaction);
        transaction.flush();
        finished.accept(transaction);
        return result;
      } finally {
        transaction.end();
      }
    }
  }

  private static StoreException noTransaction() {
    return new StoreException(
        "There is no transaction to take part in: begin one first, or hand over its connection",
        null);
  }
}
