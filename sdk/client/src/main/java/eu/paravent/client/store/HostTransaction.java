package eu.paravent.client.store;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A transaction of the host's own database in which the chat takes part: what is sent or
 * acknowledged in it happens if the host commits, and has never been if it rolls back or dies
 * before. For stores {@linkplain EncryptedStore#on on the host's DataSource}.
 *
 * <pre>{@code
 * orders.confirm(order);                       // the host's own statements, on this connection
 * HostTransaction within = HostTransaction.on(connection);
 * conversation.send(MessageContent.text("Confirmed"), within);
 * connection.commit();
 * within.committed();                          // sends now; without it, a moment later
 * }</pre>
 *
 * <p>It begins, commits, rolls back and closes nothing: that stays with the host. It writes single
 * rows that nothing else of the client touches, so the client's own work never waits for the host's
 * transaction, however long that takes. One object for one transaction; not thread-safe, as
 * connections are not.
 */
public final class HostTransaction {
  private final Optional<Connection> connection;
  private final Consumer<Runnable> telling;
  private final List<Runnable> afterwards = new ArrayList<>();
  private boolean told;

  private HostTransaction(Optional<Connection> connection, Consumer<Runnable> telling) {
    this.connection = connection;
    this.telling = telling;
  }

  /**
   * The one on this connection, by JDBC or by whatever begins transactions on it. The connection
   * leads to the database of the store, and does not commit by itself.
   */
  public static HostTransaction on(Connection connection) {
    return new HostTransaction(Optional.of(connection), committed -> {});
  }

  /**
   * The one that is active on the calling thread, where the DataSource of the store belongs to a
   * transaction manager: that of an application server within JTA, or one that answers with the
   * connection of the current transaction. A DataSource that does not is found out and refused.
   */
  public static HostTransaction active() {
    return active(committed -> {});
  }

  /**
   * As {@link #active()}, where the transaction itself tells of its commit, and nobody has to call
   * {@link #committed}. With JTA:
   *
   * <pre>{@code
   * HostTransaction.active(
   *     committed -> registry.registerInterposedSynchronization(new AfterCommit(committed)));
   * }</pre>
   *
   * <p>where {@code AfterCommit} is the host's {@code Synchronization}, which runs it {@code
   * afterCompletion}, if the status is {@code STATUS_COMMITTED}. It returns at once.
   *
   * @param telling given {@link #committed}, once and on the thread of the transaction, as soon as
   *     something was sent in it
   */
  public static HostTransaction active(Consumer<Runnable> telling) {
    return new HostTransaction(Optional.empty(), telling);
  }

  /** The connection that was given; empty for {@link #active}. */
  public Optional<Connection> connection() {
    return connection;
  }

  /**
   * To be called after the commit: what was sent in it goes out now. Where it is not called, the
   * client looks by itself, for the first time within a second, and again when it is next opened.
   * Harmless where nothing was committed.
   */
  public void committed() {
    List<Runnable> due = List.copyOf(afterwards);
    afterwards.clear();
    due.forEach(Runnable::run);
  }

  /** For the client: runs at {@link #committed}, without promise that the host calls it. */
  public void afterwards(Runnable action) {
    afterwards.add(action);
    if (!told) {
      told = true;
      telling.accept(this::committed);
    }
  }
}
