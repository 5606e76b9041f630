package eu.paravent.client.internal.store;

import eu.paravent.client.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Asks for a connection on a thread that is in no transaction and inherits nothing. */
final class Aside {
  private Aside() {}

  static Connection call(Database.Connections connections) throws SQLException {
    FutureTask<Connection> asking = new FutureTask<>(connections::connect);
    Thread thread = new Thread(null, asking, "paravent-connect", 0, false);
    thread.setDaemon(true);
    thread.start();
    try {
      return asking.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException refused) {
        throw refused;
      }
      throw new StoreException("The DataSource of the local store failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("Interrupted while waiting for a connection", e);
    }
  }
}
