package eu.paravent.client.internal.engine;

import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationId;
import eu.paravent.client.internal.store.StoreTransaction;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The pinned messages of a conversation, in the order of the log in which they were pinned. */
final class Pins {
  private static final int VERSION = 1;
  private static final String SPACE = Space.PIN.title(), COUNT = Space.PIN_COUNT.title();

  private Pins() {}

  /**
   * @return whether that is new
   */
  static boolean set(StoreTransaction tx, ConversationId id, long place, boolean pinned) {
    if (is(tx, id, place) == pinned) {
      return false;
    }
    if (!pinned) {
      remove(tx, id, place);
      return true;
    }
    long next =
        tx.get(COUNT, id.value()).map(row -> new Row.Reader(row, VERSION).number()).orElse(0L) + 1;
    tx.put(COUNT, id.value(), new Row.Writer(VERSION).number(next).done());
    tx.put(SPACE, key(id, place), new Row.Writer(VERSION).number(next).done());
    return true;
  }

  static boolean is(StoreTransaction tx, ConversationId id, long place) {
    return tx.get(SPACE, key(id, place)).isPresent();
  }

  /** Places, what was pinned last first; no more than are shown. */
  static List<Long> all(StoreTransaction tx, ConversationId id) {
    Comparator<Map.Entry<String, byte[]>> byOrder =
        Comparator.comparingLong(e -> new Row.Reader(e.getValue(), VERSION).number());
    return tx.scan(SPACE, id + "/p/").entrySet().stream()
        .sorted(byOrder.reversed())
        .limit(Conversation.PINNED_MOST)
        .map(e -> Long.parseLong(e.getKey().substring(e.getKey().lastIndexOf('/') + 1)))
        .toList();
  }

  static void remove(StoreTransaction tx, ConversationId id, long place) {
    tx.delete(SPACE, key(id, place));
  }

  private static String key(ConversationId id, long place) {
    return id + "/p/" + place;
  }
}
