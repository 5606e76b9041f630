package eu.paravent.mls.storage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where private state is kept: bytes in, bytes out, one atomic write. The values are secret;
 * encrypting them is this interface's duty. Keys are short ASCII strings with {@code /} between
 * their parts. Calls for one group come from one thread at a time.
 */
public interface MlsStorage {
  Optional<byte[]> read(String key);

  /** Keys that begin with the prefix, in any order. */
  List<String> keys(String prefix);

  /**
   * All or nothing. Whether the write is durable on return, or with the caller's surrounding
   * transaction, is the implementation's promise; after an exception the group object must be
   * discarded and loaded again.
   *
   * @param changes new values; a null value deletes the key
   */
  void write(Map<String, byte @Nullable []> changes);
}
