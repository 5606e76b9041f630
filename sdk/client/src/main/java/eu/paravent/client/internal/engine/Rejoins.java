package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.event.ChatEvent.End;
import eu.paravent.client.internal.store.StoreTransaction;
import java.util.List;
import java.util.Optional;

/**
 * Conversations whose state here was too old to be used any more, and that this device comes back
 * into by itself: by an external commit that takes its own leaf's place (RFC 9420 §12.4.3.2), with
 * fresh keys, so that nothing of the old state is ever used.
 */
final class Rejoins {
  private static final int VERSION = 1;
  private static final String SPACE = Space.REJOIN.title();

  private Rejoins() {}

  /** Whether who ended so comes back. */
  static boolean heals(End how) {
    return how == End.STORE_OUTDATED || how == End.OUT_OF_DATE;
  }

  /**
   * @param epoch the last one that is known: an earlier one is not joined
   */
  static void note(StoreTransaction tx, ConversationId id, long epoch) {
    tx.put(SPACE, id.value(), new Row.Writer(VERSION).number(epoch).done());
  }

  /** The last epoch that was known here, where this device is to come back. */
  static Optional<Long> epoch(StoreTransaction tx, ConversationId id) {
    return tx.get(SPACE, id.value()).map(row -> new Row.Reader(row, VERSION).number());
  }

  static List<ConversationId> open(StoreTransaction tx) {
    return tx.scan(SPACE, "").keySet().stream().map(ConversationId::new).toList();
  }

  /** It is back, or cannot come back. */
  static void over(StoreTransaction tx, ConversationId id) {
    tx.delete(SPACE, id.value());
  }
}
