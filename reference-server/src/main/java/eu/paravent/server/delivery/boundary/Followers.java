package eu.paravent.server.delivery.boundary;

import eu.paravent.server.delivery.control.LogGrew;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The connections of this node that follow one group, and how far they were told. What happens in
 * the group is told in the order of its log and without gaps, however it comes in: entries of
 * several threads and nodes overtake each other. Thread-safe.
 */
final class Followers {
  /** Beyond that they are read from the log when their turn comes. */
  private static final int EARLY_MOST = 256;

  private static final long UNKNOWN = -1;

  private final Set<PushConnection> connections = ConcurrentHashMap.newKeySet();
  private final NavigableMap<Long, LogGrew> early = new TreeMap<>();
  private final Lock reading = new ReentrantLock();
  private long told;

  private Followers(long told) {
    this.told = told;
  }

  /** The first entry that is told from now on will be any, unless {@link #startAfter} says it. */
  static Followers fromAnywhere() {
    return new Followers(UNKNOWN);
  }

  static Followers after(long sequence) {
    return new Followers(sequence);
  }

  // The set needs no lock: a connection that breaks leaves from within a call of tell.

  void add(PushConnection connection) {
    connections.add(connection);
  }

  void remove(PushConnection connection) {
    connections.remove(connection);
  }

  boolean isEmpty() {
    return connections.isEmpty();
  }

  void forEach(Consumer<PushConnection> action) {
    connections.forEach(action);
  }

  synchronized void startAfter(long sequence) {
    if (told == UNKNOWN) {
      told = sequence;
    }
  }

  /**
   * Tells these, and what waited for them, all at once; keeps those where others come before them.
   */
  synchronized void hear(List<LogGrew> events, BiConsumer<Followers, List<LogGrew>> teller) {
    List<LogGrew> next = new ArrayList<>();
    for (LogGrew event : events) {
      long sequence = event.entry().sequence();
      if (told == UNKNOWN) {
        told = sequence - 1;
      }
      if (sequence > told) {
        early.put(sequence, event);
        takeInTurn(next);
        if (early.size() > EARLY_MOST) {
          early.pollLastEntry();
        }
      }
    }
    if (!next.isEmpty()) {
      teller.accept(this, next);
    }
  }

  private void takeInTurn(List<LogGrew> next) {
    for (Map.Entry<Long, LogGrew> first = early.firstEntry();
        first != null && first.getKey() == told + 1;
        first = early.firstEntry()) {
      early.pollFirstEntry();
      told = first.getKey();
      next.add(first.getValue());
    }
  }

  /** Those up to here are deleted from the log: nobody can be told any more. */
  synchronized void skipTo(long sequence) {
    if (told != UNKNOWN && told < sequence) {
      told = sequence;
      early.headMap(sequence, true).clear();
    }
  }

  /** The newest entry that was told. */
  synchronized long told() {
    return told;
  }

  synchronized boolean behind(long sequence) {
    return told != UNKNOWN && told < sequence;
  }

  /** Something is known here whose turn has not come. */
  synchronized boolean waiting() {
    return !early.isEmpty();
  }

  /** Held by the one who reads the log for this group. */
  Lock reading() {
    return reading;
  }
}
