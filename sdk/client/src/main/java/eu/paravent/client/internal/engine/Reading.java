package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.internal.store.StoreTransaction;
import java.util.List;

/** How far this person has read each conversation on this device. */
final class Reading {
  /** Receipts go back so far only: who returns to ten thousand messages has not read them all. */
  private static final int RECEIPTS_MOST = 1000;

  private static final int VERSION = 1;
  private static final String SPACE = Space.READ.title();

  private final Core core;
  private final Expiries expiries;
  private final Receipts receipts;

  Reading(Core core, Expiries expiries, Receipts receipts) {
    this.core = core;
    this.expiries = expiries;
    this.receipts = receipts;
  }

  /**
   * Everything up to this place was read; never goes back.
   *
   * @param tell whether the others may learn it
   */
  void upTo(Tx tx, ConversationId id, long place, boolean tell) {
    long mark = mark(tx.store(), id);
    if (place <= mark) {
      return;
    }
    for (long at : Messages.received(tx.store(), id, mark, place, Integer.MAX_VALUE)) {
      expiries.begin(tx, id, at);
      if (tell && at > place - RECEIPTS_MOST && !own(tx.store(), id, at)) {
        receipts.read(tx, id, at);
      }
    }
    tx.store().put(SPACE, id.value(), new Row.Writer(VERSION).number(place).done());
  }

  /** What another device of this person brought counts as read: it is no news. */
  static void shared(StoreTransaction tx, ConversationId id, long place) {
    if (place > mark(tx, id)) {
      tx.put(SPACE, id.value(), new Row.Writer(VERSION).number(place).done());
    }
  }

  /**
   * @param most where counting ends
   */
  int unread(StoreTransaction tx, ConversationId id, int most) {
    List<Long> waiting = Messages.received(tx, id, mark(tx, id), Long.MAX_VALUE, most);
    return (int) waiting.stream().filter(at -> !own(tx, id, at)).count();
  }

  /** Sent from another device of this person. */
  private boolean own(StoreTransaction tx, ConversationId id, long place) {
    return Messages.sender(tx, id, place).equals(core.identity.user());
  }

  private static long mark(StoreTransaction tx, ConversationId id) {
    return tx.get(SPACE, id.value()).map(row -> new Row.Reader(row, VERSION).number()).orElse(0L);
  }
}
