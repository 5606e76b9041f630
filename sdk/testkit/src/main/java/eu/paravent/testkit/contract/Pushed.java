package eu.paravent.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import eu.paravent.client.spi.Transport.PushChannel;
import eu.paravent.client.spi.Transport.PushListener;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.delivery.PushFrame;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A channel whose frames wait to be looked at. */
final class Pushed implements PushListener, AutoCloseable {
  private static final int SECONDS_MOST = 30;

  private final BlockingQueue<PushFrame> frames = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
  private final PushChannel channel;
  private volatile boolean takesSeveral = true;

  @SuppressWarnings({"this-escape", "NullAway"}) // frames come after the hello only
  private Pushed(Caller caller) throws Exception {
    channel = caller.transport().push(Paths.PUSH, this);
  }

  static Pushed connect(Caller caller) throws Exception {
    return new Pushed(caller);
  }

  static Pushed open(Caller caller) throws Exception {
    Pushed pushed = connect(caller);
    pushed.hello(caller.token());
    pushed.next(PushFrame.READY);
    return pushed;
  }

  /** As a client that knows nothing of {@code entries}; it fails where it gets them. */
  static Pushed openWithoutSeveral(Caller caller) throws Exception {
    Pushed pushed = connect(caller);
    pushed.takesSeveral = false;
    pushed.channel.send("{\"type\":\"hello\",\"token\":\"" + caller.token() + "\"}");
    pushed.next(PushFrame.READY);
    return pushed;
  }

  void hello(String token) throws Exception {
    channel.send(new String(Json.write(PushFrame.hello(token)), StandardCharsets.UTF_8));
  }

  PushFrame next(String type) throws InterruptedException {
    PushFrame frame = frames.poll(SECONDS_MOST, TimeUnit.SECONDS);
    if (frame == null) {
      throw new AssertionError("No frame came, expected was " + type);
    }
    assertEquals(type, frame.type());
    return frame;
  }

  int closeCode() throws InterruptedException {
    Integer code = closed.poll(SECONDS_MOST, TimeUnit.SECONDS);
    if (code == null) {
      throw new AssertionError("The channel was not closed");
    }
    return code;
  }

  /** Nothing came, and it is open still. */
  void quiet() {
    assertEquals(0, frames.size());
    assertEquals(0, closed.size());
  }

  @Override
  public void onText(String text) {
    PushFrame frame = Json.read(PushFrame.class, text.getBytes(StandardCharsets.UTF_8));
    if (frame.type().equals(PushFrame.ENTRIES) && takesSeveral) {
      // for those who look, the same as one after the other
      String group = frame.groupId().orElseThrow();
      frame.entries().orElseThrow().forEach(entry -> frames.add(PushFrame.entry(group, entry)));
    } else {
      frames.add(frame);
    }
  }

  @Override
  public void onClosed(int code, String reason) {
    closed.add(code);
  }

  @Override
  public void close() {
    channel.close();
  }
}
