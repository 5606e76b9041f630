package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.store.StoreTransaction;
import java.time.Instant;
import java.util.Optional;

/**
 * What this person wants of a conversation: out of sight, or quiet. Its devices tell each other
 * ({@link OwnDevices}); nobody else learns it.
 *
 * @param archivedAt the newest message when it was archived; empty where it is not
 * @param mutedUntil empty where it is not muted
 * @param revision grows with each change; 0 where nothing was ever wanted
 */
record Preferences(Optional<Long> archivedAt, Optional<Instant> mutedUntil, long revision) {
  private static final int OLDEST = 1, VERSION = 2;
  private static final String SPACE = Space.PREFERENCES.title();

  static Preferences of(StoreTransaction tx, ConversationId id) {
    return tx.get(SPACE, id.value())
        .map(row -> new Row.Reader(row, OLDEST, VERSION))
        .map(
            in ->
                new Preferences(
                    in.flag() ? Optional.of(in.number()) : Optional.empty(),
                    in.flag() ? Optional.of(in.instant()) : Optional.empty(),
                    // what an earlier version wrote was never told to anybody
                    in.version() == OLDEST ? 1 : in.number()))
        .orElse(new Preferences(Optional.empty(), Optional.empty(), 0));
  }

  Preferences archived(Optional<Long> at) {
    return new Preferences(at, mutedUntil, revision);
  }

  Preferences muted(Optional<Instant> until) {
    return new Preferences(archivedAt, until, revision);
  }

  /** Said after this. */
  Preferences next() {
    return new Preferences(archivedAt, mutedUntil, revision + 1);
  }

  void save(StoreTransaction tx, ConversationId id) {
    Row.Writer out = new Row.Writer(VERSION).flag(archivedAt.isPresent());
    archivedAt.ifPresent(out::number);
    out.flag(mutedUntil.isPresent());
    mutedUntil.ifPresent(out::instant);
    out.number(revision);
    tx.put(SPACE, id.value(), out.done());
  }

  /** Until the next message of someone else. */
  boolean archived(StoreTransaction tx, ConversationId id, UserId self) {
    return archivedAt.filter(at -> !Messages.othersSpoke(tx, id, at, self)).isPresent();
  }
}
