package eu.paravent.testkit.internal;

import eu.paravent.client.spi.Transport.PushChannel;
import eu.paravent.client.spi.Transport.PushListener;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.delivery.PushFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One push channel, with a thread of its own for as long as it is open. */
final class PushConnection implements PushChannel {
  private static final int NORMAL = 1000, TOO_SLOW = 1013, NOT_SIGNED_IN = 4401, NO_HELLO = 4408;
  private static final int HELLO_SECONDS = 10, WAITING_MOST = 10_000;

  private final PushListener listener;
  private final SignIn signIn;
  private final Consumer<PushConnection> whenClosed;
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile Optional<Session> session = Optional.empty();

  PushConnection(PushListener listener, SignIn signIn, Consumer<PushConnection> whenClosed) {
    this.listener = listener;
    this.signIn = signIn;
    this.whenClosed = whenClosed;
  }

  /** Tells whose token it is, and whether a session still lasts. */
  interface SignIn {
    Session of(String token) throws Refusal;

    boolean lasts(Session session);
  }

  /** Text for the listener, or the end. */
  private record Signal(Optional<String> text, int code, String reason) {}

  void start() {
    Thread thread = new Thread(this::run, "paravent-testkit-push");
    thread.setDaemon(true);
    thread.start();
  }

  /** Empty until signed in. */
  Optional<String> device() {
    return session.map(Session::device);
  }

  void closeIfEnded() {
    if (session.isPresent() && !signIn.lasts(session.get())) {
      end(NOT_SIGNED_IN, "the session ended");
    }
  }

  void offer(String text) {
    closeIfEnded();
    if (signals.size() > WAITING_MOST) {
      end(TOO_SLOW, "too slow: reconnect and read the log");
    } else if (!ended.get()) {
      signals.add(new Signal(Optional.of(text), 0, ""));
    }
  }

  void end(int code, String reason) {
    if (ended.compareAndSet(false, true)) {
      whenClosed.accept(this);
      signals.add(new Signal(Optional.empty(), code, reason));
    }
  }

  @Override
  public void send(String text) throws IOException {
    if (ended.get()) {
      throw new IOException("The push channel is closed");
    }
    if (session.isPresent()) {
      return; // whatever a newer client may say
    }
    try {
      PushFrame frame = Json.read(PushFrame.class, text.getBytes(StandardCharsets.UTF_8));
      if (!frame.type().equals(PushFrame.HELLO) || frame.token().isEmpty()) {
        end(NO_HELLO, "the first frame is not a hello");
        return;
      }
      Session of = signIn.of(frame.token().get());
      // ready stands in the queue before the session shows: no entry overtakes it
      signals.add(new Signal(Optional.of(PushHub.text(PushFrame.ready())), 0, ""));
      session = Optional.of(of);
    } catch (Json.UnreadableException e) {
      end(NO_HELLO, "the first frame is not a hello");
    } catch (Refusal e) {
      end(NOT_SIGNED_IN, "not signed in");
    }
  }

  @Override
  public void close() {
    end(NORMAL, "closed");
  }

  private void run() {
    try {
      Signal signal = signals.poll(HELLO_SECONDS, TimeUnit.SECONDS);
      if (signal == null) {
        end(NO_HELLO, "no hello within " + HELLO_SECONDS + " seconds");
        signal = signals.take();
      }
      while (signal.text().isPresent()) {
        listener.onText(signal.text().get());
        signal = signals.take();
      }
      listener.onClosed(signal.code(), signal.reason());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
