package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.Message;
import eu.paravent.client.event.ChatEvent.MessageChanged.Change;
import eu.paravent.client.internal.mimi.MimiContent;
import eu.paravent.client.internal.mimi.MimiContent.Expiration;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.message.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Messages that disappear (draft-ietf-mimi-content, Expiring Messages). When each is due is in the
 * store, so that it goes on after a restart; the clock is looked at once a second while anything is
 * due at all, since it need not go as fast as time.
 */
final class Expiries {
  /** A message that is to disappear after reading, and is never read. */
  static final Duration UNREAD_MOST = Duration.ofDays(30);

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int VERSION = 1;
  private static final int PAGE = 100;
  private static final String SPACE = Space.EXPIRY.title(), SWEPT = Space.RETENTION.title();

  private final Core core;
  private final Outbox outbox;
  private final AtomicBoolean ticking = new AtomicBoolean();
  private volatile @Nullable Instant next;

  Expiries(Core core, Outbox outbox) {
    this.core = core;
    this.outbox = outbox;
  }

  static Expiration of(Expiry expiry) {
    if (expiry instanceof Expiry.At at) {
      return new Expiration(false, at.time().getEpochSecond());
    }
    return new Expiration(true, ((Expiry.AfterReading) expiry).time().getSeconds());
  }

  /** When a message of these words, received or written now, is deleted at the latest. */
  static Optional<Instant> latest(MimiContent content, Instant now) {
    return content
        .expires()
        .map(e -> e.relative() ? now.plus(UNREAD_MOST) : Instant.ofEpochSecond(e.time()));
  }

  /** When it is deleted, as far as it is known yet. */
  static Optional<Instant> due(StoreTransaction tx, ConversationId id, long place) {
    return tx.get(SPACE, key(id, place)).map(row -> new Row.Reader(row, VERSION).instant());
  }

  /** Notes it, or that it is sooner than was known. */
  void note(Tx tx, ConversationId id, long place, Instant due) {
    if (due(tx.store(), id, place).filter(known -> !known.isAfter(due)).isEmpty()) {
      tx.store().put(SPACE, key(id, place), new Row.Writer(VERSION).instant(due).done());
      tx.afterwards(() -> tick(due));
    }
  }

  /** A message is here that the conversation's maximum applies to. */
  void arrived(Tx tx, ConversationId id, Instant time) {
    CharterRow charter = CharterRow.kept(tx.store(), id);
    charter
        .retention()
        .deletedAt(charter.kind(), time)
        .ifPresent(end -> tx.afterwards(() -> tick(end)));
  }

  /** Something came to a place that was looked at before. */
  void inserted(Tx tx, ConversationId id, Instant time) {
    tx.store().delete(SWEPT, id.value());
    arrived(tx, id, time);
  }

  /** The rules changed: for what was said before, too. */
  void rulesChanged(Tx tx) {
    tx.afterwards(() -> tick(core.clock.instant()));
  }

  /** This person has read it, or the server has taken it from this person: its time begins. */
  void begin(Tx tx, ConversationId id, long place) {
    Messages.expires(tx.store(), id, place)
        .filter(Expiration::relative)
        .ifPresent(e -> note(tx, id, place, core.clock.instant().plusSeconds(e.time())));
  }

  static void move(StoreTransaction tx, ConversationId id, long from, long to) {
    Optional<byte[]> due = tx.get(SPACE, key(id, from));
    if (due.isPresent()) {
      tx.delete(SPACE, key(id, from));
      tx.put(SPACE, key(id, to), due.get());
    }
  }

  static void forget(StoreTransaction tx, ConversationId id, long place) {
    tx.delete(SPACE, key(id, place));
  }

  /** What was noted before this client was opened. */
  void start() {
    core.database.read(Expiries::all).values().stream()
        .min(Comparator.naturalOrder())
        .ifPresent(this::tick);
    boolean limited =
        core.database.read(
            tx ->
                ConversationRow.all(tx).stream()
                    .anyMatch(row -> CharterRow.kept(tx, row.id()).retention().maximumDays() > 0));
    if (limited) {
      tick(core.clock.instant());
    }
  }

  private synchronized void tick(Instant due) {
    Instant known = next;
    if (known == null || due.isBefore(known)) {
      next = due;
    }
    if (ticking.compareAndSet(false, true)) {
      core.threads.later(Duration.ZERO, this::look);
    }
  }

  private void look() {
    Instant due = next;
    if (due != null && !due.isAfter(core.clock.instant())) {
      try {
        sweep();
      } finally {
        // whatever went wrong, what is due stays noted
        core.threads.later(TICK, this::look);
      }
    } else {
      core.threads.later(TICK, this::look);
    }
  }

