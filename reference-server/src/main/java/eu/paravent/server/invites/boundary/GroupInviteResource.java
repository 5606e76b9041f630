package eu.paravent.server.invites.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.invites.InviteRegistration;
import eu.paravent.server.delivery.control.Memberships;
import eu.paravent.server.invites.control.InviteBook;
import eu.paravent.server.problems.control.Refuses;
import eu.paravent.server.requests.control.Answered;
import eu.paravent.server.requests.control.Ids;
import eu.paravent.server.requests.control.Remembered;
import eu.paravent.server.requests.control.Retried;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/groups/{groupId}/invites/{inviteId}")
@RequestScoped
@Tag(name = "invites")
@Produces(Headers.JSON)
public class GroupInviteResource {
  @Inject InviteBook book;
  @Inject Memberships memberships;
  @Inject Caller caller;

  @PUT
  @Retried
  @Transactional
  @Remembered
  @Consumes(Headers.JSON)
  @Operation(
      summary = "Register an invite of the group",
      description = "201 the first time, 200 for the same content again. Staff members only.")
  @Answered(status = {200, 201})
  @Refuses({
    ProblemCode.FORBIDDEN,
    ProblemCode.NOT_A_MEMBER,
    ProblemCode.INVALID_VALUE,
    ProblemCode.INVITE_EXISTS,
    ProblemCode.INVITE_REVOKED
  })
  public Response register(
      @PathParam("groupId") String groupId,
      @PathParam("inviteId") String inviteId,
      InviteRegistration terms) {
    Caller.SignedIn staff = caller.requireStaff();
    memberships.requireMember(groupId, staff);
    boolean isNew =
        book.register(Ids.require(inviteId, "invite id"), groupId, staff.organisation(), terms);
    return Response.status(isNew ? Response.Status.CREATED : Response.Status.OK).build();
  }

  @DELETE
  @Retried
  @Transactional
  @Operation(summary = "Revoke an invite", description = "Final. Staff members only.")
  @Refuses({ProblemCode.FORBIDDEN, ProblemCode.NOT_A_MEMBER})
  public void revoke(@PathParam("groupId") String groupId, @PathParam("inviteId") String inviteId) {
    memberships.requireMember(groupId, caller.requireStaff());
    book.revoke(inviteId, groupId);
  }
}
