package eu.paravent.server.traces.control;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Spans of requests, by OpenTelemetry. Nothing is recorded or sent until the standard variables say
 * so: {@code OTEL_TRACES_EXPORTER=otlp}, {@code OTEL_EXPORTER_OTLP_ENDPOINT} and the others. What a
 * span says is the operation, the method, the route with its variables unfilled, status and problem
 * code; never an address as it was asked for, since ids are in it. Thread-safe.
 */
@ApplicationScoped
public class Traces {
  /** What OpenTelemetry itself would have on. Variables of the environment come before these. */
  private static final Map<String, String> UNLESS_ASKED_FOR =
      Map.of(
          "otel.traces.exporter", "none",
          "otel.metrics.exporter", "none",
          "otel.logs.exporter", "none",
          "otel.service.name", "paravent",
          "otel.exporter.otlp.protocol", "http/protobuf");

  private static final long END_SECONDS = 5;

  private OpenTelemetrySdk sdk = OpenTelemetrySdk.builder().build();
  private Tracer tracer = sdk.getTracer("");

  @PostConstruct
  void open() {
    sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .addPropertiesSupplier(() -> UNLESS_ASKED_FOR)
            .setServiceClassLoader(Traces.class.getClassLoader())
            .disableShutdownHook()
            .build()
            .getOpenTelemetrySdk();
    tracer = sdk.getTracer("eu.paravent.server");
  }

  /** A variable that makes no sense is to end the start, not the first request. */
  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {}

  /** What a request is about, known beforehand for all requests. */
  public record Operation(String name, String method, String route) {}

  /**
   * @param header of the request, null where there is none; only the sender's own trace is taken
   *     from it (W3C Trace Context)
   */
  public Span begin(Operation operation, UnaryOperator<@Nullable String> header) {
    Context sender =
        sdk.getPropagators()
            .getTextMapPropagator()
            .extract(Context.root(), header, new SendersTrace());
    return tracer
        .spanBuilder(operation.name())
        .setParent(sender)
        .setSpanKind(SpanKind.SERVER)
        .setAttribute("http.request.method", operation.method())
        .setAttribute("http.route", operation.route())
        .startSpan();
  }

  /**
   * @param problemCode empty where there is none
   */
  public void end(Span span, int status, String problemCode) {
    span.setAttribute("http.response.status_code", status);
    if (!problemCode.isEmpty()) {
      span.setAttribute("error.type", problemCode);
    }
    if (status >= 500) {
      // of a server's span, what the client did wrong is no error
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }

  @PreDestroy
  void close() {
    sdk.shutdown().join(END_SECONDS, TimeUnit.SECONDS);
  }

  private static final class SendersTrace
      implements TextMapGetter<UnaryOperator<@Nullable String>> {
    // Not tracestate and baggage: what a client writes there would be kept.
    private static final String HEADER = "traceparent";

    @Override
    public Iterable<String> keys(UnaryOperator<@Nullable String> headers) {
      return List.of(HEADER);
    }

    @Override
    public @Nullable String get(@Nullable UnaryOperator<@Nullable String> headers, String name) {
      return headers != null && name.equals(HEADER) ? headers.apply(name) : null;
    }
  }
}
