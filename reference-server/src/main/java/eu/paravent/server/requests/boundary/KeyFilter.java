package eu.paravent.server.requests.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.server.requests.control.CurrentWrite;
import eu.paravent.server.requests.control.IdempotencyKey;
import eu.paravent.server.requests.control.WithoutKey;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/** No write without a well-formed key. Asked after the token: strangers learn nothing here. */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class KeyFilter implements ContainerRequestFilter {
  private static final Set<String> READS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  @Inject CurrentWrite write;
  @Context ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    if (READS.contains(request.getMethod())) {
      return;
    }
    String header = request.getHeaderString(Headers.IDEMPOTENCY_KEY);
    if (header != null || !resource.getResourceMethod().isAnnotationPresent(WithoutKey.class)) {
      write.isNow(
          request.getMethod() + " " + request.getUriInfo().getPath() + query(request),
          IdempotencyKey.of(header));
    }
  }

  private static String query(ContainerRequestContext request) {
    String query = request.getUriInfo().getRequestUri().getRawQuery();
    return query == null ? "" : "?" + query;
  }
}
