package eu.paravent.server.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.internal.delivery.JdkTransport;
import eu.paravent.client.spi.Transport.PushChannel;
import eu.paravent.client.spi.Transport.PushListener;
import eu.paravent.protocol.Paths;
import eu.paravent.server.testing.WildFlyProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What breaks in the middle of a conversation, and nobody in it notices more than a pause. Both
 * nodes run at the start and one at the end: a boot takes longer than anything else here.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class NodeFaults {
  private static final int LATE = Integer.MAX_VALUE - 10;
  private static final int GOING_AWAY = 1001, SECONDS_MOST = 120, SOME = 20;

  abstract TwoNodes nodes();

  @Test
  void postgreSqlIsKilledAndNothingThatWasConfirmedIsLost() throws Exception {
    try (Crowd crowd = new Crowd(nodes().balancer.uri()).talk()) {
      for (int i = 0; i < 2; i++) {
        crowd.awaitTold(SOME);
        nodes().postgres.kill();
        nodes().postgres.start();
      }
      crowd.awaitTold(SOME);
      crowd.check();
    }
  }

  @Test
  void withoutItsDatabaseANodeIsNotReadyAndWithItItIsAgain() throws Exception {
    try (Crowd crowd = new Crowd(nodes().balancer.uri()).talk()) {
      crowd.awaitTold(SOME);
      nodes().postgres.stop();
      for (WildFlyProcess node : List.of(nodes().first, nodes().second)) {
        assertThat(node.health("ready")).isEqualTo(503);
        assertThat(node.health("live")).isEqualTo(200);
        assertThat(get(node, Paths.LIMITS)).as("what needs no database").isEqualTo(200);
      }
      nodes().postgres.start();
      for (WildFlyProcess node : List.of(nodes().first, nodes().second)) {
        assertThat(node.health("ready")).isEqualTo(200);
      }
      crowd.awaitTold(SOME);
      crowd.check();
    }
  }

  /**
   * {@code -Dparavent.faults.commands=10000} for an afternoon, {@code -Dparavent.faults.seed} to
   * have the same commands again.
   */
  @Test
  void commandsAtRandomWithFaultsInBetween() throws Exception {
    long seed = Long.getLong("paravent.faults.seed", System.nanoTime());
    System.out.println("-Dparavent.faults.seed=" + seed);
    int before = nodes().balancer.cuts();
    try (Crowd crowd = new Crowd(nodes().balancer.uri())) {
      new RandomWalk(seed, nodes(), crowd).run(Integer.getInteger("paravent.faults.commands", 300));
      crowd.check();
      assertThat(nodes().balancer.cuts() - before).as("cut in the middle").isPositive();
      assertThat(
              nodes()
                  .count(
                      "select group_id, epoch from log_entry where kind = 'commit'"
                          + " group by group_id, epoch having count(*) > 1"))
          .as("epochs with two commits")
          .isZero();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("With -Dparavent.faults.seed=" + seed, e);
    }
  }

  /** What docs/growing.md offers. */
  @Test
  @Order(LATE - 1)
  void theLogIsPartitionedWhilePeopleTalk() throws Exception {
    try (Crowd crowd = new Crowd(nodes().balancer.uri()).talk()) {
      crowd.awaitTold(SOME);
      nodes().execute(Files.readString(Path.of("src/main/sql/partition-log.sql")));
      crowd.awaitTold(SOME);
      crowd.check();
      assertThat(nodes().count("select relid from pg_partition_tree('log_entry') where isleaf"))
          .isEqualTo(16);
    }
  }

  @Test
  @Order(LATE)
  void aNodeIsKilledAndNothingIsLostDoubledOrOutOfTurn() throws Exception {
    try (Crowd crowd = new Crowd(nodes().balancer.uri()).talk()) {
      crowd.awaitTold(SOME);
      nodes().first.kill();
      crowd.awaitTold(2 * SOME);
      crowd.check();
    }
  }

  /** One node comes, the other ends in good order while requests are under way, and so on. */
  @Test
  @Order(LATE + 1)
  void aRollingRestartMakesNoSendFail() throws Exception {
    WildFlyProcess first = nodes().first;
    WildFlyProcess second = nodes().second;
    try (Crowd crowd = new Crowd(nodes().balancer.uri()).talk()) {
      first.start();
      crowd.awaitTold(SOME);
      endInGoodOrder(second);
      crowd.awaitTold(SOME);
      second.start();
      crowd.awaitTold(SOME);
      endInGoodOrder(first);
      crowd.awaitTold(SOME);
      crowd.check();
    }
  }

  private static void endInGoodOrder(WildFlyProcess node) throws Exception {
    CompletableFuture<Integer> closed = new CompletableFuture<>();
    try (JdkTransport transport = new JdkTransport(node.uri(), Runnable::run);
        HalfRequest half = new HalfRequest(node)) {
      PushChannel push = transport.push(Paths.PUSH, new Closing(closed));
      CompletableFuture<Void> end = CompletableFuture.runAsync(node::stop);

      assertThat(closed.get(SECONDS_MOST, TimeUnit.SECONDS)).isEqualTo(GOING_AWAY);
      assertThat(half.complete()).startsWith("HTTP/1.1 422 ");
      end.get(SECONDS_MOST, TimeUnit.SECONDS);
      push.close();
    }
  }

  private static int get(WildFlyProcess node, String path) throws IOException {
    return ((java.net.HttpURLConnection) node.uri().resolve(path).toURL().openConnection())
        .getResponseCode();
  }

  /** A sign-in of which one half is on its way; the server waits for the other. */
  private static final class HalfRequest implements AutoCloseable {
    private static final String BODY = "grant_type=none&assertion=none";

    private final Socket socket;

    HalfRequest(WildFlyProcess node) throws IOException {
      socket = new Socket("localhost", node.uri().getPort());
      socket.setSoTimeout(SECONDS_MOST * 1000);
      write(
          "POST "
              + Paths.SESSIONS
              + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
              + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
              + BODY.length()
              + "\r\n\r\n"
              + BODY.substring(0, 10));
    }

    /** The first line of the answer. */
    String complete() throws IOException {
      write(BODY.substring(10));
      return String.valueOf(
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
              .readLine());
    }

    private void write(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private record Closing(CompletableFuture<Integer> closed) implements PushListener {
    @Override
    public void onText(String text) {
      // says no hello, so nothing comes
    }

    @Override
    public void onClosed(int code, String reason) {
      closed.complete(code);
    }
  }
}
