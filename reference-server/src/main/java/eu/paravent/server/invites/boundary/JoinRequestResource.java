package eu.paravent.server.invites.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.invites.JoinRequest;
import eu.paravent.protocol.invites.JoinRequestStatus;
import eu.paravent.server.invites.control.JoinRequests;
import eu.paravent.server.problems.control.Refuses;
import eu.paravent.server.requests.control.Retried;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/join-request")
@RequestScoped
@Tag(name = "invites")
@Produces(Headers.JSON)
public class JoinRequestResource {
  @Inject JoinRequests requests;
  @Inject Caller caller;

  @PUT
  @Retried
  @Transactional
  @Consumes(Headers.JSON)
  @Operation(
      summary = "Ask to be let in",
      description = "By a guest of an invite of mode approve; once per guest. Guests only.")
  @Refuses({
    ProblemCode.FORBIDDEN,
    ProblemCode.JOIN_REQUEST_REFUSED,
    ProblemCode.JOIN_REQUEST_UNKNOWN,
    ProblemCode.JOIN_REQUESTS_EXHAUSTED,
    ProblemCode.KEY_PACKAGE_REFUSED,
    ProblemCode.CERTIFICATE_REFUSED,
    ProblemCode.NOTICE_NOT_ACCEPTED,
    ProblemCode.INVITE_UNKNOWN,
    ProblemCode.INVITE_EXPIRED,
    ProblemCode.INVITE_REVOKED,
    ProblemCode.INVITE_USED_UP
  })
  public JoinRequestStatus ask(JoinRequest asked) {
    return requests.ask(caller.device(), asked);
  }

  @GET
  @Transactional
  @Operation(
      summary = "What became of the guest's own request",
      description = "Refused with the reason where the invite ended meanwhile. Guests only.")
  @Refuses({
    ProblemCode.FORBIDDEN,
    ProblemCode.JOIN_REQUEST_UNKNOWN,
    ProblemCode.INVITE_UNKNOWN,
    ProblemCode.INVITE_EXPIRED,
    ProblemCode.INVITE_REVOKED,
    ProblemCode.INVITE_USED_UP
  })
  public JoinRequestStatus status() {
    return requests.status(caller.device());
  }
}
