package eu.paravent.client.internal.engine;

import eu.paravent.client.ClientClosedException;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * {@link Threads} in a browser: a thread for each task, which are cheap there and take turns by
 * themselves. A task that waits when the client closes is not interrupted: what it waits for ends.
 */
final class BrowserThreads implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Threads.class.getName());

  private volatile boolean closed;

  void requireOpen() {
    if (closed) {
      throw new ClientClosedException();
    }
  }

  boolean closed() {
    return closed;
  }

  void run(Runnable task) {
    later(Duration.ZERO, task);
  }

  void runHandler(Runnable task) {
    run(task);
  }

  void later(Duration delay, Runnable task) {
    if (closed) {
      return;
    }
    new Thread(
            () -> {
              try {
                Thread.sleep(delay.toMillis());
                if (!closed) {
                  task.run();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (RuntimeException e) {
                if (!closed) {
                  LOG.log(
                      System.Logger.Level.WARNING,
                      "A background task of the chat client failed",
                      e);
                }
              }
            })
        .start();
  }

  Executor workers() {
    return this::run;
  }

  @Override
  public void close() {
    closed = true;
  }
}
