package eu.paravent.client.internal.store;

import eu.paravent.client.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbc.JdbcConnection;

/**
 * Gives out connections to one database.
 *
 * @param tablePrefix goes before the names of our tables
 * @param afterCommit statement that makes a commit reach the disk, empty where the commit does so
 *     by itself
 * @param hosts whether it is the host's own
 * @param pool where connections are taken for one transaction at a time, if they are shared
 * @param release called once, after the last connection was closed
 */
public record Database(
    Connections connections,
    String tablePrefix,
    String afterCommit,
    boolean hosts,
    Optional<SessionPool> pool,
    Runnable release) {
  private static final String DEFAULT_PREFIX = "paravent_";

  /** A new connection at each call. */
  @FunctionalInterface
  public interface Connections {
    Connection connect() throws SQLException;
  }

  /** Opens the database when the client opens. */
  @FunctionalInterface
  public interface Opener {
    Database open();
  }

  public static Database of(DataSource dataSource, String tablePrefix) {
    return new Database(
        dataSource::getConnection, tablePrefix + "_", "", true, Optional.empty(), () -> {});
  }

  public static Database inMemory() {
    String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_ON_EXIT=FALSE";
    return new Database(() -> embedded(url), DEFAULT_PREFIX, "", false, Optional.empty(), () -> {});
  }

  Database pooled(SessionPool shared) {
    return new Database(connections, tablePrefix, afterCommit, hosts, Optional.of(shared), release);
  }

  static Database embedded(String url, String afterCommit, Runnable release) {
    return new Database(
        () -> embedded(url), DEFAULT_PREFIX, afterCommit, false, Optional.empty(), release);
  }

  /**
   * Not through the driver manager: a driver registered there would keep a host's class loader
   * alive after it was undeployed.
   */
  private static Connection embedded(String url) throws SQLException {
    return new JdbcConnection(url, new Properties(), "", "", false);
  }

  /**
   * A connection of the store's own. A DataSource of an application server would put one that is
   * asked for inside a transaction of the host into that transaction: hence another thread.
   */
  Connection connect() {
    try {
      return hosts ? Aside.call(connections) : connections.connect();
    } catch (SQLException e) {
      throw new StoreException("Cannot reach the database of the local store", e);
    }
  }

  /** One that belongs to whatever transaction the calling thread is in. */
  Connection connectHere() throws SQLException {
    return connections.connect();
  }
}
