package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.ServerUnavailableException;
import eu.paravent.client.internal.delivery.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What happens to one conversation happens one after the other: receiving, sending and changing the
 * group take turns here. Other conversations are not held up.
 */
final class Lane {
  private final ConversationId id;
  private final ReentrantLock lock = new ReentrantLock(true);

  /** Set while a task of that kind is waiting, so that it is not queued twice. */
  final AtomicBoolean pullWanted = new AtomicBoolean(),
      flushWanted = new AtomicBoolean(),
      deliveryWanted = new AtomicBoolean(),
      acknowledgeWanted = new AtomicBoolean();

  /** What was pushed and not yet looked at. */
  final Queue<Entry> pushed = new ConcurrentLinkedQueue<>();

  /**
   * The log is known to its end as of this moment, by this device's clock: what comes later was
   * appended later, whatever the server says.
   */
  volatile Instant upToDate = Instant.EPOCH;

  /**
   * The log was read since the store was opened, or the conversation began after that: the state
   * here is the newest of this device.
   */
  volatile boolean logSeen;

  /** Failures in a row of what runs in the background; touched inside the lane only. */
  int failures;

  Lane(ConversationId id) {
    this.id = id;
  }

  ConversationId id() {
    return id;
  }

  /**
   * @throws ServerUnavailableException if its turn does not come within this time, because another
   *     call still waits for the server
   */
  <T> T inTurn(Duration atMost, Supplier<T> work) {
    try {
      if (!lock.tryLock(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ServerUnavailableException(
            "Conversation " + id + " still waits for the server with an earlier call", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerUnavailableException("Interrupted while waiting for its turn", e);
    }
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  void inTurn(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }
}
