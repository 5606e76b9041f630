package eu.paravent.client.internal.engine;

import eu.paravent.client.internal.store.StoreTransaction;
import java.util.ArrayList;
import java.util.List;

/** One transaction of the store, and what shall happen once it is durable. */
final class Tx {
  private final StoreTransaction store;
  private final List<Runnable> afterwards = new ArrayList<>();

  Tx(StoreTransaction store) {
    this.store = store;
  }

  StoreTransaction store() {
    return store;
  }

  /** Runs it after the transaction has become durable, not at all where it does not. */
  void afterwards(Runnable action) {
    afterwards.add(action);
  }

  List<Runnable> afterwards() {
    return afterwards;
  }
}
