package eu.paravent.client.internal.engine;

import eu.paravent.client.ClientClosedException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one client, its own or its part of shared ones. Its own come and go with the work,
 * since a handler of the host may itself wait for the server, and end with {@link #close()}. Of
 * shared ones, what this client runs ends then.
 */
final class Threads implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Threads.class.getName());
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final ThreadPoolExecutor workers;
  private final ThreadPoolExecutor handlers;
  private final ScheduledThreadPoolExecutor timer;
  private final boolean shared;

  /** Threads that were made for this client alone. */
  private final Set<Thread> own = ConcurrentHashMap.newKeySet();

  /** Shared timer's tasks of this client that are still to come. */
  private final Set<Future<?>> pending = ConcurrentHashMap.newKeySet();

  /** Where tasks of this client are running now. */
  private final Set<Thread> running = new HashSet<>();

  private volatile boolean closed;

  /** Tasks that were taken and have not ended. */
  private int active;

  Threads() {
    ThreadFactory factory = ownThreads();
    workers =
        new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    handlers = workers;
    timer = new ScheduledThreadPoolExecutor(1, factory);
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    shared = false;
  }

  /** A part of threads that others share and that somebody else ends. */
  Threads(
      ThreadPoolExecutor workers, ThreadPoolExecutor handlers, ScheduledThreadPoolExecutor timer) {
    this.workers = workers;
    this.handlers = handlers;
    this.timer = timer;
    shared = true;
  }

  private ThreadFactory ownThreads() {
    AtomicInteger number = new AtomicInteger();
    return task -> {
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
    runOn(workers, task);
  }

  /** As {@link #run}: what calls the host, which may wait for other things that are run. */
  void runHandler(Runnable task) {
    runOn(handlers, task);
  }

  private void runOn(Executor executor, Runnable task) {
    synchronized (this) {
      if (closed) {
        LOG.log(System.Logger.Level.DEBUG, "Not run: the client is closed");
        return;
      }
      active++;
    }
    try {
      executor.execute(() -> perform(task));
    } catch (RejectedExecutionException e) {
      ended();
    }
  }

  private void perform(Runnable task) {
    Thread thread = Thread.currentThread();
    boolean begun;
    synchronized (this) {
      // shared threads may have kept it waiting: it is not begun after the client was closed
      begun = !(shared && closed) && running.add(thread);
    }
    try {
      if (begun) {
        guarded(task).run();
      }
    } finally {
      synchronized (this) {
        running.remove(thread);
        if (shared && closed && Thread.interrupted()) {
          LOG.log(System.Logger.Level.DEBUG, "A task was interrupted: its client was closed");
        }
      }
      ended();
    }
  }

  /** The last one takes the workers along: until then answers to its requests come in on them. */
  private synchronized void ended() {
    active--;
    if (closed && active == 0 && !shared) {
      workers.shutdown();
    }
    notifyAll();
  }

  void later(Duration delay, Runnable task) {
    try {
      if (!shared) {
        timer.schedule(() -> run(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        return;
      }
      FutureTask<?> due = new Due(task);
      pending.add(due);
      if (closed) {
        due.cancel(false);
        return;
      }
      timer.schedule(due, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.log(System.Logger.Level.DEBUG, "Not run: the client is closed");
    }
  }

  /** Something on the shared timer, which holds nothing of this client once it is closed. */
  private final class Due extends FutureTask<Boolean> {
    Due(Runnable task) {
      super(() -> Threads.this.run(task), true);
    }

    @Override
    protected void done() {
      pending.remove(this);
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

  /** Ends what runs; waits for it, except for the one that calls. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      if (active == 0 && !shared) {
        workers.shutdown();
      }
    }
    try {
      if (shared) {
        leave();
      } else {
        end();
      }
    } catch (InterruptedException e) {
      if (!shared) {
        workers.shutdownNow();
      }
      Thread.currentThread().interrupt();
    }
  }

  private void leave() throws InterruptedException {
    List.copyOf(pending).forEach(due -> due.cancel(false));
    // a thread inside a store transaction is let finish; who still waits then is interrupted
    if (!othersEnd()) {
      synchronized (this) {
        running.stream().filter(t -> t != Thread.currentThread()).forEach(Thread::interrupt);
      }
      if (!othersEnd()) {
        LOG.log(System.Logger.Level.WARNING, "A thread of the chat client does not end");
      }
    }
  }

  private synchronized boolean othersEnd() throws InterruptedException {
    long until = System.nanoTime() + GRACE.toNanos();
    while (running.stream().anyMatch(thread -> thread != Thread.currentThread())) {
      long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  private void end() throws InterruptedException {
    timer.shutdownNow();
    if (own.contains(Thread.currentThread())) {
      // a handler of the host closes the client: its own thread ends when the handler returns
      return;
    }
    List<Thread> threads = List.copyOf(own);
    // a thread inside a store transaction is let finish; who still waits then is interrupted
    if (!workers.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
      workers.shutdownNow();
      if (!workers.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "A thread of the chat client does not end");
      }
    }
    for (Thread thread : threads) {
      thread.join(GRACE.toMillis());
    }
  }
}
