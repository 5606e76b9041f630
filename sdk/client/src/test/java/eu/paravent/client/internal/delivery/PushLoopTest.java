package eu.paravent.client.internal.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eu.paravent.client.SignInException;
import eu.paravent.client.spi.Transport;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PushLoopTest {
  private final Deque<Duration> pauses = new ArrayDeque<>();
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int attempts;

  private final PushLoop loop =
      new PushLoop(
          new Nowhere(),
          new SignIn(
              new Http(new Nowhere(), InstantSource.system()),
              InstantSource.system(),
              () -> {
                attempts++;
                throw new SignInException("There is no network", null);
              }),
          (pause, task) -> {
            pauses.add(pause);
            waiting.add(task);
          },
          new Backoff(new Random(1)),
          new Nobody());

  @Test
  void pausesGrowUntilSomeoneKnowsBetter() {
    loop.start();
    for (int i = 0; i < 9; i++) {
      waiting.remove().run();
    }
    assertEquals(9, attempts);
    assertTrue(pauses.getLast().compareTo(Duration.ofSeconds(20)) > 0);

    loop.retryNow();
    assertEquals(Duration.ZERO, pauses.getLast());
    waiting.removeLast().run();
    assertEquals(10, attempts);
    assertTrue(pauses.getLast().compareTo(Duration.ofSeconds(1)) < 0);
  }

  @Test
  void nothingIsTriedAgainAfterTheEnd() {
    loop.start();
    waiting.remove().run();
    loop.close();
    int before = waiting.size();
    loop.retryNow();
    assertEquals(before, waiting.size());
    waiting.remove().run();
    assertEquals(1, attempts);
  }

  private static final class Nowhere implements Transport {
    @Override
    public Response exchange(Request request) throws IOException {
      throw new IOException("There is no network");
    }

    @Override
    public PushChannel push(String path, PushListener listener) throws IOException {
      throw new IOException("There is no network");
    }

    @Override
    public void close() {}
  }

  private static final class Nobody implements PushLoop.Receiver {
    @Override
    public void ready() {}

    @Override
    public void entry(String groupId, Entry entry) {}

    @Override
    public void welcome(WelcomeAt welcome) {}

    @Override
    public void signal(String groupId, byte[] message) {}
  }
}
