package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.internal.engine.ConversationRow.Phase;
import eu.paravent.client.internal.store.StoreTransaction;
import java.util.List;

/**
 * The conversations whose group still shows this device's certificate of before its renewal. Noted
 * with the new certificate in one transaction, struck off one by one.
 */
final class Renewals {
  private static final int VERSION = 1;
  private static final String SPACE = Space.RENEWAL.title();

  private Renewals() {}

  static void note(StoreTransaction tx) {
    for (ConversationRow row : ConversationRow.all(tx)) {
      if (row.phase() != Phase.ENDED) {
        tx.put(SPACE, row.id().value(), new Row.Writer(VERSION).done());
      }
    }
  }

  static List<ConversationId> open(StoreTransaction tx) {
    return tx.scan(SPACE, "").keySet().stream().map(ConversationId::new).toList();
  }

  static void done(StoreTransaction tx, ConversationId id) {
    tx.delete(SPACE, id.value());
  }
}
