package eu.paravent.server.metrics.boundary;

import eu.paravent.protocol.Problem;
import eu.paravent.server.metrics.control.Meters;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Before everybody else, and after: the others' refusals count too. */
@Provider
@Priority(0)
public class RequestMeter implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String BEGUN = RequestMeter.class.getName();

  @Inject Meters meters;
  @Context ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(BEGUN, System.nanoTime());
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getEntity() instanceof Problem problem) {
      meters.refused(problem.code());
    }
    // none where the address does not exist
    @Nullable Method method = resource.getResourceMethod();
    if (method != null && request.getProperty(BEGUN) instanceof Long begun) {
      meters.answered(
          method.getDeclaringClass().getSimpleName() + "." + method.getName(),
          response.getStatus(),
          Duration.ofNanos(System.nanoTime() - begun));
    }
  }
}
