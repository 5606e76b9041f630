package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.store.StoreTransaction;
import java.util.List;

/** What stands beside a message and goes with it: what others did to it, and its words. */
final class Traces {
  private Traces() {}

  static void removeAll(StoreTransaction tx, ConversationId id, long place) {
    Reactions.removeAll(tx, id, place);
    Receipts.removeAll(tx, id, place);
    Polls.removeAll(tx, id, place);
    Pins.remove(tx, id, place);
    SearchIndex.renew(tx, id, place);
  }

  /**
   * What one person left at a message of others.
   *
   * @return whether it shows
   */
  static boolean removeBy(StoreTransaction tx, ConversationId id, long place, UserId person) {
    boolean reacted = Reactions.removeBy(tx, id, place, person);
    Polls.vote(tx, id, place, person, List.of());
    Receipts.removeBy(tx, id, place, person);
    return reacted;
  }
}
