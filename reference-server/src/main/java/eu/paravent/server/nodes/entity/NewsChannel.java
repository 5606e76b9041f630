package eu.paravent.server.nodes.entity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * NOTIFY and LISTEN of PostgreSQL on one channel. What is sent reaches those who listen at that
 * moment, in the order in which it was sent, and is written nowhere.
 */
@ApplicationScoped
public class NewsChannel {
  /** PostgreSQL takes payloads below 8,000 octets. */
  public static final int PAYLOAD_MOST = 7_999;

  static final String NAME = "paravent";

  // Injected and not looked up: the threads that use it have no java:comp.
  @Inject DataSource dataSource;

  /** False where the database has no such thing: then there is one node. */
  public boolean exists() throws BrokenException {
    try (Connection connection = dataSource.getConnection()) {
      return "PostgreSQL".equals(connection.getMetaData().getDatabaseProductName());
    } catch (SQLException e) {
      throw new BrokenException(e);
    }
  }

  /**
   * Sends these, or after an exception perhaps some of them.
   *
   * @param payloads of ASCII, at most {@link #PAYLOAD_MOST} long each
   */
  public void send(List<String> payloads) throws BrokenException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement notify = connection.prepareStatement("select pg_notify(?, ?)")) {
      for (String payload : payloads) {
        notify.setString(1, NAME);
        notify.setString(2, payload);
        notify.execute();
      }
    } catch (SQLException e) {
      throw new BrokenException(e);
    }
  }

  /** Hears everything that is sent from the return on; takes a connection for itself. */
  public Listening listen() throws BrokenException {
    try {
      return new Listening(dataSource.getConnection());
    } catch (SQLException e) {
      throw new BrokenException(e);
    }
  }

  /** The database is away, or the connection is. Names the SQLSTATE only. */
  public static final class BrokenException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenException(SQLException cause) {
      super("SQLSTATE " + cause.getSQLState(), cause);
    }
  }
}
