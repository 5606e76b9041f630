package eu.paravent.testkit.client;

import eu.paravent.client.internal.store.LocalStore;
import eu.paravent.client.internal.store.StoreOpener;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import java.io.IOException;

/**
 * Numbers the steps of a client at its two seams, and lets it die at one: before and after each
 * transaction becomes durable, before and after each request reaches the server. From then on it
 * reaches neither store nor server, as a process that is gone.
 */
final class Mortality {
  private int steps;
  private int fatal;
  private boolean dead;

  /** Counts from 1 again; at this step it dies. */
  synchronized void arm(int step) {
    steps = 0;
    fatal = step;
  }

  synchronized boolean dead() {
    return dead;
  }

  synchronized int steps() {
    return steps;
  }

  private synchronized void step() {
    live();
    steps++;
    if (steps == fatal) {
      dead = true;
    }
    live();
  }

  private synchronized void live() {
    if (dead) {
      throw new Died();
    }
  }

  /** No error that the client could do something about. */
  static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Died() {
      super("The process is gone", null, false, false);
    }
  }

  /** What is in it outlives the client. */
  EncryptedStore around(LocalStore lasting) {
    return new StoreOpener(
        () ->
            new LocalStore() {
              @Override
              public <T> T write(Work<T> work) {
                T result =
                    lasting.write(
                        tx -> {
                          T value = work.run(tx);
                          step();
                          return value;
                        });
                step();
                return result;
              }

              @Override
              public <T> T read(Work<T> work) {
                live();
                return lasting.read(work);
              }

              @Override
              public void close() {
                // the next client opens it again
              }
            });
  }

  Transport around(Transport way) {
    return new Transport() {
      @Override
      public Response exchange(Request request) throws IOException, InterruptedException {
        step();
        Response response = way.exchange(request);
        step();
        return response;
      }

      @Override
      public PushChannel push(String path, PushListener listener)
          throws IOException, InterruptedException {
        live();
        return way.push(path, listener);
      }

      @Override
      public void close() {
        way.close();
      }
    };
  }
}
