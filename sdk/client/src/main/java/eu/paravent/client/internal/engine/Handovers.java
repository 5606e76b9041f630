package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.store.HostTransaction;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Messages that were sent inside a transaction of the host. Such a transaction may last, and writes
 * no row that anything else writes: each message lies in a row of its own until the host commits,
 * and is then moved to where messages are, in one transaction of the client.
 */
final class Handovers {
  private static final String SPACE = Space.HANDOVER.title();
  private static final Duration FIRST_LOOK = Duration.ofMillis(500);
  private static final int LOOKS = 6;

  private final Core core;
  private final Outbox outbox;
  private final Chores chores;
  private final AtomicLong number = new AtomicLong();

  Handovers(Core core, Outbox outbox, Chores chores) {
    this.core = core;
    this.outbox = outbox;
    this.chores = chores;
  }

  /** Stores it within the host's transaction, and looks for it once that may have committed. */
  void offer(HostTransaction host, ConversationId id, Written message) {
    String key = prefix(id) + place(message);
    core.database.within(
        host,
        tx -> {
          tx.put(SPACE, key, message.bytes());
          return true;
        });
    host.afterwards(() -> chores.flush(id));
    look(id, key, 0);
  }

  private void look(ConversationId id, String key, int before) {
    core.threads.later(
        FIRST_LOOK.multipliedBy(1L << before),
        () -> {
          if (core.database.read(tx -> tx.get(SPACE, key)).isPresent()) {
            chores.flush(id);
          } else if (before < LOOKS) {
            // not committed yet, rolled back, or taken by an earlier look
            look(id, key, before + 1);
          }
        });
  }

  /** Takes what was committed over, in the order in which it was sent; within the lane. */
  void take(ConversationId id) {
    if (!core.database.inHostsDatabase()
        || core.database.read(tx -> tx.scan(SPACE, prefix(id))).isEmpty()) {
      return;
    }
    UserId self = core.identity.user();
    core.database.write(
        tx -> {
          for (Map.Entry<String, byte[]> row : tx.store().scan(SPACE, prefix(id)).entrySet()) {
            tx.store().delete(SPACE, row.getKey());
            outbox.enqueue(tx, id, self, Written.read(row.getValue()));
          }
          if (!ConversationRow.load(tx.store(), id).active()) {
            outbox.allFailed(tx, id, "This client is no longer in the conversation");
          }
          return true;
        });
  }

  /** What was committed while nobody looked, in conversations that have ended too. */
  void start() {
    if (core.database.inHostsDatabase()) {
      core.database.read(tx -> tx.scan(SPACE, "")).keySet().stream()
          .map(key -> new ConversationId(key.substring(2, key.indexOf('/', 2))))
          .distinct()
          .forEach(chores::flush);
    }
  }

  private static String prefix(ConversationId id) {
    return "c/" + id + "/";
  }

  /** Grows with the time of writing, and within the same moment with the order of the calls. */
  private String place(Written message) {
    return digits(message.at().toEpochMilli())
        + digits(number.incrementAndGet())
        + "-"
        + core.newId();
  }

  private static String digits(long value) {
    String plain = Long.toString(value);
    return "0".repeat(19 - plain.length()) + plain;
  }
}
