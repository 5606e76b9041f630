package eu.paravent.client.internal.store;

import eu.paravent.client.store.HostTransaction;
import eu.paravent.client.store.StoreException;
import eu.paravent.client.store.StoreKey;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@link LocalStore} over JDBC: one session that writes, a few that read. A session that failed is
 * thrown away and made anew.
 */
public final class JdbcStore implements LocalStore {
  private static final System.Logger LOG = System.getLogger(JdbcStore.class.getName());
  private static final int IDLE_READERS = 4;

  private final Database database;
  private Sealer sealer;
  private final Schema schema;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Deque<Session> readers = new ArrayDeque<>();
  private @Nullable Session writer;
  private volatile boolean closed;

  private JdbcStore(Database database, Sealer sealer) {
    this.database = database;
    this.sealer = sealer;
    this.schema = new Schema(database.tablePrefix());
  }

  public static LocalStore open(Database.Opener opener, StoreKey key) {
    return prepared(opener, key, (store, session, dataKey) -> {});
  }

  /** Puts a store that no client has open under another key. */
  public static void rekey(Database.Opener opener, StoreKey key, StoreKey next) {
    prepared(
            opener,
            key,
            (store, session, dataKey) -> {
              byte[] to = next.insecureBytes();
              try {
                store.schema.rekey(session.connection(), dataKey, to);
                store.flush(session);
              } finally {
                Arrays.fill(to, (byte) 0);
              }
            })
        .close();
  }

  private interface Preparing {
    void then(JdbcStore store, Session session, byte[] dataKey) throws SQLException;
  }

  private static JdbcStore prepared(Database.Opener opener, StoreKey key, Preparing work) {
    byte[] secret = key.insecureBytes();
    JdbcStore store = new JdbcStore(opener.open(), new Sealer(secret));
    byte[] dataKey = secret;
    try {
      Session session = store.session();
      boolean prepared = false;
      try {
        dataKey = store.schema.dataKey(session.connection(), secret);
        store.sealer.close();
        store.sealer = new Sealer(dataKey);
        store.schema.prepare(session.connection(), store.sealer);
        work.then(store, session, dataKey);
        prepared = true;
      } finally {
        if (prepared) {
          store.keepWriter(session);
        } else {
          store.discard(session);
        }
      }
      return store;
    } catch (SQLException e) {
      store.close();
      throw new StoreException("Cannot prepare the local store", e);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    } finally {
      Arrays.fill(secret, (byte) 0);
      Arrays.fill(dataKey, (byte) 0);
    }
  }

  private Session session() {
    return database
        .pool()
        .map(pool -> pool.take(database))
        .orElseGet(() -> Session.of(database.connect()));
  }

  private void keepWriter(Session session) {
    if (database.pool().isPresent()) {
      database.pool().get().give(session);
    } else {
      writer = session;
    }
  }

  @Override
  public <T> T write(Work<T> work) {
    refuseNesting();
    lock.writeLock().lock();
    try {
      requireOpen();
      Session session = writer != null ? writer : session();
      // forgotten until the outcome is clear: a session that failed is not used again
      writer = null;
      return run(session, work, true, this::keepWriter);
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public <T> T read(Work<T> work) {
    refuseNesting();
    // what one call reads is one state of the store, whatever the isolation of the database
    lock.readLock().lock();
    try {
      requireOpen();
      Session idle = idleReader();
      return run(idle == null ? session() : idle, work, false, this::keepReader);
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public boolean inHostsDatabase() {
    return database.hosts();
  }

  @Override
  public <T> T within(HostTransaction host, Work<T> work) {
    requireOpen();
    if (!database.hosts()) {
      return LocalStore.super.within(host, work);
    }
    return new HostWork(database, sealer, schema).run(host, work);
  }

  private void refuseNesting() {
    if (lock.isWriteLockedByCurrentThread() || lock.getReadHoldCount() > 0) {
      throw new IllegalStateException(
          "A transaction of the local store must not be nested in another");
    }
  }

  private <T> T run(Session session, Work<T> work, boolean writable, Consumer<Session> keep) {
    JdbcTransaction transaction = new JdbcTransaction(session, sealer, schema, writable);
    boolean usable = false;
    try {
      T result = work.run(transaction);
      transaction.flush();
      commit(session, transaction.changed());
      usable = true;
      return result;
    } catch (SQLException e) {
      throw new StoreException(
          "The local store cannot commit: whether the change is stored is unknown until it is opened again",
          e);
    } catch (RuntimeException | Error e) {
      usable = rolledBack(session);
      throw e;
    } finally {
      transaction.end();
      if (usable) {
        keep.accept(session);
      } else {
        discard(session);
      }
    }
  }

  private static boolean rolledBack(Session session) {
    try {
      session.connection().rollback();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /** What was only looked at costs no way to the disk: everything before is there already. */
  private void commit(Session session, boolean changed) throws SQLException {
    if (!changed) {
      session.connection().rollback();
      return;
    }
    session.connection().commit();
    flush(session);
  }

  private void flush(Session session) throws SQLException {
    if (!database.afterCommit().isEmpty()) {
      try (Statement statement = session.connection().createStatement()) {
        statement.execute(database.afterCommit());
      }
    }
  }

  private void discard(Session session) {
    // where it fails, the connection is gone, and with it the transaction
    rolledBack(session);
    if (database.pool().isPresent()) {
      database.pool().get().discard(session);
      return;
    }
    try {
      session.close();
    } catch (SQLException e) {
      LOG.log(System.Logger.Level.DEBUG, "A connection of the local store did not close", e);
    }
  }

  private @Nullable Session idleReader() {
    synchronized (readers) {
      return readers.poll();
    }
  }

  private void keepReader(Session session) {
    if (database.pool().isPresent()) {
      database.pool().get().give(session);
      return;
    }
    synchronized (readers) {
      if (!closed && readers.size() < IDLE_READERS) {
        readers.push(session);
        return;
      }
    }
    discard(session);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The local store is closed");
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      synchronized (readers) {
        readers.forEach(this::discard);
        readers.clear();
      }
      if (writer != null) {
        discard(writer);
        writer = null;
      }
      database.release().run();
      sealer.close();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
