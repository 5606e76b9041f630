package eu.paravent.client.internal.store;

import eu.paravent.client.store.StoreException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Connections that the stores of many clients take turns with, each for one transaction. No more
 * than a given number at any time.
 */
public final class SessionPool implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SessionPool.class.getName());
  private static final int WAIT_SECONDS = 30;

  private final DataSource dataSource;
  private final Semaphore places;
  private final Deque<Session> idle = new ArrayDeque<>();
  private boolean closed;

  public SessionPool(DataSource dataSource, int most) {
    this.dataSource = dataSource;
    places = new Semaphore(most, true);
  }

  /** The tables of one client, over this pool. */
  public Database database(String tablePrefix) {
    return Database.of(dataSource, tablePrefix).pooled(this);
  }

  Session take(Database database) {
    try {
      if (!places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new StoreException(
            "No connection of the pool became free within " + WAIT_SECONDS + " seconds", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("Interrupted while waiting for a connection", e);
    }
    Session known;
    synchronized (this) {
      known = idle.poll();
    }
    if (known != null) {
      return known;
    }
    boolean made = false;
    try {
      Session fresh = Session.of(database.connect());
      made = true;
      return fresh;
    } finally {
      if (!made) {
        places.release();
      }
    }
  }

  void give(Session session) {
    synchronized (this) {
      if (!closed) {
        idle.push(session);
        places.release();
        return;
      }
    }
    close(session);
    places.release();
  }

  /** One that failed; the others are perhaps no better, and are made anew. */
  void discard(Session session) {
    List<Session> doubtful = new ArrayList<>(List.of(session));
    synchronized (this) {
      doubtful.addAll(idle);
      idle.clear();
    }
    places.release();
    doubtful.forEach(SessionPool::close);
  }

  private static void close(Session session) {
    try {
      session.close();
    } catch (SQLException e) {
      LOG.log(System.Logger.Level.DEBUG, "A connection of the stores did not close", e);
    }
  }

  @Override
  public void close() {
    List<Session> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(idle);
      idle.clear();
    }
    all.forEach(SessionPool::close);
  }
}
