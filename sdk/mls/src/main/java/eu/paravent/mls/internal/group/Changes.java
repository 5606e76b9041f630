package eu.paravent.mls.internal.group;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one call is going to write, all of it or nothing. Not thread-safe. */
final class Changes {
  private final Map<String, byte @Nullable []> entries = new LinkedHashMap<>();

  Changes put(String key, byte[] value) {
    entries.put(key, value);
    return this;
  }

  Changes delete(String key) {
    entries.put(key, null);
    return this;
  }

  /** Every entry under the prefix; null deletes. */
  Changes putAll(String prefix, Map<String, ? extends byte @Nullable []> records) {
    records.forEach((name, value) -> entries.put(prefix + name, value));
    return this;
  }

  Map<String, byte @Nullable []> asMap() {
    return Collections.unmodifiableMap(entries);
  }
}
