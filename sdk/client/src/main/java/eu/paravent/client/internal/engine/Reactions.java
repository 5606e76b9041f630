package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.message.Reaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The reactions to one message, in the order in which they came. */
final class Reactions {
  /** Of one person to one message; what comes beyond is passed over. */
  static final int PER_PERSON = 16;

  private static final int VERSION = 1;
  private static final String SPACE = Space.REACTIONS.title();

  private Reactions() {}

  /** A reaction, and the MIMI id of the message that brought it. */
  record Given(Reaction reaction, byte[] reference) {}

  static List<Given> to(StoreTransaction tx, ConversationId id, long place) {
    return tx.get(SPACE, key(id, place))
        .map(row -> new Row.Reader(row, VERSION).list(Reactions::read))
        .orElse(List.of());
  }

  static Optional<Given> find(
      StoreTransaction tx, ConversationId id, long place, Reaction reaction) {
    return to(tx, id, place).stream().filter(g -> g.reaction().equals(reaction)).findFirst();
  }

  /**
   * @return whether it is new
   */
  static boolean add(
      StoreTransaction tx, ConversationId id, long place, UserId by, String emoji, byte[] ref) {
    List<Given> all = new ArrayList<>(to(tx, id, place));
    Reaction reaction = new Reaction(by, emoji);
    long own = all.stream().filter(g -> g.reaction().by().equals(by)).count();
    if (own >= PER_PERSON || all.stream().anyMatch(g -> g.reaction().equals(reaction))) {
      return false;
    }
    all.add(new Given(reaction, ref));
    save(tx, id, place, all);
    References.reaction(tx, id, ref, place);
    return true;
  }

  /**
   * Takes back the reaction that this message brought, if it is this person's.
   *
   * @return whether there was one
   */
  static boolean remove(StoreTransaction tx, ConversationId id, long place, UserId by, byte[] ref) {
    return removeIf(
        tx,
        id,
        place,
        given -> given.reaction().by().equals(by) && Arrays.equals(given.reference(), ref));
  }

  static void removeAll(StoreTransaction tx, ConversationId id, long place) {
    removeIf(tx, id, place, given -> true);
  }

  /**
   * @return whether there were some
   */
  static boolean removeBy(StoreTransaction tx, ConversationId id, long place, UserId by) {
    return removeIf(tx, id, place, given -> given.reaction().by().equals(by));
  }

  private static boolean removeIf(
      StoreTransaction tx, ConversationId id, long place, Predicate<Given> which) {
    List<Given> all = new ArrayList<>(to(tx, id, place));
    all.stream().filter(which).forEach(given -> References.forget(tx, id, given.reference()));
    if (!all.removeIf(which)) {
      return false;
    }
    save(tx, id, place, all);
    return true;
  }

  private static void save(StoreTransaction tx, ConversationId id, long place, List<Given> all) {
    if (all.isEmpty()) {
      tx.delete(SPACE, key(id, place));
      return;
    }
    Row.Writer out = new Row.Writer(VERSION).number(all.size());
    for (Given given : all) {
      out.text(given.reaction().by().uri()).text(given.reaction().emoji()).bytes(given.reference());
    }
    tx.put(SPACE, key(id, place), out.done());
  }

  private static Given read(Row.Reader in) {
    return new Given(new Reaction(new UserId(in.text()), in.text()), in.bytes());
  }

  private static String key(ConversationId id, long place) {
    return id + "/" + place;
  }
}
