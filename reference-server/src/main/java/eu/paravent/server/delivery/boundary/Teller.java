package eu.paravent.server.delivery.boundary;

import eu.paravent.server.delivery.control.LogGrew;
import eu.paravent.server.problems.control.WithoutMessage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Tells followers on a thread of its own, so that neither who sends nor the next transaction waits
 * for it. What came while it told something is told together. Thread-safe.
 */
final class Teller implements Runnable {
  private static final Logger LOG = System.getLogger(Teller.class.getName());

  private final BiConsumer<String, List<LogGrew>> tells;
  private final Deque<Object> waiting = new ArrayDeque<>();
  private boolean stopped;

  /**
   * @param tells what grew in a group, in the order in which it came
   */
  Teller(BiConsumer<String, List<LogGrew>> tells) {
    this.tells = tells;
  }

  void tell(List<LogGrew> events) {
    add(events);
  }

  /** After all that was told before. */
  void then(Runnable task) {
    add(List.of(task));
  }

  private void add(List<?> some) {
    synchronized (waiting) {
      if (!stopped) {
        waiting.addAll(some);
        waiting.notifyAll();
      }
    }
  }

  /** Returns once everything is told that came before the call; false where it takes too long. */
  boolean settled(long seconds) throws InterruptedException {
    CountDownLatch reached = new CountDownLatch(1);
    synchronized (waiting) {
      if (stopped) {
        return false;
      }
      waiting.add((Runnable) reached::countDown);
      waiting.notifyAll();
    }
    return reached.await(seconds, TimeUnit.SECONDS);
  }

  void stop() {
    synchronized (waiting) {
      stopped = true;
      waiting.notifyAll();
    }
  }

  @Override
  public void run() {
    try {
      for (List<Object> all = take(); !all.isEmpty(); all = take()) {
        work(all);
      }
    } catch (InterruptedException e) {
      // the server stops
      Thread.currentThread().interrupt();
    }
  }

  /** Nothing once the server stops. */
  private List<Object> take() throws InterruptedException {
    synchronized (waiting) {
      while (waiting.isEmpty() && !stopped) {
        waiting.wait();
      }
      List<Object> all = new ArrayList<>(waiting);
      waiting.clear();
      return all;
    }
  }

  private void work(List<Object> all) {
    Map<String, List<LogGrew>> grown = new LinkedHashMap<>();
    for (Object each : all) {
      if (each instanceof LogGrew event) {
        grown.computeIfAbsent(event.groupId(), group -> new ArrayList<>()).add(event);
      } else if (each instanceof Runnable task) {
        flush(grown);
        guarded(task);
      }
    }
    flush(grown);
  }

  private void flush(Map<String, List<LogGrew>> grown) {
    grown.forEach((group, events) -> guarded(() -> tells.accept(group, events)));
    grown.clear();
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      // who missed it finds it in the log
      LOG.log(Level.WARNING, "Followers could not be told", WithoutMessage.of(e));
    }
  }
}
