package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.internal.store.StoreTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Free places in a conversation's messages, for what this device does not have: left where it comes
 * in, and where the server had deleted what was said meanwhile. There is a place for each
 * millisecond, so what other devices hand over finds its own whatever order it comes in, and the
 * order of places stays the order of what was said.
 */
final class Holes {
  /** 139 years of milliseconds; two thousand of these are below what a browser counts exactly. */
  private static final long WIDTH = 1L << 42;

  private static final int MOST = 1000, VERSION = 1;
  private static final String SPACE = Space.HOLE.title();

  /** 2020-01-01T00:00:00Z. */
  private static final Instant BEGIN = Instant.ofEpochSecond(1_577_836_800);

  private Holes() {}

  /** Free are the places behind {@code after} and before {@code next}. */
  private record Hole(long after, long next) {}

  /** What comes from now on comes behind a hole. */
  static void leave(StoreTransaction tx, ConversationId id) {
    List<Hole> holes = new ArrayList<>(all(tx, id));
    String stream = Messages.stream(id);
    long last = tx.last(stream);
    boolean another = holes.isEmpty() || holes.get(holes.size() - 1).next() - 1 < last;
    if (another && holes.size() < MOST) {
      tx.leap(stream, last + WIDTH);
      holes.add(new Hole(last, last + WIDTH + 1));
      Row.Writer out = new Row.Writer(VERSION).number(holes.size());
      holes.forEach(hole -> out.number(hole.after()).number(hole.next()));
      tx.put(SPACE, id.value(), out.done());
    }
  }

  private static List<Hole> all(StoreTransaction tx, ConversationId id) {
    return tx.get(SPACE, id.value())
        .map(row -> new Row.Reader(row, VERSION).list(in -> new Hole(in.number(), in.number())))
        .orElse(List.of());
  }

  /**
   * A free place for what was said then.
   *
   * @param behind what was said before it lies there; it comes behind that where it can
   * @return empty where this device was there all the time
   */
  static Optional<Long> place(StoreTransaction tx, ConversationId id, Instant said, long behind) {
    List<Hole> holes = all(tx, id);
    for (int at = holes.size() - 1; at >= 0; at--) {
      Hole hole = holes.get(at);
      if (at == 0 || !said.isBefore(begin(tx, id, hole))) {
        return free(tx, id, hole, said, behind);
      }
    }
    return Optional.empty();
  }

  /** When what stands before the hole was said. */
  private static Instant begin(StoreTransaction tx, ConversationId id, Hole hole) {
    return tx.before(Messages.stream(id), hole.after() + 1, 1).stream()
        .findFirst()
        .map(entry -> StoredMessage.parse(entry).time())
        .orElse(Instant.MIN);
  }

  private static Optional<Long> free(
      StoreTransaction tx, ConversationId id, Hole hole, Instant said, long behind) {
    long since = said.toEpochMilli() - BEGIN.toEpochMilli();
    long place = hole.after() + 1 + Math.max(0, Math.min(since, WIDTH / 2));
    if (behind >= place && behind < hole.next()) {
      place = behind + 1;
    }
    while (place < hole.next()) {
      List<StoreTransaction.Entry> there = tx.after(Messages.stream(id), place - 1, 1);
      if (there.isEmpty() || there.get(0).position() != place) {
        return Optional.of(place);
      }
      place++;
    }
    return Optional.empty();
  }
}
