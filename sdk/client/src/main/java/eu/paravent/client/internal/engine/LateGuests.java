package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.keys.GroupRules;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.mls.MlsGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Guests that came in by an invite that had ended: an honest server lets nobody in then, and
 * members cannot refuse it by a clock without falling apart. So they take it in, remember it, and
 * one of the staff removes the guest (docs/group-rules.md, "Time").
 */
final class LateGuests {
  /** How far the clocks of honest devices may be apart. */
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final int VERSION = 1;
  private static final String SPACE = Space.LATE.title();

  private LateGuests() {}

  /**
   * @param earliest when the guest came at the earliest, as far as this client knows
   * @return whether it came late
   */
  static boolean note(
      StoreTransaction tx, ConversationId id, MlsGroup group, UserId guest, Instant earliest) {
    boolean late;
    try {
      late =
          GroupRules.of(group.contextExtensions())
              .invite(Invites.inviteOf(guest))
              .map(entry -> Instant.ofEpochSecond(entry.expiresAt()).plus(TOLERANCE))
              .filter(earliest::isAfter)
              .isPresent();
    } catch (CborException e) {
      throw new IllegalStateException("The rules of the group cannot be read any more", e);
    }
    if (late) {
      tx.put(
          SPACE,
          id + "/" + Hashes.name(guest.uri()),
          new Row.Writer(VERSION).text(guest.uri()).done());
    }
    return late;
  }

  static Set<UserId> of(StoreTransaction tx, ConversationId id) {
    return tx.scan(SPACE, id + "/").values().stream()
        .map(row -> new UserId(new Row.Reader(row, VERSION).text()))
        .collect(Collectors.toSet());
  }

  static void forget(StoreTransaction tx, ConversationId id) {
    tx.scan(SPACE, id + "/").keySet().forEach(key -> tx.delete(SPACE, key));
  }
}
