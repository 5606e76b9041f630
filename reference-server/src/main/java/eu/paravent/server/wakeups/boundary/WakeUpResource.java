package eu.paravent.server.wakeups.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.wakeups.WakeUp;
import eu.paravent.protocol.wakeups.WakeUpRegistration;
import eu.paravent.server.problems.control.Refuses;
import eu.paravent.server.requests.control.Retried;
import eu.paravent.server.sessions.control.Caller;
import eu.paravent.server.wakeups.control.WakeUpRegister;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/wake-up")
@RequestScoped
@Tag(name = "delivery")
@Produces(Headers.JSON)
public class WakeUpResource {
  @Inject WakeUpRegister register;
  @Inject Caller caller;

  @PUT
  @Retried
  @Transactional
  @Consumes(Headers.JSON)
  @Operation(
      summary = "Say where the server knocks when something waits and the device is not connected",
      description =
          "One endpoint for a device; a new one replaces it. A webhook gets an empty POST and nothing that"
              + " says who it is for.")
  @Refuses(ProblemCode.WAKE_UP_REFUSED)
  public WakeUp register(WakeUpRegistration registration) {
    return register.register(caller.device(), registration);
  }

  @GET
  @Transactional
  @Operation(summary = "Whether the server wakes this device, and until when")
  @Refuses(ProblemCode.WAKE_UP_UNKNOWN)
  public WakeUp own() {
    return register.own(caller.device());
  }

  @DELETE
  @Retried
  @Transactional
  @Operation(summary = "Wake this device no more")
  public void remove() {
    register.remove(caller.device());
  }
}
