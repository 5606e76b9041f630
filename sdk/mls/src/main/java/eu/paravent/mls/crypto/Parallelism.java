package eu.paravent.mls.crypto;

import java.util.function.IntConsumer;

/**
 * How a computation of many independent parts is spread: the leaf signatures of a tree, the seals
 * of a path, the entries of a Welcome. The parts are pure arithmetic; neither storage nor what the
 * host gave (authentication service, policy) is called in them. What is computed does not depend on
 * it.
 */
@FunctionalInterface
public interface Parallelism {
  /**
   * Runs the task once for each number from 0 to {@code count - 1}, in any order, on any threads,
   * and returns when all are done. What the parts wrote is visible to the caller then. Where a part
   * throws, its exception or that of another part is thrown, after no part runs any more.
   */
  void forEach(int count, IntConsumer task);

  /** All on the calling thread. Needs nothing that a browser lacks. */
  static Parallelism callingThread() {
    return (count, task) -> {
      for (int i = 0; i < count; i++) {
        task.accept(i);
      }
    };
  }

  /**
   * The calling thread, helped by at most {@code helpers} tasks in {@link
   * java.util.concurrent.ForkJoinPool#commonPool}. Never waits for a pool that is busy: what no
   * helper has begun the caller does itself. Few parts are not spread at all. No thread is kept and
   * nothing is left in the pool.
   *
   * @param helpers as many or more than there are other processors do not help further
   */
  static Parallelism commonPool(int helpers) {
    return new CommonPool(helpers);
  }
}
