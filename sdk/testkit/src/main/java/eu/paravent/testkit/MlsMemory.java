package eu.paravent.testkit;

import eu.paravent.mls.storage.MlsStorage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** MLS state for the length of a test. Thread-safe; gone with the object. */
public final class MlsMemory implements MlsStorage {
  private final Map<String, byte[]> values = new ConcurrentHashMap<>();

  @Override
  public Optional<byte[]> read(String key) {
    return Optional.ofNullable(values.get(key)).map(byte[]::clone);
  }

  @Override
  public List<String> keys(String prefix) {
    return values.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
  }

  @Override
  @SuppressWarnings("NullAway") // does not read @Nullable on arrays from class files
  public void write(Map<String, byte @Nullable []> changes) {
    changes.forEach(
        (key, value) -> {
          if (value == null) {
            values.remove(key);
          } else {
            values.put(key, value.clone());
          }
        });
  }
}
