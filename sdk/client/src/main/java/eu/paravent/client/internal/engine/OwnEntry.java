package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.internal.store.StoreTransaction;
import java.util.Optional;

/**
 * Something this client has sent, or is about to: by the hash of its bytes it is recognised in the
 * log, whether or not the server's answer came through.
 *
 * @param outbox position in the outbox, for a message
 */
record OwnEntry(Kind kind, long outbox) {
  private static final int VERSION = 1;
  private static final String SPACE = Space.OWN.title();

  enum Kind {
    MESSAGE,
    PROPOSAL,
    COMMIT
  }

  void save(StoreTransaction tx, ConversationId id, byte[] hash) {
    tx.put(SPACE, key(id, hash), new Row.Writer(VERSION).text(kind.name()).number(outbox).done());
  }

  static Optional<OwnEntry> find(StoreTransaction tx, ConversationId id, byte[] hash) {
    return tx.get(SPACE, key(id, hash))
        .map(
            row -> {
              Row.Reader in = new Row.Reader(row, VERSION);
              return new OwnEntry(Kind.valueOf(in.text()), in.number());
            });
  }

  static void delete(StoreTransaction tx, ConversationId id, byte[] hash) {
    tx.delete(SPACE, key(id, hash));
  }

  private static String key(ConversationId id, byte[] hash) {
    return id + "/" + Hashes.text(hash);
  }
}
