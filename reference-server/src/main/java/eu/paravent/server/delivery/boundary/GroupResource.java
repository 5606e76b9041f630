package eu.paravent.server.delivery.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.delivery.Accepted;
import eu.paravent.protocol.delivery.CommitSubmission;
import eu.paravent.protocol.delivery.CurrentGroupInfo;
import eu.paravent.protocol.delivery.Cursor;
import eu.paravent.protocol.delivery.LogPage;
import eu.paravent.protocol.delivery.MessageSubmission;
import eu.paravent.protocol.delivery.SignalSubmission;
import eu.paravent.server.delivery.control.CommitSequencer;
import eu.paravent.server.delivery.control.MessageSequencer;
import eu.paravent.server.delivery.control.Reading;
import eu.paravent.server.delivery.control.Signals;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.problems.control.Refuses;
import eu.paravent.server.requests.control.CurrentWrite;
import eu.paravent.server.requests.control.Retried;
import eu.paravent.server.sessions.control.Caller;
import eu.paravent.server.sessions.control.ChecksSession;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/groups/{groupId}")
@RequestScoped
@Tag(name = "delivery")
@Produces(Headers.JSON)
public class GroupResource {
  @Inject CommitSequencer commits;
  @Inject MessageSequencer messages;
  @Inject Signals signals;
  @Inject Reading reading;
  @Inject Caller caller;
  @Inject CurrentWrite write;

  @POST
  @Path("/commits")
  @Retried
  @Transactional
  @Consumes(Headers.JSON)
  @Operation(
      summary = "Bring the group to its next epoch",
      description = "Exactly one commit is accepted per epoch, with everything that belongs to it.")
  @Refuses({
    ProblemCode.NOT_A_MEMBER,
    ProblemCode.EPOCH_CONFLICT,
    ProblemCode.COMMIT_REFUSED,
    ProblemCode.RETENTION_TOO_SHORT,
    ProblemCode.CERTIFICATE_REFUSED,
    ProblemCode.NOTICE_NOT_ACCEPTED,
    ProblemCode.INVITE_UNKNOWN,
    ProblemCode.INVITE_EXPIRED,
    ProblemCode.INVITE_REVOKED,
    ProblemCode.INVITE_USED_UP
  })
  public Accepted commit(@PathParam("groupId") String groupId, CommitSubmission submission) {
    return commits.submit(groupId, caller.device(), write.key(), submission);
  }

  @POST
  @Path("/messages")
  // in a transaction with others' messages
  @ChecksSession
  @Consumes(Headers.JSON)
  @Operation(summary = "Append an application message or a proposal of the current epoch")
  @Refuses({ProblemCode.NOT_A_MEMBER, ProblemCode.EPOCH_CONFLICT, ProblemCode.MESSAGE_REFUSED})
  public Accepted message(@PathParam("groupId") String groupId, MessageSubmission submission) {
    return messages.submit(groupId, caller.device(), write.key(), submission);
  }

  @POST
  @Path("/signals")
  @Transactional
  @Consumes(Headers.JSON)
  @Operation(
      summary = "Tell the members that are connected right now",
      description = "Never stored; who reads slowly or is away does not get it.")
  @Refuses({ProblemCode.NOT_A_MEMBER, ProblemCode.EPOCH_CONFLICT, ProblemCode.MESSAGE_REFUSED})
  public void signal(@PathParam("groupId") String groupId, SignalSubmission submission) {
    signals.send(groupId, caller.device(), submission);
  }

  @GET
  @Path("/log")
  @Transactional
  @Operation(summary = "Log entries after a sequence number, without gaps")
  @Refuses({ProblemCode.NOT_A_MEMBER, ProblemCode.INVALID_VALUE, ProblemCode.LOG_DELETED})
  public LogPage log(
      @PathParam("groupId") String groupId,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit) {
    return reading.page(
        groupId,
        caller.device(),
        number(after, 0),
        (int) Math.min(Integer.MAX_VALUE, number(limit, Limits.PAGE_DEFAULT)));
  }

  @GET
  @Path("/group-info")
  @Transactional
  @Operation(
      summary = "The group info of the current epoch",
      description = "For members, and for guests of a live invite.")
  @Refuses({
    ProblemCode.NOT_A_MEMBER,
    ProblemCode.INVITE_UNKNOWN,
    ProblemCode.INVITE_EXPIRED,
    ProblemCode.INVITE_REVOKED,
    ProblemCode.INVITE_USED_UP
  })
  public CurrentGroupInfo groupInfo(@PathParam("groupId") String groupId) {
    return reading.groupInfo(groupId, caller.device());
  }

  @PUT
  @Path("/cursor")
  @Retried
  @Transactional
  @Consumes(Headers.JSON)
  @Operation(summary = "Everything up to here is stored on this device")
  @Refuses({ProblemCode.NOT_A_MEMBER, ProblemCode.INVALID_VALUE})
  public void cursor(@PathParam("groupId") String groupId, Cursor cursor) {
    reading.stored(groupId, caller.device(), cursor.sequence());
  }

  private static long number(@Nullable String text, long otherwise) {
    try {
      return text == null ? otherwise : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Refusal.of(
          ProblemCode.INVALID_VALUE, "The parameters after and limit are whole numbers.");
    }
  }
}
