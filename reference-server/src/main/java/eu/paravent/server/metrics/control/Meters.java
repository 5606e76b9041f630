package eu.paravent.server.metrics.control;

import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.server.delivery.control.LogsGrew;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What this node counts. Labels are words of this server and of the protocol, never ids, names or
 * addresses: their number is known beforehand, and none of them is about a person. Thread-safe.
 */
@ApplicationScoped
public class Meters {
  private static final Set<String> KINDS =
      Set.of(LogEntry.APPLICATION, LogEntry.PROPOSAL, LogEntry.COMMIT);
  private static final Duration[] STEPS =
      List.of(5, 20, 100, 500, 2_000, 10_000).stream()
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Counter delivered =
      Counter.builder("paravent.frames.delivered")
          .description("Frames written to push connections")
          .register(registry);

  /** In the text format of Prometheus. */
  public String text() {
    return registry.scrape();
  }

  void accepted(@Observes(during = TransactionPhase.AFTER_SUCCESS) LogsGrew grown) {
    grown.events().forEach(event -> accepted(event.entry().kind()));
  }

  private void accepted(String kind) {
    Counter.builder("paravent.messages.accepted")
        .description("Log entries that are in the database")
        .tag("kind", KINDS.contains(kind) ? kind : "other")
        .register(registry)
        .increment();
  }

  public void frameDelivered() {
    delivered.increment();
  }

  /** A push connection came to its end by this code (RFC 6455 §7.4 and ours). */
  public void connectionClosed(int code) {
    Counter.builder("paravent.push.closed")
        .description("Push connections that this node closed, by close code")
        .tag("code", String.valueOf(code))
        .register(registry)
        .increment();
  }

  /**
   * @param operation the method that answered
   */
  public void answered(String operation, int status, Duration took) {
    Timer.builder("paravent.requests")
        .description("Answered requests")
        .tag("operation", operation)
        .tag("status", String.valueOf(status))
        .serviceLevelObjectives(STEPS)
        .register(registry)
        .record(took);
  }

  /** By the problem code that the client got. */
  public void refused(String code) {
    Counter.builder("paravent.requests.refused")
        .description("Refused requests by problem code")
        .tag("code", code)
        .register(registry)
        .increment();
  }

  /** One step of the job that deletes what is due. */
  public void kept(String step, boolean done) {
    Counter.builder("paravent.housekeeping")
        .description("Steps of the job that deletes what is due")
        .tag("step", step)
        .tag("outcome", done ? "done" : "failed")
        .register(registry)
        .increment();
  }

  /** A number that is asked for when somebody looks. */
  public void watch(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }

  @PreDestroy
  void close() {
    registry.close();
  }
}
