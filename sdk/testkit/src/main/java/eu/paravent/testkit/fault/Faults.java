package eu.paravent.testkit.fault;

import eu.paravent.client.spi.Transport.Response;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.Problem;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.delivery.LogPage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** The usual faults of a connection. */
public final class Faults {
  private Faults() {}

  /** The server never hears of it. */
  public static Fault loseRequest() {
    return (request, onwards) -> {
      throw new IOException("Lost on the way to the server: " + request);
    };
  }

  /** The server acts; the client does not hear of it. */
  public static Fault loseAnswer() {
    return (request, onwards) -> {
      onwards.exchange(request);
      throw new IOException("Lost on the way back: " + request);
    };
  }

  /** The request takes a while, of real time. */
  public static Fault delay(Duration by) {
    return (request, onwards) -> {
      Thread.sleep(by.toMillis());
      return onwards.exchange(request);
    };
  }

  /** The request waits before the server until the test lets it go. */
  public static Fault holdUntil(CountDownLatch released) {
    return (request, onwards) -> {
      released.await();
      return onwards.exchange(request);
    };
  }

  /** The test does something after the server acted and before the client hears of it. */
  public static Fault beforeAnswer(Runnable action) {
    return (request, onwards) -> {
      Response response = onwards.exchange(request);
      action.run();
      return response;
    };
  }

  /** The server, or something in front of it, refuses with this code. */
  public static Fault refuse(ProblemCode code) {
    return (request, onwards) ->
        new Response(
            code.status(),
            Map.of("content-type", Headers.PROBLEM_JSON),
            Json.write(Problem.of(code, "Refused by the test")));
  }

  /**
   * Shows this client another log than the others when it reads it; for {@code GET} of {@link
   * eu.paravent.protocol.Paths#LOG}. What is pushed is not changed: see {@link
   * FaultyTransport#rewritePush}.
   */
  public static Fault rewriteLog(UnaryOperator<List<LogEntry>> rewriter) {
    return (request, onwards) -> {
      Response response = onwards.exchange(request);
      if (response.status() != 200) {
        return response;
      }
      LogPage page = Json.read(LogPage.class, response.body());
      return new Response(
          200,
          response.headers(),
          Json.write(new LogPage(rewriter.apply(page.entries()), page.head())));
    };
  }
}
