package eu.paravent.server.delivery.entity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Begins transactions that append. */
@ApplicationScoped
public class Appends {
  // Injected and not looked up: the thread that uses it has no java:comp.
  @Inject DataSource dataSource;

  /** On a thread that is in no other transaction. */
  public Appending begin() {
    try {
      return begun(dataSource.getConnection());
    } catch (SQLException e) {
      throw new AppendFailure(e);
    }
  }

  private static Appending begun(Connection connection) throws SQLException {
    try {
      connection.setAutoCommit(false);
      return new Appending(connection);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }
}
