package eu.paravent.testkit.fault;

import eu.paravent.client.spi.Transport;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * One client's connection, spoiled at the test's will. Without faults it changes nothing.
 * Thread-safe.
 */
public final class FaultyTransport implements Transport {
  private static final int GONE = 1006;

  private final Transport way;
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<FaultyChannel> channels = new CopyOnWriteArrayList<>();
  private volatile PushRewriter rewriter = List::of;
  private volatile boolean away;

  private FaultyTransport(Transport way) {
    this.way = way;
  }

  public static FaultyTransport around(Transport way) {
    return new FaultyTransport(way);
  }

  /** The next request of this kind meets this fault, later ones do not. */
  public void once(Predicate<Request> which, Fault fault) {
    times(1, which, fault);
  }

  /** As many requests of this kind meet this fault. */
  public void times(int count, Predicate<Request> which, Fault fault) {
    rules.add(new Rule(which, fault, new AtomicInteger(count)));
  }

  /** Every request of this kind meets this fault, until {@link #heal}. */
  public void always(Predicate<Request> which, Fault fault) {
    times(Integer.MAX_VALUE, which, fault);
  }

  /**
   * The client dies at the worst moment: the server has acted on the next request of this kind, the
   * answer is lost, and nothing gets through any more until {@link #heal}.
   */
  public void dieAfter(Predicate<Request> which) {
    once(which, Faults.loseAnswer().then(Faults.beforeAnswer(this::goAway)));
  }

  /** The server cannot be reached and open push channels break, until {@link #heal}. */
  public void goAway() {
    away = true;
    cutPush();
  }

  /** Open push channels break; new ones can be opened. */
  public void cutPush() {
    for (FaultyChannel channel : channels) {
      channel.cut();
    }
  }

  /** Changes what is pushed to this client from now on: drops, doubles, reorders, invents. */
  public void rewritePush(PushRewriter changed) {
    rewriter = changed;
  }

  /** Nothing is pushed any more, though the channel stays open. */
  public void dropPush() {
    rewritePush(frame -> List.of());
  }

  /** Everything is pushed twice. */
  public void doublePush() {
    rewritePush(frame -> List.of(frame, frame));
  }

  /** Of two entries or welcomes the later comes first. */
  public void reorderPush() {
    rewritePush(new Reordering());
  }

  /** No more faults. Broken channels stay broken. */
  public void heal() {
    rules.clear();
    rewriter = List::of;
    away = false;
  }

  @Override
  public Response exchange(Request request) throws IOException, InterruptedException {
    requireReachable();
    Fault.Onwards onwards = way::exchange;
    for (Rule rule : rules) {
      if (rule.which.test(request) && rule.left.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0) {
        Fault.Onwards rest = onwards;
        onwards = next -> rule.fault.exchange(next, rest);
      }
    }
    return onwards.exchange(request);
  }

  @Override
  public PushChannel push(String path, PushListener listener)
      throws IOException, InterruptedException {
    requireReachable();
    FaultyChannel channel = new FaultyChannel(listener, frame -> rewriter.rewrite(frame));
    channels.add(channel);
    try {
      channel.open(way.push(path, channel));
    } catch (IOException | InterruptedException | RuntimeException e) {
      channels.remove(channel);
      throw e;
    }
    return channel;
  }

  @Override
  public void close() {
    way.close();
  }

  private void requireReachable() throws IOException {
    if (away) {
      throw new IOException("The server cannot be reached");
    }
  }

  private record Rule(Predicate<Request> which, Fault fault, AtomicInteger left) {}

  /** Called with each text frame, one at a time for each channel; answers what the client gets. */
  @FunctionalInterface
  public interface PushRewriter {
    List<String> rewrite(String frame);
  }

  private static final class Reordering implements PushRewriter {
    private String held = "";

    @Override
    public synchronized List<String> rewrite(String frame) {
      if (frame.contains("\"ready\"")) {
        return List.of(frame);
      }
      if (held.isEmpty()) {
        held = frame;
        return List.of();
      }
      List<String> turned = List.of(frame, held);
      held = "";
      return turned;
    }
  }

  /** Ends once, whoever ends it. */
  private final class FaultyChannel implements PushChannel, PushListener {
    private final PushListener listener;
    private final PushRewriter frames;
    private volatile @org.jspecify.annotations.Nullable PushChannel channel;
    private boolean ended;

    FaultyChannel(PushListener listener, PushRewriter frames) {
      this.listener = listener;
      this.frames = frames;
    }

    void open(PushChannel opened) {
      channel = opened;
    }

    void cut() {
      onClosed(GONE, "cut by the test");
      close();
    }

    @Override
    public void send(String text) throws IOException {
      PushChannel opened = channel;
      synchronized (this) {
        if (ended || opened == null) {
          throw new IOException("The push channel is closed");
        }
      }
      opened.send(text);
    }

    @Override
    public void close() {
      PushChannel opened = channel;
      if (opened != null) {
        opened.close();
      }
    }

    @Override
    public synchronized void onText(String text) {
      if (!ended) {
        frames.rewrite(text).forEach(listener::onText);
      }
    }

    @Override
    public void onClosed(int code, String reason) {
      synchronized (this) {
        if (ended) {
          return;
        }
        ended = true;
      }
      channels.remove(this);
      listener.onClosed(code, reason);
    }
  }
}
