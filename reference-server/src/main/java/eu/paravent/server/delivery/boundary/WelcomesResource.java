package eu.paravent.server.delivery.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.delivery.WelcomeList;
import eu.paravent.server.delivery.control.Welcomes;
import eu.paravent.server.problems.control.Refuses;
import eu.paravent.server.requests.control.Page;
import eu.paravent.server.requests.control.Retried;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/welcomes")
@RequestScoped
@Tag(name = "delivery")
@Produces(Headers.JSON)
public class WelcomesResource {
  @Inject Welcomes welcomes;
  @Inject Caller caller;

  @GET
  @Transactional
  @Operation(summary = "The welcomes that wait for this device, oldest first")
  @Refuses(ProblemCode.INVALID_VALUE)
  public WelcomeList waiting(
      @QueryParam(Paths.AFTER) @Nullable String after,
      @QueryParam(Paths.LIMIT) @Nullable String limit) {
    return welcomes.waiting(caller.device(), Page.of(after, limit));
  }

  @DELETE
  @Path("/{welcomeId}")
  @Retried
  @Transactional
  @Operation(summary = "Acknowledge a welcome")
  public void acknowledge(@PathParam("welcomeId") String welcomeId) {
    welcomes.acknowledge(welcomeId, caller.device());
  }
}
