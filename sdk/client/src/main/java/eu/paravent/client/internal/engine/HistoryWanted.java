package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.history.HistoryRequest;
import eu.paravent.client.internal.store.StoreTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What another device of this person asked this one for in a conversation, and what was said to it.
 *
 * @param publicKey what the answer is sealed to
 * @param at when it came
 */
record HistoryWanted(
    byte[] request, ConversationId conversation, String device, byte[] publicKey, Instant at) {
  /** More than any person has conversations and devices. */
  private static final int MOST = 10_000;

  private static final int VERSION = 1;
  private static final String SPACE = Space.HISTORY_WANTED.title();
  private static final String DECIDED = Space.HISTORY_DECIDED.title();

  enum Decision {
    SHARE,
    DECLINE
  }

  static boolean room(StoreTransaction tx) {
    return tx.scan(SPACE, "").size() < MOST;
  }

  void save(StoreTransaction tx) {
    tx.put(
        SPACE,
        key(),
        new Row.Writer(VERSION)
            .bytes(request)
            .text(conversation.value())
            .text(device)
            .bytes(publicKey)
            .instant(at)
            .done());
  }

  void delete(StoreTransaction tx) {
    tx.delete(SPACE, key());
  }

  boolean there(StoreTransaction tx) {
    return tx.get(SPACE, key()).isPresent();
  }

  private String key() {
    return Hashes.text(request) + "/" + conversation;
  }

  boolean over(Instant now) {
    return !now.isBefore(at.plus(HistoryAsked.LIFETIME));
  }

  HistoryRequest shown() {
    return new HistoryRequest(
        Hashes.text(request), device, at, HistorySeal.code(device, publicKey));
  }

  static List<HistoryWanted> all(StoreTransaction tx) {
    return read(tx, "");
  }

  static List<HistoryWanted> of(StoreTransaction tx, String request) {
    return read(tx, request + "/");
  }

  private static List<HistoryWanted> read(StoreTransaction tx, String prefix) {
    List<HistoryWanted> all = new ArrayList<>();
    for (byte[] row : tx.scan(SPACE, prefix).values()) {
      Row.Reader in = new Row.Reader(row, VERSION);
      all.add(
          new HistoryWanted(
              in.bytes(), new ConversationId(in.text()), in.text(), in.bytes(), in.instant()));
    }
    return all;
  }

  static Optional<Decision> decided(StoreTransaction tx, String request) {
    return tx.get(DECIDED, request)
        .map(row -> Decision.valueOf(new Row.Reader(row, VERSION).text()));
  }

  static void decide(StoreTransaction tx, String request, Decision decision, Instant now) {
    tx.put(DECIDED, request, new Row.Writer(VERSION).text(decision.name()).instant(now).done());
  }

  /** What nobody carries on any more. */
  static void forgetOld(StoreTransaction tx, Instant now) {
    all(tx).stream().filter(wanted -> wanted.over(now)).forEach(wanted -> wanted.delete(tx));
    // a request that comes back under its old id would be asked about again after two lifetimes
    tx.scan(DECIDED, "")
        .forEach(
            (request, row) -> {
              Row.Reader in = new Row.Reader(row, VERSION);
              in.text();
              if (now.isAfter(in.instant().plus(HistoryAsked.LIFETIME.multipliedBy(2)))) {
                tx.delete(DECIDED, request);
              }
            });
  }

  /** Whether there is anything to forget in time. */
  static boolean any(StoreTransaction tx) {
    return !tx.scan(SPACE, "").isEmpty() || !tx.scan(DECIDED, "").isEmpty();
  }
}
