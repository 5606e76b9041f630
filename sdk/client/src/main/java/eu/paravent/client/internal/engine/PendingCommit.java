package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.internal.store.StoreTransaction;
import java.util.Optional;

/**
 * What is remembered beside the staged commit in the group state.
 *
 * @param key idempotency key of its request
 */
record PendingCommit(String key) {
  private static final int VERSION = 1;
  private static final String SPACE = Space.COMMIT.title();

  void save(StoreTransaction tx, ConversationId id) {
    tx.put(SPACE, id.value(), new Row.Writer(VERSION).text(key).done());
  }

  static Optional<PendingCommit> find(StoreTransaction tx, ConversationId id) {
    return tx.get(SPACE, id.value())
        .map(row -> new PendingCommit(new Row.Reader(row, VERSION).text()));
  }

  static void delete(StoreTransaction tx, ConversationId id) {
    tx.delete(SPACE, id.value());
  }
}
