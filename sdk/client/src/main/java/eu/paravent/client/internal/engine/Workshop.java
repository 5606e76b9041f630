package eu.paravent.client.internal.engine;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that many clients share: some that work for the clients, as many again for the host's
 * event handlers, since those may wait for what the others do, and a timer. All daemons; those that
 * have nothing to do end.
 */
public final class Workshop extends Crew implements AutoCloseable {
  private static final int IDLE_SECONDS = 10;

  private final ThreadPoolExecutor workers;
  private final ThreadPoolExecutor handlers;
  private final ScheduledThreadPoolExecutor timer;

  /**
   * @param most threads of each kind
   */
  public Workshop(int most) {
    workers = pool(most, "paravent-worker-");
    handlers = pool(most, "paravent-handler-");
    timer = new ScheduledThreadPoolExecutor(1, factory("paravent-timer-"));
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  Threads threads() {
    return new Threads(workers, handlers, timer);
  }

  private static ThreadPoolExecutor pool(int most, String name) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory(name));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Named daemons without the class loader of whoever happened to need them first. */
  public static ThreadFactory factory(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + number.incrementAndGet());
      thread.setDaemon(true);
      thread.setContextClassLoader(Workshop.class.getClassLoader());
      return thread;
    };
  }

  /** After the clients were closed. */
  @Override
  public void close() {
    timer.shutdownNow();
    workers.shutdownNow();
    handlers.shutdownNow();
    try {
      workers.awaitTermination(IDLE_SECONDS, TimeUnit.SECONDS);
      handlers.awaitTermination(IDLE_SECONDS, TimeUnit.SECONDS);
      timer.awaitTermination(IDLE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
