package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.internal.store.StoreTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When this device puts fresh keys into each group, so that who had a look into it once does not
 * read on for ever (RFC 9420 §16.6). Each conversation has a time of its own, so that they are not
 * all due at once, and at most one is done at a look: there is no storm after a long absence or
 * when the clock jumps. Whatever this device commits in a conversation counts.
 */
final class Refreshes {
  private static final int VERSION = 1, STEPS = 1000, SMALL = 50;
  private static final String SPACE = Space.REFRESH.title();

  private final Core core;
  private final Duration every;

  /**
   * @param every zero for never
   */
  Refreshes(Core core, Duration every) {
    this.core = core;
    this.every = every;
  }

  /** The conversation whose turn it is; those without a time are given one. */
  Optional<ConversationId> due() {
    if (every.isZero()) {
      return Optional.empty();
    }
    Instant now = core.clock.instant();
    Optional<ConversationId> first = Optional.empty();
    Instant earliest = now;
    boolean unplanned = false;
    for (ConversationRow row : core.database.read(ConversationRow::all)) {
      if (row.active()) {
        Optional<Instant> next = core.database.read(tx -> next(tx, row.id(), now));
        unplanned |= next.isEmpty();
        if (next.filter(earliest::isAfter).isPresent()) {
          first = Optional.of(row.id());
          earliest = next.get();
        }
      }
    }
    if (unplanned) {
      plan(now);
    }
    return first;
  }

  /** Still, or already done meanwhile. */
  boolean isDue(ConversationId id) {
    Instant now = core.clock.instant();
    return core.database.read(tx -> next(tx, id, now)).filter(now::isAfter).isPresent();
  }

  private void plan(Instant now) {
    core.database.write(
        tx -> {
          for (ConversationRow row : ConversationRow.all(tx.store())) {
            if (row.active() && next(tx.store(), row.id(), now).isEmpty()) {
              Duration period = period(tx.store(), row.id());
              Instant next =
                  now.plus(period.dividedBy(2))
                      .plus(period.dividedBy(STEPS).multipliedBy(core.random.nextInt(STEPS)));
              tx.store().put(SPACE, row.id().value(), new Row.Writer(VERSION).instant(next).done());
            }
          }
          return true;
        });
  }

  /** In a group of many, many refresh: each does it less often. */
  private Duration period(StoreTransaction tx, ConversationId id) {
    return every.multipliedBy(1 + Seat.all(tx, id).size() / SMALL);
  }

  /** Empty where it was planned by a clock that was far ahead, too. */
  private Optional<Instant> next(StoreTransaction tx, ConversationId id, Instant now) {
    return tx.get(SPACE, id.value())
        .map(row -> new Row.Reader(row, VERSION).instant())
        .filter(next -> !next.isAfter(now.plus(period(tx, id).multipliedBy(2))));
  }

  /** This device has fresh keys there. */
  static void done(StoreTransaction tx, ConversationId id) {
    tx.delete(SPACE, id.value());
  }
}