  private void sweep() {
    Instant now = core.clock.instant();
    List<Due> ripe = new ArrayList<>();
    synchronized (this) {
      next = null;
    }
    core.database
        .read(Expiries::effective)
        .forEach(
            (due, when) -> {
              if (when.isAfter(now)) {
                tick(when);
              } else {
                ripe.add(due);
              }
            });
    ripe.addAll(overMaximum(now));
    for (Due due : ripe) {
      boolean waiting =
          core.database.read(
              tx ->
                  Messages.there(tx, due.conversation(), due.place())
                      && Messages.state(tx, due.conversation(), due.place())
                          == Message.State.WAITING);
      if (waiting) {
        // beside a sender that is about to encrypt it, it could not be taken back
        core.lane(due.conversation()).inTurn(() -> expire(due));
      } else {
        expire(due);
      }
    }
  }

  private void expire(Due due) {
    core.database.write(
        tx -> {
          expire(tx, due.conversation(), due.place());
          return true;
        });
  }

  private void expire(Tx tx, ConversationId id, long place) {
    if (!Messages.there(tx.store(), id, place)) {
      // it was sent meanwhile, and is noted at its new place
      return;
    }
    if (Messages.state(tx.store(), id, place) == Message.State.WAITING) {
      Optional<OutboxRow> row =
          OutboxRow.all(tx.store(), id).stream().filter(r -> r.place() == place).findFirst();
      if (row.isPresent() && row.get().sealed().isPresent()) {
        // on its way: it is deleted once it is known whether it arrived
        tx.afterwards(() -> tick(core.clock.instant()));
        return;
      }
      row.ifPresent(r -> outbox.failed(tx, id, r, "Its time was over before it could be sent"));
    }
    forget(tx.store(), id, place);
    if (!Messages.deleted(tx.store(), id, place)) {
      Messages.expire(tx.store(), id, place);
      Traces.removeAll(tx.store(), id, place);
      core.events.changed(tx, id, place, Messages.sender(tx.store(), id, place), Change.EXPIRED);
    }
  }

  /** Minimums of their conversations looked at. */
  private static Map<Due, Instant> effective(StoreTransaction tx) {
    Map<Due, Instant> effective = new HashMap<>();
    Map<ConversationId, CharterRow> charters = new HashMap<>();
    all(tx)
        .forEach(
            (due, when) -> {
              CharterRow charter =
                  charters.computeIfAbsent(due.conversation(), id -> CharterRow.kept(tx, id));
              effective.put(
                  due,
                  charter.retention().minimumDays() == 0
                      ? when
                      : Keeping.timed(
                          charter, Messages.time(tx, due.conversation(), due.place()), when));
            });
    return effective;
  }

  /** What has reached its conversation's maximum; asks to be woken for what is next. */
  private List<Due> overMaximum(Instant now) {
    List<Due> over = new ArrayList<>();
    for (ConversationRow row : core.database.read(ConversationRow::all)) {
      ConversationId id = row.id();
      CharterRow charter = core.database.read(tx -> CharterRow.kept(tx, id));
      if (charter.retention().maximumDays() > 0) {
        overMaximum(id, charter, now, over);
      }
    }
    return over;
  }

  private void overMaximum(ConversationId id, CharterRow charter, Instant now, List<Due> over) {
    long swept = core.database.read(tx -> swept(tx, id));
    long from = swept;
    long cleared = swept;
    boolean allGone = true;
    boolean some = true;
    while (some) {
      some = false;
      long after = from;
      for (Messages.Present one : core.database.read(tx -> Messages.present(tx, id, after, PAGE))) {
        Instant end = charter.retention().deletedAt(charter.kind(), one.time()).orElseThrow();
        boolean due = !end.isAfter(now);
        allGone &= one.gone();
        if (allGone) {
          cleared = one.place();
        }
        if (due && !one.gone()) {
          over.add(new Due(id, one.place()));
        } else if (!one.gone()) {
          tick(end);
        }
        // they stand about in the order of their times: behind a page where none is due none is
        some |= due || one.gone();
        from = one.place();
      }
    }
    if (cleared > swept) {
      long upTo = cleared;
      core.database.write(
          tx -> {
            tx.store().put(SWEPT, id.value(), new Row.Writer(VERSION).number(upTo).done());
            return true;
          });
    }
  }

  private static long swept(StoreTransaction tx, ConversationId id) {
    return tx.get(SWEPT, id.value()).map(row -> new Row.Reader(row, VERSION).number()).orElse(0L);
  }

  private static Map<Due, Instant> all(StoreTransaction tx) {
    Map<Due, Instant> all = new HashMap<>();
    tx.scan(SPACE, "")
        .forEach((key, row) -> all.put(due(key), new Row.Reader(row, VERSION).instant()));
    return all;
  }

  private record Due(ConversationId conversation, long place) {}

  private static Due due(String key) {
    int slash = key.lastIndexOf('/');
    return new Due(
        new ConversationId(key.substring(0, slash)), Long.parseLong(key.substring(slash + 1)));
  }

  private static String key(ConversationId id, long place) {
    return id + "/" + place;
  }
}
