package eu.paravent.testkit.internal;

import java.util.OptionalLong;

/**
 * From when to when a device belongs to a group, and how far it has read.
 *
 * @param joined sequence number of the entry that brought it in
 * @param removed sequence number of the commit that removed it
 */
record Membership(long joined, OptionalLong removed, long cursor) {
  static Membership from(long joined) {
    return new Membership(joined, OptionalLong.empty(), joined);
  }

  boolean current() {
    return removed.isEmpty();
  }

  /** There may be something in the log that it has not stored yet. */
  boolean waits() {
    return cursor < removed.orElse(Long.MAX_VALUE);
  }

  boolean mayRead(long sequence) {
    return sequence > joined && sequence <= removed.orElse(Long.MAX_VALUE);
  }

  Membership removedAt(long sequence) {
    return new Membership(joined, OptionalLong.of(sequence), cursor);
  }

  Membership readTo(long sequence) {
    return new Membership(joined, removed, Math.max(cursor, sequence));
  }
}
