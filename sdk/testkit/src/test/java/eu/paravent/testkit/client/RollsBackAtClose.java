package eu.paravent.testkit.client;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A pool set not to commit by itself: what nobody commits is gone when the connection is closed.
 */
final class RollsBackAtClose extends ForwardingDataSource {
  RollsBackAtClose(DataSource real) {
    super(real);
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = super.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }
}
