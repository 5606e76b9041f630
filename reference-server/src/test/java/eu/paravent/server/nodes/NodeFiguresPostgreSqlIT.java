package eu.paravent.server.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.server.testing.WildFlyProcess;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the figures of one node say of the other one. */
class NodeFiguresPostgreSqlIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  @TempDir Path folder;

  @Test
  void otherNodeIsCountedUntilItIsGone() throws Exception {
    try (TwoNodes nodes = new TwoNodes(folder).start()) {
      await(nodes.first, "paravent_nodes_others 1.0");
      await(nodes.second, "paravent_nodes_others 1.0");

      nodes.second.kill();

      await(nodes.first, "paravent_nodes_others 0.0");
      assertThat(figures(nodes.first)).contains("paravent_nodes_hears 1.0");
    }
  }

  private static void await(WildFlyProcess node, String line) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!figures(node).contains(line)) {
      assertThat(System.nanoTime()).as(line).isLessThan(end);
      Thread.sleep(200);
    }
  }

  private static String figures(WildFlyProcess node) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(node.uri().resolve("/metrics"))
                .header("Authorization", "Bearer " + TwoNodes.METRICS_TOKEN)
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
