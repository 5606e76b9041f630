package eu.paravent.mls.testing;

import eu.paravent.mls.storage.MlsStorage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Storage in memory; a copy of it is what a process finds after it was killed. */
public final class MemoryStorage implements MlsStorage {
  private final TreeMap<String, byte[]> records = new TreeMap<>();
  private final List<Long> written = new ArrayList<>();
  private boolean broken;

  public MemoryStorage() {}

  private MemoryStorage(MemoryStorage other) {
    other.records.forEach((key, value) -> records.put(key, value.clone()));
  }

  /** What would be found now after a kill. */
  public MemoryStorage snapshot() {
    return new MemoryStorage(this);
  }

  /** From now on every write fails and changes nothing. */
  public void breakWrites() {
    broken = true;
  }

  /** Bytes (values and keys) of each write so far. */
  public List<Long> written() {
    return List.copyOf(written);
  }

  public Map<String, String> contents() {
    Map<String, String> copy = new HashMap<>();
    records.forEach((key, value) -> copy.put(key, java.util.HexFormat.of().formatHex(value)));
    return copy;
  }

  @Override
  public Optional<byte[]> read(String key) {
    return Optional.ofNullable(records.get(key)).map(byte[]::clone);
  }

  @Override
  public List<String> keys(String prefix) {
    return records.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
  }

  @Override
  public void write(Map<String, byte[]> changes) {
    if (broken) {
      throw new IllegalStateException("The disk is gone");
    }
    long bytes = 0;
    for (Map.Entry<String, byte[]> change : changes.entrySet()) {
      if (change.getValue() == null) {
        records.remove(change.getKey());
      } else {
        bytes += change.getValue().length;
        records.put(change.getKey(), change.getValue().clone());
      }
    }
    written.add(bytes);
  }
}
