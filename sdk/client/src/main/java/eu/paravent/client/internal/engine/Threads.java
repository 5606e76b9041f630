package eu.paravent.client.internal.engine;

import eu.paravent.client.ClientClosedException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All threads of one client: a timer, and workers that come and go with the work, since a handler
 * of the host may itself wait for the server. Daemons, named, ended by {@link #close()}.
 */
final class Threads implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Threads.class.getName());
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Set<Thread> own = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor workers;
  private final ScheduledThreadPoolExecutor timer;
  private volatile boolean closed;

  /** Tasks that were taken and have not ended. */
  private int active;

  Threads() {
    AtomicInteger number = new AtomicInteger();
    ThreadFactory factory =
        task -> {
          Thread thread =
              new Thread(task, "paravent-" + number.incrementAndGet()) {
                @Override
                public void run() {
                  try {
                    super.run();
                  } finally {
                    own.remove(this);
                  }
                }
              };
          thread.setDaemon(true);
          // no class loader of whoever happened to need the thread first
          thread.setContextClassLoader(Threads.class.getClassLoader());
          own.add(thread);
          return thread;
        };
    workers =
        new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    timer = new ScheduledThreadPoolExecutor(1, factory);
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  void requireOpen() {
    if (closed) {
      throw new ClientClosedException();
    }
  }

  boolean closed() {
    return closed;
  }

  /** Runs it soon; not at all once the client is closed. */
  void run(Runnable task) {
    synchronized (this) {
      if (closed) {
        LOG.log(System.Logger.Level.DEBUG, "Not run: the client is closed");
        return;
      }
      active++;
    }
    try {
      workers.execute(
          () -> {
            try {
              guarded(task).run();
            } finally {
              ended();
            }
          });
    } catch (RejectedExecutionException e) {
      ended();
    }
  }

  /** The last one takes the workers along: until then answers to its requests come in on them. */
  private synchronized void ended() {
    active--;
    if (closed && active == 0) {
      workers.shutdown();
    }
  }

  void later(Duration delay, Runnable task) {
    try {
      timer.schedule(() -> run(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.log(System.Logger.Level.DEBUG, "Not run: the client is closed");
    }
  }

  Executor workers() {
    return workers;
  }

  private Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        if (!closed) {
          LOG.log(System.Logger.Level.WARNING, "A background task of the chat client failed", e);
        }
      }
    };
  }

  /** Ends all threads; waits for them, except for the one that calls. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      if (active == 0) {
        workers.shutdown();
      }
    }
    timer.shutdownNow();
    if (own.contains(Thread.currentThread())) {
      // a handler of the host closes the client: its own thread ends when the handler returns
      return;
    }
    List<Thread> running = List.copyOf(own);
    try {
      // a thread inside a store transaction is let finish; who still waits then is interrupted
      if (!workers.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        workers.shutdownNow();
        if (!workers.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
          LOG.log(System.Logger.Level.WARNING, "A thread of the chat client does not end");
        }
      }
      for (Thread thread : running) {
        thread.join(GRACE.toMillis());
      }
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
