package eu.paravent.web;

import eu.paravent.client.internal.store.LocalStore;
import eu.paravent.client.store.StoreException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * A client's memory in the browser: all of it here, and each change written to the browser's
 * database before {@link #write} returns. Records there have numbers for names; what they are
 * called and say is sealed under a key that scripts cannot read out.
 */
final class BrowserStore implements LocalStore {
  private final Host host;
  private final String name;
  private final TreeMap<String, Slot> slots = new TreeMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private long lastId;
  private boolean closed;

  /** A record: its number in the database, and what it holds. */
  record Slot(long id, byte[] value) {}

  private BrowserStore(Host host, String name) {
    this.host = host;
    this.name = name;
  }

  /**
   * @throws StoreException if the browser refuses, or a record is damaged
   */
  static BrowserStore open(Host host, String name) {
    BrowserStore store = new BrowserStore(host, name);
    Host.Records records;
    try {
      records = host.load(name).await();
    } catch (RuntimeException e) {
      throw new StoreException("The browser's storage cannot be opened", e);
    }
    double[] ids = records.getIds();
    Int8Array[] values = records.getValues();
    for (int i = 0; i < ids.length; i++) {
      Named named = Named.parse(values[i].copyToJavaArray());
      store.slots.put(named.name(), new Slot((long) ids[i], named.value()));
      store.lastId = Math.max(store.lastId, (long) ids[i]);
    }
    return store;
  }

  /** Whether nothing was ever written. */
  boolean empty() {
    return slots.isEmpty();
  }

  @Override
  public <T> T write(Work<T> work) {
    begin();
    try {
      BrowserTransaction transaction = new BrowserTransaction(this, true);
      boolean done = false;
      try {
        T result = work.run(transaction);
        commit(transaction.touched());
        done = true;
        return result;
      } finally {
        transaction.end();
        if (!done) {
          undo(transaction.touched());
        }
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public <T> T read(Work<T> work) {
    begin();
    try {
      BrowserTransaction transaction = new BrowserTransaction(this, false);
      try {
        return work.run(transaction);
      } finally {
        transaction.end();
      }
    } finally {
      lock.unlock();
    }
  }

  private void begin() {
    if (lock.isHeldByCurrentThread()) {
      throw new IllegalStateException(
          "A transaction of the local store must not be nested in another");
    }
    lock.lock();
    if (closed) {
      lock.unlock();
      throw new IllegalStateException("The local store is closed");
    }
  }

  private void commit(Map<String, Optional<Slot>> touched) {
    List<Slot> written = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<Long> removed = new ArrayList<>();
    touched.forEach(
        (slotName, before) -> {
          Slot now = slots.get(slotName);
          if (now != null) {
            names.add(slotName);
            written.add(now);
          } else {
            before.ifPresent(slot -> removed.add(slot.id()));
          }
        });
    if (written.isEmpty() && removed.isEmpty()) {
      return;
    }
    double[] ids = written.stream().mapToDouble(Slot::id).toArray();
    Int8Array[] values = new Int8Array[written.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          Int8Array.copyFromJavaArray(new Named(names.get(i), written.get(i).value()).bytes());
    }
    try {
      host.commit(name, ids, values, removed.stream().mapToDouble(Long::doubleValue).toArray())
          .await();
    } catch (RuntimeException e) {
      throw new StoreException(
          "The browser did not store the change: its storage is full or was taken away", e);
    }
  }

  private void undo(Map<String, Optional<Slot>> touched) {
    touched.forEach(
        (slotName, before) -> {
          if (before.isPresent()) {
            slots.put(slotName, before.get());
          } else {
            slots.remove(slotName);
          }
        });
  }

  TreeMap<String, Slot> slots() {
    return slots;
  }

  /** The record's own number, or a fresh one. */
  long idFor(@Nullable Slot existing) {
    return existing == null ? ++lastId : existing.id();
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      slots.values().forEach(slot -> Arrays.fill(slot.value(), (byte) 0));
      slots.clear();
    } finally {
      lock.unlock();
    }
  }
}
