package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.internal.store.StoreTransaction;

/**
 * Conversations in which this device takes fresh keys before it sends again: part of the log was
 * gone before it was read here, and may have held messages of this very device, which a store that
 * is an older copy does not know. In a new epoch no key can be used twice.
 */
final class FreshFirst {
  private static final int VERSION = 1;
  private static final String SPACE = Space.FRESH_FIRST.title();

  private FreshFirst() {}

  static void note(StoreTransaction tx, ConversationId id) {
    tx.put(SPACE, id.value(), new Row.Writer(VERSION).done());
  }

  static boolean of(StoreTransaction tx, ConversationId id) {
    return tx.get(SPACE, id.value()).isPresent();
  }

  /** This device has fresh keys there, or is not there any more. */
  static void done(StoreTransaction tx, ConversationId id) {
    tx.delete(SPACE, id.value());
  }
}
