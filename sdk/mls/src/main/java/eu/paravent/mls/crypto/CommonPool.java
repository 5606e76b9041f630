package eu.paravent.mls.crypto;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Parts are taken from a common counter, so that a slow or late helper holds nobody up. */
final class CommonPool implements Parallelism {
  /** A signature or a seal takes 40 to 150 microseconds: fewer are not worth waking a thread. */
  private static final int WORTH_A_HELPER = 16;

  private final int helpers;

  CommonPool(int helpers) {
    if (helpers < 0) {
      throw new IllegalArgumentException("The number of helpers is not negative");
    }
    this.helpers = helpers;
  }

  @Override
  public void forEach(int count, IntConsumer task) {
    AtomicInteger next = new AtomicInteger();
    Runnable work =
        () -> {
          for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            task.accept(i);
          }
        };
    int wanted = Math.min(count / WORTH_A_HELPER, helpers);
    List<Helper> called = new ArrayList<>(wanted);
    for (int i = 0; i < wanted; i++) {
      called.add(new Helper(work));
    }
    try {
      work.run();
    } finally {
      // nothing is left to take: after a failure neither
      next.set(count);
      called.forEach(Helper::end);
    }
  }

  /** Work that either the pool or nobody does. */
  private static final class Helper {
    private final AtomicBoolean taken = new AtomicBoolean();
    private final ForkJoinTask<?> task;

    Helper(Runnable work) {
      task =
          ForkJoinPool.commonPool()
              .submit(
                  () -> {
                    if (taken.compareAndSet(false, true)) {
                      work.run();
                    }
                  });
    }

    /** Waits where it has begun; a pool that had no time for it has nothing to do any more. */
    void end() {
      if (!taken.compareAndSet(false, true)) {
        task.join();
      }
    }
  }

  @Override
  public String toString() {
    return "the calling thread and " + helpers + " helpers of the common pool";
  }
}
