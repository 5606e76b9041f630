package eu.paravent.client.internal.store;

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

  @Override
  void close();

  @FunctionalInterface
  interface Work<T> {
    T run(StoreTransaction tx);
  }
}
