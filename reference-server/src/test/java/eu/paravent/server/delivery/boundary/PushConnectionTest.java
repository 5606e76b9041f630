package eu.paravent.server.delivery.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.server.metrics.control.Meters;
import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class PushConnectionTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final int FOR_EVER = 100_000, SILENCE = 30;

  private final List<String> sent = new ArrayList<>();
  private final Deque<SendHandler> onTheirWay = new ArrayDeque<>();
  private final List<CloseReason> closed = new ArrayList<>();
  private final Meters meters = new Meters();
  private final PushConnection connection =
      new PushConnection(socket(), meters, NOW.plusSeconds(10));

  /** A socket whose frames arrive when the test says so. */
  private Session socket() {
    RemoteEndpoint.Async remote =
        proxy(
            RemoteEndpoint.Async.class,
            (method, arguments) -> {
              if (method.equals("sendText")) {
                sent.add((String) arguments[0]);
                onTheirWay.add((SendHandler) arguments[1]);
              }
              return null;
            });
    return proxy(
        Session.class,
        (method, arguments) -> {
          if (method.equals("close")) {
            closed.add((CloseReason) arguments[0]);
          }
          return method.equals("getAsyncRemote") ? remote : null;
        });
  }

  private interface Answer {
    Object to(String method, Object[] arguments) throws InvocationTargetException;
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answer.to(method.getName(), arguments)));
  }

  /** What a group says from now on is no memory of the server's any more. */
  @Test
  void whoNeverReadsIsCutOffAndKeepsNothing() {
    int most = 0;
    for (int i = 0; i < FOR_EVER; i++) {
      connection.send("frame " + i);
      most = Math.max(most, connection.backlog());
    }

    assertThat(most).isEqualTo(PushConnection.FRAMES_MOST);
    assertClosed(PushConnection.TOO_SLOW);
    assertThat(connection.backlog()).isZero();
    assertThat(sent).containsExactly("frame 0");
  }

  @Test
  void fewLargeFramesAreMuchAsWell() {
    String large = "x".repeat(1 << 20);
    int taken = 0;
    while (closed.isEmpty()) {
      connection.send(large);
      taken++;
    }

    assertThat((taken - 1L) * large.length()).isLessThanOrEqualTo(PushConnection.CHARACTERS_MOST);
    assertThat(connection.backlog()).isZero();
  }

  /** Nobody is cut off for having been slow once: what was read is not counted any more. */
  @Test
  void whoCatchesUpGetsEverythingInOrder() {
    List<String> expected = new ArrayList<>();
    for (int round = 0; round < 10; round++) {
      for (int i = 0; i < PushConnection.FRAMES_MOST; i++) {
        String frame = "frame " + round + " " + i + "x".repeat(2_000);
        expected.add(frame);
        connection.send(frame);
      }
      while (!onTheirWay.isEmpty()) {
        onTheirWay.remove().onResult(new SendResult());
      }
    }

    assertThat(closed).isEmpty();
    assertThat(sent).isEqualTo(expected);
  }

  @Test
  void whatIsOfTheMomentIsNotKeptForASlowReader() {
    connection.send("an entry");
    connection.offer("somebody types");
    onTheirWay.remove().onResult(new SendResult());
    connection.offer("somebody types again");

    assertThat(sent).containsExactly("an entry", "somebody types again");
  }

  @Test
  void whoAnswersPingsStaysAndWhoDoesNotIsLetGo() {
    connection.signIn("device", "token", NOW.plusSeconds(3_600), true);
    connection.ping(NOW.plusSeconds(30));
    connection.heard();
    connection.ping(NOW.plusSeconds(60));
    connection.ping(NOW.plusSeconds(80));

    connection.tick(NOW.plusSeconds(89), SILENCE);
    assertThat(closed).isEmpty();
    connection.tick(NOW.plusSeconds(90), SILENCE);

    assertClosed(CloseReason.CloseCodes.GOING_AWAY);
  }

  /** A machine that stood still, or a clock that was set. */
  @Test
  void whoWasNotAskedIsNotLetGo() {
    connection.signIn("device", "token", NOW.plusSeconds(36_000), true);
    connection.ping(NOW.plusSeconds(30));
    connection.heard();

    connection.tick(NOW.plusSeconds(7_200), SILENCE);

    assertThat(closed).isEmpty();
  }

  @Test
  void whoSaysNoHelloIsLetGo() {
    connection.tick(NOW.plusSeconds(9), SILENCE);
    assertThat(closed).isEmpty();
    connection.tick(NOW.plusSeconds(10), SILENCE);

    assertClosed(PushConnection.NO_HELLO);
  }

  @Test
  void endsWithItsToken() {
    connection.signIn("device", "token", NOW.plusSeconds(40), true);
    connection.tick(NOW.plusSeconds(40), SILENCE);

    assertClosed(PushConnection.NOT_SIGNED_IN);
  }

  private void assertClosed(CloseReason.CloseCode code) {
    assertThat(closed).singleElement().extracting(CloseReason::getCloseCode).isEqualTo(code);
  }

  @Test
  void aBrokenConnectionIsClosedAndTakesNothingMore() {
    connection.send("lost");
    onTheirWay.remove().onResult(new SendResult(new java.io.IOException("broken pipe")));
    connection.send("too late");

    assertThat(closed).hasSize(1);
    assertThat(sent).containsExactly("lost");
    assertThat(connection.backlog()).isZero();
  }
}
