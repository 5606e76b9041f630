package eu.paravent.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads for all recipients on one thread. What goes wrong there ends the run. */
final class Listening implements AutoCloseable {
  private final Selector selector;
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable Exception failure;

  Listening() throws IOException {
    selector = Selector.open();
    thread = new Thread(this::listen, "recipients");
    thread.setDaemon(true);
    thread.start();
  }

  /** From now on to these too. */
  void to(List<Recipient> recipients) throws IOException {
    for (Recipient recipient : recipients) {
      recipient.channel().register(selector, SelectionKey.OP_READ, recipient);
    }
    // those that already wait are heard at once
    selector.wakeup();
  }

  private void listen() {
    try {
      while (!closed) {
        selector.select(1000);
        for (SelectionKey key : selector.selectedKeys()) {
          ((Recipient) key.attachment()).hear();
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException | RuntimeException e) {
      failure = e;
    }
  }

  void requireWell() {
    Exception seen = failure;
    if (seen != null) {
      throw new IllegalStateException("A recipient failed: " + seen.getMessage(), seen);
    }
  }

  @Override
  public void close() throws IOException {
    stop();
    selector.close();
  }

  /** What was heard is visible to the caller afterwards. */
  void stop() {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
