package eu.paravent.server.rates.boundary;

import eu.paravent.server.rates.control.RateLimits;
import eu.paravent.server.sessions.control.OpenToAll;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Before anybody is asked for a token: not too many from one place, and no guessing. */
@Provider
@Priority(Priorities.AUTHENTICATION - 100)
public class AddressFilter implements ContainerRequestFilter, ContainerResponseFilter {
  /** What a guesser gets to see: no such invite or organisation, no such key, no such token. */
  private static final Set<Integer> WRONG_GUESS = Set.of(401, 403, 404, 410);

  @Inject RateLimits limits;
  @Context HttpServletRequest http;
  @Context ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    limits.fromAddress(http.getRemoteAddr());
    if (openToAll()) {
      limits.fromGuesser(http.getRemoteAddr());
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (openToAll() && WRONG_GUESS.contains(response.getStatus())) {
      limits.refused(http.getRemoteAddr());
    }
  }

  private boolean openToAll() {
    // none where the address does not exist
    @Nullable Method method = resource.getResourceMethod();
    return method != null && method.isAnnotationPresent(OpenToAll.class);
  }
}
