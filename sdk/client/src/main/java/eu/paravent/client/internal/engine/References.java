package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.mimi.MimiContent;
import eu.paravent.client.internal.store.StoreTransaction;
import java.util.Optional;

/**
 * What a MIMI message id leads to: a message of the conversation, for each of its versions, or a
 * reaction to one.
 */
final class References {
  private static final int VERSION = 1;
  private static final String SPACE = Space.REFERENCE.title();

  private References() {}

  /**
   * @param place of the message it is, or that it is a reaction to
   */
  record Found(long place, boolean reaction) {}

  /** The id by which other messages refer to this one; the room is the conversation's id. */
  static byte[] of(UserId sender, ConversationId id, byte[] encoded, byte[] salt) {
    return MimiContent.messageId(sender.uri(), id.value(), encoded, salt);
  }

  static Optional<Found> find(StoreTransaction tx, ConversationId id, byte[] reference) {
    return tx.get(SPACE, key(id, reference))
        .map(row -> new Row.Reader(row, VERSION))
        .map(in -> new Found(in.number(), in.flag()));
  }

  static void message(StoreTransaction tx, ConversationId id, byte[] reference, long place) {
    tx.put(SPACE, key(id, reference), new Row.Writer(VERSION).number(place).flag(false).done());
  }

  static void reaction(StoreTransaction tx, ConversationId id, byte[] reference, long place) {
    tx.put(SPACE, key(id, reference), new Row.Writer(VERSION).number(place).flag(true).done());
  }

  static void forget(StoreTransaction tx, ConversationId id, byte[] reference) {
    tx.delete(SPACE, key(id, reference));
  }

  private static String key(ConversationId id, byte[] reference) {
    return id + "/" + Hashes.text(reference);
  }
}
