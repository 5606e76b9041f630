package eu.paravent.testkit.client;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A DataSource that gives the connection of the thread's transaction, as containers do. */
final class ThreadBound extends ForwardingDataSource {
  private final ThreadLocal<@Nullable Connection> current = new ThreadLocal<>();

  ThreadBound(DataSource real) {
    super(real);
  }

  void begin() throws SQLException {
    Connection connection = super.getConnection();
    connection.setAutoCommit(false);
    current.set(connection);
  }

  void commit() throws SQLException {
    try (Connection connection = current.get()) {
      connection.commit();
    } finally {
      current.remove();
    }
  }

  void rollback() throws SQLException {
    try (Connection connection = current.get()) {
      connection.rollback();
    } finally {
      current.remove();
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection bound = current.get();
    return bound == null ? super.getConnection() : managed(bound);
  }

  /** Who uses it neither ends the transaction nor closes the connection. */
  private static Connection managed(Connection bound) {
    return (Connection)
        Proxy.newProxyInstance(
            ThreadBound.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "close":
                  return null;
                case "commit", "rollback", "setAutoCommit":
                  throw new SQLException("Not inside a transaction of the container");
                default:
                  try {
                    return method.invoke(bound, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
              }
            });
  }
}
