package eu.paravent.mls.crypto;

import java.util.function.IntConsumer;

/** {@link CommonPool} where there is one thread. */
public final class BrowserCommonPool implements Parallelism {
  private final Parallelism alone = Parallelism.callingThread();

  public BrowserCommonPool(int helpers) {}

  @Override
  public void forEach(int count, IntConsumer task) {
    alone.forEach(count, task);
  }
}
