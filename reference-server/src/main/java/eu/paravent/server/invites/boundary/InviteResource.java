package eu.paravent.server.invites.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.invites.InviteCard;
import eu.paravent.server.invites.control.Invites;
import eu.paravent.server.problems.control.Refuses;
import eu.paravent.server.sessions.control.OpenToAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/invites/{inviteId}")
@RequestScoped
@Tag(name = "invites")
@Produces(Headers.JSON)
public class InviteResource {
  @Inject Invites invites;

  @GET
  @OpenToAll
  @Operation(
      summary = "What is behind a guest link",
      description = "Refused with the reason where the invite is dead.")
  @Refuses({
    ProblemCode.INVITE_UNKNOWN,
    ProblemCode.INVITE_EXPIRED,
    ProblemCode.INVITE_REVOKED,
    ProblemCode.INVITE_USED_UP
  })
  public InviteCard card(@PathParam("inviteId") String inviteId) {
    return invites.card(inviteId);
  }
}
