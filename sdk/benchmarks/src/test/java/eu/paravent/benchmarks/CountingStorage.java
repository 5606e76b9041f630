package eu.paravent.benchmarks;

import eu.paravent.mls.storage.MlsStorage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** In memory, so that no disk is measured; counts what a disk would have been given. */
final class CountingStorage implements MlsStorage {
  private final TreeMap<String, byte[]> records = new TreeMap<>();
  private long written;
  private boolean refusing;

  /**
   * Thrown by {@link #write} while it {@linkplain #refuse refuses}. Then the core leaves its group
   * as it was, so that one and the same message can be processed again and again, all of it but the
   * writing.
   */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Refused() {
      super("not stored, to be processed again", null, false, false);
    }
  }

  void refuse(boolean now) {
    refusing = now;
  }

  /** Bytes of keys and values since the beginning. */
  long written() {
    return written;
  }

  /** Bytes of keys and values now. */
  long held() {
    return records.entrySet().stream()
        .mapToLong(e -> e.getKey().length() + e.getValue().length)
        .sum();
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
    if (refusing) {
      throw new Refused();
    }
    changes.forEach(
        (key, value) -> {
          written += key.length();
          if (value == null) {
            records.remove(key);
          } else {
            written += value.length;
            records.put(key, value.clone());
          }
        });
  }
}
