package eu.paravent.server.traces.boundary;

import eu.paravent.protocol.Problem;
import eu.paravent.server.traces.control.Traces;
import io.opentelemetry.api.trace.Span;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** From before the other filters until the answer is known; a body that is streamed comes after. */
@Provider
@Priority(1)
public class RequestSpans implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String SPAN = RequestSpans.class.getName();

  @Inject Traces traces;
  @Context ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    // none where the address does not exist
    @Nullable Method method = resource.getResourceMethod();
    if (method != null) {
      Class<?> type = method.getDeclaringClass();
      request.setProperty(
          SPAN,
          traces.begin(
              new Traces.Operation(
                  type.getSimpleName() + "." + method.getName(),
                  request.getMethod(),
                  path(type.getAnnotation(Path.class)) + path(method.getAnnotation(Path.class))),
              request::getHeaderString));
    }
  }

  private static String path(@Nullable Path template) {
    return template == null ? "" : "/" + template.value().replaceFirst("^/", "");
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(SPAN) instanceof Span span) {
      traces.end(
          span,
          response.getStatus(),
          response.getEntity() instanceof Problem problem ? problem.code() : "");
    }
  }
}
