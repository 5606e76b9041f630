package eu.paravent.client.internal.store;

import eu.paravent.client.store.HostTransaction;
import eu.paravent.client.store.StoreException;

/**
 * The client's durable memory. Every value is sealed and every key blinded before it reaches the
 * database; positions in logs are in clear. Thread-safe: writers take turns, readers read beside
 * each other. Transactions must not be nested.
 */
public interface LocalStore extends AutoCloseable {
  /**
   * Runs the work in one transaction: durable on return, or not done at all where it throws. Must
   * not be nested.
   */
  <T> T write(Work<T> work);

  /** Runs the work on a consistent view without changing anything. */
  <T> T read(Work<T> work);

  /**
   * Runs the work in a transaction of the host, which alone ends it. What the work reads may change
   * under it: it writes rows of its own and nothing else.
   *
   * @throws StoreException if this store is not in a database of the host, or the transaction is
   *     none that it can take part in
   */
  default <T> T within(HostTransaction host, Work<T> work) {
    throw new StoreException(
        "This store is not in a database of the host: open it with EncryptedStore.on to take part"
            + " in the host's transactions",
        null);
  }

  /** Whether {@link #within} is possible. */
  default boolean inHostsDatabase() {
    return false;
  }

  @Override
  void close();

  @FunctionalInterface
  interface Work<T> {
    T run(StoreTransaction tx);
  }
}
