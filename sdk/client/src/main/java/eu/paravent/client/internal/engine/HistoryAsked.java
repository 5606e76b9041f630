package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.history.HistoryRequest;
import eu.paravent.client.internal.store.StoreTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What this device asked its person's other devices for: one request at a time, and the
 * conversations in which the answer is still to come.
 *
 * @param seed of the key that answers are sealed to
 */
record HistoryAsked(byte[] id, byte[] seed, Instant at) {
  /** A request is carried on for so long, by whoever has it. */
  static final Duration LIFETIME = Duration.ofDays(7);

  private static final int VERSION = 1;
  private static final String SPACE = Space.HISTORY_ASKED.title(), ROW = "own";
  private static final String OPEN = Space.HISTORY_OPEN.title();

  static Optional<HistoryAsked> find(StoreTransaction tx, Instant now) {
    return tx.get(SPACE, ROW)
        .map(row -> new Row.Reader(row, VERSION))
        .map(in -> new HistoryAsked(in.bytes(), in.bytes(), in.instant()))
        .filter(asked -> now.isBefore(asked.at.plus(LIFETIME)));
  }

  void save(StoreTransaction tx) {
    forget(tx);
    tx.put(SPACE, ROW, new Row.Writer(VERSION).bytes(id).bytes(seed).instant(at).done());
  }

  /** With what came for it and could not take effect. */
  static void forget(StoreTransaction tx) {
    tx.delete(SPACE, ROW);
    for (String conversation : tx.scan(OPEN, "").keySet()) {
      tx.delete(OPEN, conversation);
      HistoryLate.forget(tx, new ConversationId(conversation));
    }
  }

  /** Whether there is anything of a request, over or not. */
  static boolean any(StoreTransaction tx) {
    return tx.get(SPACE, ROW).isPresent();
  }

  static boolean open(StoreTransaction tx, ConversationId id) {
    return tx.get(OPEN, id.value()).isPresent();
  }

  static void open(StoreTransaction tx, ConversationId id, boolean open) {
    if (open) {
      tx.put(OPEN, id.value(), new Row.Writer(VERSION).done());
    } else {
      tx.delete(OPEN, id.value());
    }
  }

  HistoryRequest shown(String device) {
    return new HistoryRequest(
        Hashes.text(id), device, at, HistorySeal.code(device, HistorySeal.publicKey(seed)));
  }

  @Override
  public String toString() {
    return "HistoryAsked[" + at + "]";
  }
}
