package eu.paravent.server.delivery.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.delivery.GroupCreation;
import eu.paravent.protocol.delivery.GroupList;
import eu.paravent.protocol.delivery.GroupStatus;
import eu.paravent.server.delivery.control.GroupFounding;
import eu.paravent.server.problems.control.Refuses;
import eu.paravent.server.requests.control.Answered;
import eu.paravent.server.requests.control.Page;
import eu.paravent.server.requests.control.Remembered;
import eu.paravent.server.requests.control.Retried;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/groups")
@RequestScoped
@Tag(name = "delivery")
@Produces(Headers.JSON)
public class GroupsResource {
  @Inject GroupFounding founding;
  @Inject Polls polls;
  @Inject Caller caller;

  @GET
  @Operation(
      summary = "The caller's groups, those it was removed from included",
      description =
          "With If-None-Match and Prefer: wait=<seconds> it answers when there is something new, or"
              + " 304 when the time is over: for hosts that cannot use the push socket. The ETag is"
              + " that of all pages.")
  @Answered(
      status = {200, 304},
      body = GroupList.class)
  @Refuses(ProblemCode.INVALID_VALUE)
  public CompletionStage<Response> groups(
      @HeaderParam(Headers.IF_NONE_MATCH) @Nullable String known,
      @HeaderParam(Headers.PREFER) @Nullable String prefer,
      @QueryParam(Paths.AFTER) @Nullable String after,
      @QueryParam(Paths.LIMIT) @Nullable String limit) {
    return polls.answer(
        caller.device(), Page.of(after, limit), Optional.ofNullable(known), Polls.seconds(prefer));
  }

  @POST
  @Retried
  @Transactional
  @Remembered
  @Consumes(Headers.JSON)
  @Operation(summary = "Bring a new group of one", description = "Staff only.")
  @Answered(status = 201, body = GroupStatus.class)
  @Refuses({
    ProblemCode.FORBIDDEN,
    ProblemCode.GROUP_EXISTS,
    ProblemCode.INVALID_VALUE,
    ProblemCode.COMMIT_REFUSED,
    ProblemCode.CIPHER_SUITE_REFUSED,
    ProblemCode.RETENTION_TOO_SHORT,
    ProblemCode.CERTIFICATE_REFUSED
  })
  public Response found(GroupCreation creation) {
    return Response.status(Response.Status.CREATED)
        .entity(founding.found(caller.requireStaff(), creation))
        .build();
  }
}
