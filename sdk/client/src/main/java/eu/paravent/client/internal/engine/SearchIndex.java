package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.Message;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.message.MessageContent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds messages by their words. The words of 64 messages at a time are one value of the store,
 * sealed like every other: who has the store without its key learns how much was said, as before.
 * Brought up to date when it is asked, so that receiving costs nothing; what is deleted, expires or
 * is edited leaves it at once.
 */
final class SearchIndex {
  private static final int VERSION = 1, BLOCK = 64, BATCH = 256;
  private static final String SPACE = Space.SEARCH.title();

  private SearchIndex() {}

  /** Takes up what came since it was asked last. */
  static void refresh(Database database, ConversationId id) {
    while (database.read(tx -> tx.last(Messages.stream(id)) > upTo(tx, id))) {
      database.write(
          tx -> {
            takeUp(tx.store(), id);
            return true;
          });
    }
  }

  private static void takeUp(StoreTransaction tx, ConversationId id) {
    long from = upTo(tx, id);
    Messages.Searchable said = Messages.words(tx, id, from, BATCH);
    Map<Long, TreeMap<Long, String>> changed = new HashMap<>();
    said.words()
        .forEach(
            (place, words) ->
                changed
                    .computeIfAbsent(place / BLOCK, block -> load(tx, id, block))
                    .put(place, words));
    changed.forEach((block, words) -> save(tx, id, block, words));
    tx.put(SPACE, id + "/upto", new Row.Writer(VERSION).number(said.upTo()).done());
  }

  /** The message is gone, or says something else now. */
  static void renew(StoreTransaction tx, ConversationId id, long place) {
    if (place > upTo(tx, id)) {
      return;
    }
    TreeMap<Long, String> words = load(tx, id, place / BLOCK);
    boolean known = words.remove(place) != null;
    String now = Messages.words(tx, id, place - 1, 1).words().get(place);
    if (now != null) {
      words.put(place, now);
    }
    if (known || now != null) {
      save(tx, id, place / BLOCK, words);
    }
  }

  /**
   * Those that have all of these words, or words that these are a part of; the newest first.
   *
   * @param words folded
   */
  static List<Message> find(
      StoreTransaction tx, ConversationId id, List<String> words, int limit, Instant now) {
    List<Message> found = new ArrayList<>();
    long place = upTo(tx, id) + 1;
    while (!words.isEmpty()) {
      // there are places that nothing lies at, many at a time
      List<StoreTransaction.Entry> next = tx.before(Messages.stream(id), place, 1);
      if (next.isEmpty()) {
        break;
      }
      long block = next.get(0).position() / BLOCK;
      place = block * BLOCK;
      for (Map.Entry<Long, String> entry : load(tx, id, block).descendingMap().entrySet()) {
        if (found.size() == limit) {
          return found;
        }
        if (words.stream().allMatch(entry.getValue()::contains)) {
          Optional.of(Messages.at(tx, id, entry.getKey()))
              .filter(m -> m.expires().filter(due -> !due.isAfter(now)).isEmpty())
              .filter(m -> !(m.content() instanceof MessageContent.Restricted))
              .ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private static long upTo(StoreTransaction tx, ConversationId id) {
    return tx.get(SPACE, id + "/upto").map(row -> new Row.Reader(row, VERSION).number()).orElse(0L);
  }

  private static TreeMap<Long, String> load(StoreTransaction tx, ConversationId id, long block) {
    TreeMap<Long, String> words = new TreeMap<>();
    tx.get(SPACE, key(id, block))
        .ifPresent(
            row ->
                new Row.Reader(row, VERSION)
                    .list(in -> Map.entry(in.number(), in.text()))
                    .forEach(entry -> words.put(entry.getKey(), entry.getValue())));
    return words;
  }

  private static void save(
      StoreTransaction tx, ConversationId id, long block, TreeMap<Long, String> words) {
    if (words.isEmpty()) {
      tx.delete(SPACE, key(id, block));
      return;
    }
    Row.Writer out = new Row.Writer(VERSION).number(words.size());
    words.forEach((place, said) -> out.number(place).text(said));
    tx.put(SPACE, key(id, block), out.done());
  }

  private static String key(ConversationId id, long block) {
    return id + "/b/" + block;
  }
}
