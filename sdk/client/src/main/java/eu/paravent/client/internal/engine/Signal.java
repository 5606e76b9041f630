package eu.paravent.client.internal.engine;

/** Wakes whoever waits for a change of the store. */
final class Signal {
  private long count;

  synchronized long count() {
    return count;
  }

  synchronized void raise() {
    count++;
    notifyAll();
  }

  /**
   * @return whether it was raised after {@code seen} within this time
   */
  synchronized boolean await(long seen, long nanos) {
    long until = System.nanoTime() + nanos;
    while (count == seen) {
      long millis = (until - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        return false;
      }
      try {
        wait(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
