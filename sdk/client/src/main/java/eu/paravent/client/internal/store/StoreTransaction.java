package eu.paravent.client.internal.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can be done in one transaction of a {@link LocalStore}: maps (a space of keys) and logs
 * (streams of entries by position). Usable only by the thread and during the call that got it.
 * Names of spaces and streams are ours and short; keys and values are secret.
 */
public interface StoreTransaction {
  Optional<byte[]> get(String space, String key);

  void put(String space, String key, byte[] value);

  void delete(String space, String key);

  /**
   * All of a space whose key begins with the prefix, by key. The prefix must end at a {@code /} of
   * the keys, or be empty.
   */
  Map<String, byte[]> scan(String space, String prefix);

  /** Appends behind the highest position, from 1 on and without gaps, and answers where. */
  long append(String stream, byte[] value);

  /**
   * Puts an entry at a position that is free. What is appended later stands behind the highest
   * position ever used.
   */
  void insert(String stream, long position, byte[] value);

  /** What is appended from now on stands behind this position, which is beyond the last one. */
  void leap(String stream, long position);

  /** Replaces the entry at a position that exists. */
  void replace(String stream, long position, byte[] value);

  void remove(String stream, long position);

  /** Entries after the position, oldest first, at most {@code limit}. */
  List<Entry> after(String stream, long position, int limit);

  /**
   * Entries before the position, newest first, at most {@code limit}; {@link Long#MAX_VALUE} begins
   * at the end.
   */
  List<Entry> before(String stream, long position, int limit);

  /** The highest position ever given out in this stream, 0 for none. */
  long last(String stream);

  record Entry(long position, byte[] value) {}
}
