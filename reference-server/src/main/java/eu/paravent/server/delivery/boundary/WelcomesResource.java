package eu.paravent.server.delivery.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.delivery.WelcomeList;
import eu.paravent.server.delivery.control.Welcomes;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

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
  public WelcomeList waiting() {
    return welcomes.waiting(caller.device());
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
