package eu.paravent.web.jdk.java.util.concurrent.locks;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code java.util.concurrent.locks.ReentrantLock} for threads that take turns by themselves: fair,
 * always.
 */
public final class ReentrantLock {
  private final Deque<Thread> waiting = new ArrayDeque<>();
  private @Nullable Thread owner;
  private int holds;

  public ReentrantLock() {}

  public ReentrantLock(boolean fair) {}

  public synchronized void lock() {
    boolean interrupted = false;
    while (true) {
      try {
        await(0);
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  public synchronized boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
    return await(Math.max(1, unit.toMillis(time)));
  }

  /** {@code 0} waits for ever. */
  private boolean await(long millis) throws InterruptedException {
    Thread self = Thread.currentThread();
    if (owner == self) {
      holds++;
      return true;
    }
    long until = System.currentTimeMillis() + millis;
    waiting.add(self);
    try {
      while (owner != null || waiting.peek() != self) {
        long left = millis == 0 ? 0 : until - System.currentTimeMillis();
        if (millis != 0 && left <= 0) {
          return false;
        }
        wait(left);
      }
      owner = self;
      holds = 1;
      return true;
    } finally {
      waiting.remove(self);
      notifyAll();
    }
  }

  public synchronized void unlock() {
    if (owner != Thread.currentThread()) {
      throw new IllegalMonitorStateException();
    }
    if (--holds == 0) {
      owner = null;
      notifyAll();
    }
  }

  public synchronized boolean isHeldByCurrentThread() {
    return owner == Thread.currentThread();
  }
}
