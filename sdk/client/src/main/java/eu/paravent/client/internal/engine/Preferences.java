package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.internal.store.StoreTransaction;
import java.time.Instant;
import java.util.Optional;

/**
 * What this person wants of a conversation on this device: out of sight, or quiet. Nobody else
 * learns it.
 *
 * @param archivedAt the newest message when it was archived; empty where it is not
 * @param mutedUntil empty where it is not muted
 */
record Preferences(Optional<Long> archivedAt, Optional<Instant> mutedUntil) {
  private static final int VERSION = 1;
  private static final String SPACE = Space.PREFERENCES.title();

  static Preferences of(StoreTransaction tx, ConversationId id) {
    return tx.get(SPACE, id.value())
        .map(row -> new Row.Reader(row, VERSION))
        .map(
            in ->
                new Preferences(
                    in.flag() ? Optional.of(in.number()) : Optional.empty(),
                    in.flag() ? Optional.of(in.instant()) : Optional.empty()))
        .orElse(new Preferences(Optional.empty(), Optional.empty()));
  }

  Preferences archived(Optional<Long> at) {
    return new Preferences(at, mutedUntil);
  }

  Preferences muted(Optional<Instant> until) {
    return new Preferences(archivedAt, until);
  }

  void save(StoreTransaction tx, ConversationId id) {
    Row.Writer out = new Row.Writer(VERSION).flag(archivedAt.isPresent());
    archivedAt.ifPresent(out::number);
    out.flag(mutedUntil.isPresent());
    mutedUntil.ifPresent(out::instant);
    tx.put(SPACE, id.value(), out.done());
  }

  /** Until the next message of someone else. */
  boolean archived(StoreTransaction tx, ConversationId id) {
    return archivedAt
        .filter(at -> Messages.received(tx, id, at, Long.MAX_VALUE, 1).isEmpty())
        .isPresent();
  }
}
