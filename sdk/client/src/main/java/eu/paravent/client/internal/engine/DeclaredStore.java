package eu.paravent.client.internal.engine;

import eu.paravent.client.internal.store.LocalStore;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.store.HostTransaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A store in which only what {@link Space} names can be kept: the first test that touches another
 * space fails.
 */
final class DeclaredStore implements LocalStore {
  private final LocalStore store;

  DeclaredStore(LocalStore store) {
    this.store = store;
  }

  @Override
  public <T> T write(Work<T> work) {
    return store.write(tx -> work.run(new Declared(tx)));
  }

  @Override
  public <T> T read(Work<T> work) {
    return store.read(tx -> work.run(new Declared(tx)));
  }

  @Override
  public <T> T within(HostTransaction host, Work<T> work) {
    return store.within(host, tx -> work.run(new Declared(tx)));
  }

  @Override
  public boolean inHostsDatabase() {
    return store.inHostsDatabase();
  }

  @Override
  public void close() {
    store.close();
  }

  private static String declared(String name) {
    if (Space.of(name).isEmpty()) {
      throw new IllegalStateException(
          "Nothing says of "
              + name
              + " whether a backup holds it: name it in "
              + Space.class.getSimpleName());
    }
    return name;
  }

  private record Declared(StoreTransaction tx) implements StoreTransaction {
    @Override
    public Optional<byte[]> get(String space, String key) {
      return tx.get(declared(space), key);
    }

    @Override
    public void put(String space, String key, byte[] value) {
      tx.put(declared(space), key, value);
    }

    @Override
    public void delete(String space, String key) {
      tx.delete(declared(space), key);
    }

    @Override
    public Map<String, byte[]> scan(String space, String prefix) {
      return tx.scan(declared(space), prefix);
    }

    @Override
    public long append(String stream, byte[] value) {
      return tx.append(declared(stream), value);
    }

    @Override
    public void insert(String stream, long position, byte[] value) {
      tx.insert(declared(stream), position, value);
    }

    @Override
    public void leap(String stream, long position) {
      tx.leap(declared(stream), position);
    }

    @Override
    public void replace(String stream, long position, byte[] value) {
      tx.replace(declared(stream), position, value);
    }

    @Override
    public void remove(String stream, long position) {
      tx.remove(declared(stream), position);
    }

    @Override
    public List<Entry> after(String stream, long position, int limit) {
      return tx.after(declared(stream), position, limit);
    }

    @Override
    public List<Entry> before(String stream, long position, int limit) {
      return tx.before(declared(stream), position, limit);
    }

    @Override
    public long last(String stream) {
      return tx.last(declared(stream));
    }
  }
}
