package eu.paravent.server.nodes.control;

import eu.paravent.server.metrics.control.Meters;
import eu.paravent.server.settings.control.Setting;
import eu.paravent.server.settings.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which other nodes tell this one something. Every node says at each look that it is there, so one
 * that was not heard for three looks is gone, or one of the two is deaf. For figures only: nothing
 * is decided by it. Thread-safe.
 */
@ApplicationScoped
public class Neighbours {
  private static final int LOOKS = 3;

  /** No news: nodes of earlier releases pass over it. */
  private static final String ALIVE = "alive";

  @Inject Meters meters;
  @Inject Settings settings;

  private final Map<String, Long> lastHeard = new ConcurrentHashMap<>();
  private volatile boolean hears;

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    long silence =
        Duration.ofSeconds(LOOKS * settings.number(Setting.NODES_LOOK_SECONDS)).toNanos();
    meters.watch(
        "paravent.nodes.others",
        "Other nodes that this node heard within three looks",
        () -> present(System.nanoTime(), silence));
    meters.watch(
        "paravent.nodes.hears",
        "1 while this node listens for others; 0 where it cannot, and on H2, where there are none",
        () -> hears ? 1 : 0);
  }

  static String alive(String node) {
    return node + "\n" + ALIVE;
  }

  void heard() {
    hears = true;
  }

  void deaf() {
    hears = false;
  }

  void heardFrom(String node, String payload) {
    heardFrom(node, payload, System.nanoTime());
  }

  void heardFrom(String node, String payload, long now) {
    int end = payload.indexOf('\n');
    String other = end < 0 ? payload : payload.substring(0, end);
    if (!other.equals(node)) {
      lastHeard.put(other, now);
    }
  }

  /** How many there are; the others are forgotten. */
  int present(long now, long silence) {
    lastHeard.values().removeIf(at -> now - at > silence);
    return lastHeard.size();
  }
}
