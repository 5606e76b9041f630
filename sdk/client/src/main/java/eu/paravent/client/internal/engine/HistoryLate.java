package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.MimiCodec;
import eu.paravent.client.internal.store.StoreTransaction;
import java.time.Instant;
import java.util.List;

/**
 * Edits, deletions, reactions, votes and pins that came for messages which another device is about
 * to hand over: that device may have packed them before. They take effect once the messages are
 * here, in the order of the log; what the other device had already taken in comes out the same
 * twice.
 */
final class HistoryLate {
  private static final int VERSION = 1, PAGE = 100;

  private HistoryLate() {}

  private static String stream(ConversationId id) {
    return Space.HISTORY_LATE.title() + id;
  }

  static void keep(
      StoreTransaction tx, ConversationId id, UserId sender, byte[] encoded, Instant time) {
    if (HistoryAsked.open(tx, id)) {
      tx.append(
          stream(id),
          new Row.Writer(VERSION).text(sender.uri()).bytes(encoded).instant(time).done());
    }
  }

  /** Once nothing more comes. */
  static void replay(Tx tx, ConversationId id, Amendments amendments) {
    for (StoreTransaction.Entry entry : tx.store().after(stream(id), 0, Integer.MAX_VALUE)) {
      tx.store().remove(stream(id), entry.position());
      Row.Reader in = new Row.Reader(entry.value(), VERSION);
      UserId sender = new UserId(in.text());
      byte[] encoded = in.bytes();
      try {
        amendments.apply(tx, id, sender, MimiCodec.decode(encoded), encoded, in.instant());
      } catch (CborException e) {
        throw new IllegalStateException("A stored message cannot be read", e);
      }
    }
  }

  static void forget(StoreTransaction tx, ConversationId id) {
    List<StoreTransaction.Entry> some = tx.after(stream(id), 0, PAGE);
    while (!some.isEmpty()) {
      some.forEach(entry -> tx.remove(stream(id), entry.position()));
      some = tx.after(stream(id), 0, PAGE);
    }
  }
}
