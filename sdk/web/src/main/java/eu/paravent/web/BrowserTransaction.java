package eu.paravent.web;

import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.web.BrowserStore.Slot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of a {@link BrowserStore}: changes it at once and remembers what was there
 * before.
 */
final class BrowserTransaction implements StoreTransaction {
  private static final char END = '\n', AFTER_END = '\u000b';

  private final BrowserStore store;
  private final boolean writable;
  private final Map<String, Optional<Slot>> touched = new LinkedHashMap<>();
  private boolean ended;

  BrowserTransaction(BrowserStore store, boolean writable) {
    this.store = store;
    this.writable = writable;
  }

  /** What was changed, as it was before. */
  Map<String, Optional<Slot>> touched() {
    return touched;
  }

  void end() {
    ended = true;
  }

  private NavigableMap<String, Slot> slots() {
    if (ended) {
      throw new IllegalStateException("The transaction of the local store has ended");
    }
    return store.slots();
  }

  private void set(String name, byte[] value) {
    Slot before = touch(name);
    slots().put(name, new Slot(store.idFor(before), value.clone()));
  }

  private void clear(String name) {
    touch(name);
    slots().remove(name);
  }

  private @Nullable Slot touch(String name) {
    if (!writable) {
      throw new IllegalStateException("This transaction of the local store only reads");
    }
    Slot before = slots().get(name);
    touched.putIfAbsent(name, Optional.ofNullable(before));
    return before;
  }

  private static String map(String space, String key) {
    return "m" + space + END + key;
  }

  private static String head(String stream) {
    return "h" + stream;
  }

  private static String log(String stream, long position) {
    String digits = Long.toString(position);
    return "l" + stream + END + "0".repeat(19 - digits.length()) + digits;
  }

  private static long position(String logName) {
    return Long.parseLong(logName.substring(logName.indexOf(END) + 1));
  }

  @Override
  public Optional<byte[]> get(String space, String key) {
    return Optional.ofNullable(slots().get(map(space, key))).map(slot -> slot.value().clone());
  }

  @Override
  public void put(String space, String key, byte[] value) {
    set(map(space, key), value);
  }

  @Override
  public void delete(String space, String key) {
    clear(map(space, key));
  }

  @Override
  public Map<String, byte[]> scan(String space, String prefix) {
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException("A prefix is empty or ends with a slash");
    }
    String from = map(space, prefix);
    Map<String, byte[]> found = new TreeMap<>();
    int keyAt = map(space, "").length();
    for (Map.Entry<String, Slot> slot : slots().tailMap(from, true).entrySet()) {
      if (!slot.getKey().startsWith(from)) {
        break;
      }
      found.put(slot.getKey().substring(keyAt), slot.getValue().value().clone());
    }
    return found;
  }

  @Override
  public long append(String stream, byte[] value) {
    long position = last(stream) + 1;
    set(head(stream), ByteBuffer.allocate(8).putLong(position).array());
    set(log(stream, position), value);
    return position;
  }

  @Override
  public void insert(String stream, long position, byte[] value) {
    if (position <= 0 || slots().containsKey(log(stream, position))) {
      throw new IllegalArgumentException("This position of " + stream + " is not free");
    }
    if (position > last(stream)) {
      set(head(stream), ByteBuffer.allocate(8).putLong(position).array());
    }
    set(log(stream, position), value);
  }

  @Override
  public void leap(String stream, long position) {
    if (position <= last(stream)) {
      throw new IllegalArgumentException("This position of " + stream + " is not beyond the last");
    }
    set(head(stream), ByteBuffer.allocate(8).putLong(position).array());
  }

  @Override
  public void replace(String stream, long position, byte[] value) {
    if (!slots().containsKey(log(stream, position))) {
      throw new IllegalArgumentException("No entry at this position of " + stream);
    }
    set(log(stream, position), value);
  }

  @Override
  public void remove(String stream, long position) {
    clear(log(stream, position));
  }

  @Override
  public List<Entry> after(String stream, long position, int limit) {
    long from = position == Long.MAX_VALUE ? position : position + 1;
    return entries(slots().subMap(log(stream, Math.max(0, from)), true, end(stream), false), limit);
  }

  @Override
  public List<Entry> before(String stream, long position, int limit) {
    NavigableMap<String, Slot> older =
        slots()
            .subMap(
                "l" + stream + END,
                true,
                position == Long.MAX_VALUE ? end(stream) : log(stream, position),
                false);
    return entries(older.descendingMap(), limit);
  }

  private static String end(String stream) {
    return "l" + stream + AFTER_END;
  }

  private static List<Entry> entries(NavigableMap<String, Slot> range, int limit) {
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, Slot> slot : range.entrySet()) {
      if (entries.size() == limit) {
        break;
      }
      entries.add(new Entry(position(slot.getKey()), slot.getValue().value().clone()));
    }
    return entries;
  }

  @Override
  public long last(String stream) {
    Slot slot = slots().get(head(stream));
    return slot == null ? 0 : ByteBuffer.wrap(slot.value()).getLong();
  }
}
