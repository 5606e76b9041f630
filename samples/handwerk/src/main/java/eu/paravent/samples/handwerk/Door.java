package eu.paravent.samples.handwerk;

import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Set;

/** Nobody gets further than the front page without having signed in. */
@Provider
public class Door implements ContainerRequestFilter {
  private static final Set<String> OPEN = Set.of("/sign-in", "/language");

  @Inject SignedIn signedIn;

  @Override
  public void filter(ContainerRequestContext request) {
    if (signedIn.staff().isPresent() || OPEN.contains(request.getUriInfo().getPath())) {
      return;
    }
    boolean page = request.getMethod().equals(HttpMethod.GET);
    request.abortWith(
        page
            ? Response.seeOther(URI.create("sign-in")).build()
            : Response.status(Response.Status.UNAUTHORIZED).build());
  }
}
