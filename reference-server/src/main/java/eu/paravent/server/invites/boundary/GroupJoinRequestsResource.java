package eu.paravent.server.invites.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.invites.JoinRequestList;
import eu.paravent.server.delivery.control.Memberships;
import eu.paravent.server.invites.control.JoinRequests;
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

@Path("/groups/{groupId}/join-requests")
@RequestScoped
@Tag(name = "invites")
@Produces(Headers.JSON)
public class GroupJoinRequestsResource {
  @Inject JoinRequests requests;
  @Inject Memberships memberships;
  @Inject Caller caller;

  @GET
  @Transactional
  @Operation(
      summary = "The guests that wait to be let in, oldest first",
      description = "To let one in, add its key package by a commit. Staff members only.")
  @Refuses({ProblemCode.FORBIDDEN, ProblemCode.NOT_A_MEMBER, ProblemCode.INVALID_VALUE})
  public JoinRequestList waiting(
      @PathParam("groupId") String groupId,
      @QueryParam(Paths.AFTER) @Nullable String after,
      @QueryParam(Paths.LIMIT) @Nullable String limit) {
    memberships.requireMember(groupId, caller.requireStaff());
    return requests.waiting(groupId, Page.of(after, limit));
  }

  @DELETE
  @Path("/{requestId}")
  @Retried
  @Transactional
  @Operation(summary = "Decline a guest that waits", description = "Final. Staff members only.")
  @Refuses({ProblemCode.FORBIDDEN, ProblemCode.NOT_A_MEMBER})
  public void decline(
      @PathParam("groupId") String groupId, @PathParam("requestId") String requestId) {
    memberships.requireMember(groupId, caller.requireStaff());
    requests.decline(groupId, requestId);
  }
}
