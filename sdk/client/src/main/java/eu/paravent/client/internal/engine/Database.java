package eu.paravent.client.internal.engine;

import eu.paravent.client.internal.store.LocalStore;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.store.HostTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The store as the engine uses it: MLS state takes part in each writing transaction, so that
 * ratchets, ciphertexts, plaintexts and cursors become durable together.
 */
final class Database {
  private final LocalStore store;
  private final MlsState mls;

  Database(LocalStore store, MlsState mls) {
    this.store = store;
    this.mls = mls;
  }

  <T> T write(Function<Tx, T> work) {
    List<Runnable> afterwards = new ArrayList<>();
    boolean durable = false;
    try {
      T result =
          store.write(
              raw -> {
                Tx tx = new Tx(raw);
                T value = mls.during(raw, () -> work.apply(tx));
                afterwards.addAll(tx.afterwards());
                return value;
              });
      durable = true;
      return result;
    } finally {
      if (durable) {
        afterwards.forEach(Runnable::run);
      } else {
        // objects in memory have gone on while the store has not
        mls.forgetLoaded();
      }
    }
  }

  /**
   * Writes a row within the host's transaction; MLS state takes no part in it.
   *
   * @throws eu.paravent.client.store.StoreException if it cannot take part in that transaction
   */
  <T> T within(HostTransaction host, Function<StoreTransaction, T> work) {
    return store.within(host, work::apply);
  }

  boolean inHostsDatabase() {
    return store.inHostsDatabase();
  }

  <T> T read(Function<StoreTransaction, T> work) {
    return store.read(work::apply);
  }
}
