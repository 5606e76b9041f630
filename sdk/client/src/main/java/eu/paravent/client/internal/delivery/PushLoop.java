package eu.paravent.client.internal.delivery;

import eu.paravent.client.spi.Transport;
import eu.paravent.client.spi.Transport.PushChannel;
import eu.paravent.client.spi.Transport.PushListener;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.delivery.PushFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the push channel open: signs in, says hello, and comes back with growing pauses when the
 * channel breaks. What it hands on may be incomplete; the log is the truth.
 */
public final class PushLoop implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(PushLoop.class.getName());
  private static final int NOT_SIGNED_IN = 4401;

  private final Transport transport;
  private final SignIn session;
  private final Later later;
  private final Backoff backoff;
  private final Receiver receiver;
  private @Nullable Connection current;
  private int failures;
  private boolean started;
  private boolean closed;

  public PushLoop(
      Transport transport, SignIn session, Later later, Backoff backoff, Receiver receiver) {
    this.transport = transport;
    this.session = session;
    this.later = later;
    this.backoff = backoff;
    this.receiver = receiver;
  }

  /** Runs something after a pause, on a thread that may wait; not at all once the client ends. */
  @FunctionalInterface
  public interface Later {
    void run(Duration delay, Runnable task);
  }

  /** Called one at a time, on a thread that must not be held up. */
  public interface Receiver {
    /** The channel is open: what was missed must be asked for now. */
    void ready();

    void entry(String groupId, Entry entry);

    void welcome(WelcomeAt welcome);

    /** A message that is in no log. */
    void signal(String groupId, byte[] message);
  }

  public synchronized void start() {
    if (!started && !closed) {
      started = true;
      schedule(0);
    }
  }

  /** Opens the channel without waiting for the pause to end; nothing where it is open. */
  public synchronized void retryNow() {
    if (started && !closed && current == null) {
      failures = 0;
      schedule(0);
    }
  }

  /** Drops the channel and opens it again: it seems to be dead. */
  public void reopen() {
    Connection connection;
    synchronized (this) {
      connection = current;
    }
    if (connection != null) {
      connection.end();
    }
  }

  @Override
  public void close() {
    Connection connection;
    synchronized (this) {
      closed = true;
      connection = current;
      current = null;
    }
    if (connection != null) {
      connection.end();
    }
  }

  private void schedule(long millis) {
    later.run(Duration.ofMillis(millis), this::connect);
  }

  private void connect() {
    Connection connection = new Connection();
    synchronized (this) {
      // a pause may end after an attempt was made at once
      if (closed || current != null) {
        return;
      }
      current = connection;
    }
    try {
      connection.open();
    } catch (IOException | RuntimeException e) {
      // whatever went wrong, the next attempt may work: the host hears of it when it asks
      // for something
      connection.gone(e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void lost(Connection connection, String why) {
    if (closed || current != connection) {
      return;
    }
    current = null;
    failures++;
    int attempt = failures;
    LOG.log(
        System.Logger.Level.DEBUG, () -> "Push channel closed (" + why + "), attempt " + attempt);
    schedule(backoff.after(failures).toMillis());
  }

  private synchronized boolean isCurrent(Connection connection) {
    return !closed && current == connection;
  }

  private final class Connection implements PushListener {
    private volatile @Nullable PushChannel channel;
    private volatile @Nullable String token;

    void open() throws IOException, InterruptedException {
      String fresh = session.token();
      token = fresh;
      PushChannel opened = transport.push(Paths.PUSH, this);
      channel = opened;
      opened.send(text(PushFrame.hello(fresh)));
    }

    @Override
    public void onText(String text) {
      PushFrame frame;
      try {
        frame = Json.read(PushFrame.class, text.getBytes(StandardCharsets.UTF_8));
      } catch (Json.UnreadableException e) {
        LOG.log(System.Logger.Level.DEBUG, () -> "Push frame ignored: " + e.getMessage());
        return;
      }
      if (!isCurrent(this)) {
        return;
      }
      switch (frame.type()) {
        case PushFrame.READY:
          synchronized (PushLoop.this) {
            failures = 0;
          }
          receiver.ready();
          break;
        case PushFrame.ENTRY:
          if (frame.groupId().isPresent() && frame.entry().isPresent()) {
            receiver.entry(frame.groupId().get(), Frames.entry(frame.entry().get()));
          }
          break;
        case PushFrame.ENTRIES:
          if (frame.groupId().isPresent()) {
            for (LogEntry entry : frame.entries().orElse(List.of())) {
              receiver.entry(frame.groupId().get(), Frames.entry(entry));
            }
          }
          break;
        case PushFrame.WELCOME:
          frame.welcome().ifPresent(w -> receiver.welcome(Frames.welcome(w)));
          break;
        case PushFrame.SIGNAL:
          if (frame.groupId().isPresent() && frame.signal().isPresent()) {
            receiver.signal(frame.groupId().get(), frame.signal().get());
          }
          break;
        default:
          // of a newer server
          break;
      }
    }

    @Override
    public void onClosed(int code, String reason) {
      String stale = token;
      if (code == NOT_SIGNED_IN && stale != null) {
        session.forget(stale);
      }
      gone("code " + code);
    }

    void gone(String why) {
      lost(this, why);
      end();
    }

    void end() {
      PushChannel opened = channel;
      if (opened != null) {
        opened.close();
      }
    }

    private String text(PushFrame frame) {
      return new String(Json.write(frame), StandardCharsets.UTF_8);
    }
  }
}
