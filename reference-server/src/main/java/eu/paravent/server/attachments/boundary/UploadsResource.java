package eu.paravent.server.attachments.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.attachments.Upload;
import eu.paravent.protocol.attachments.UploadCreation;
import eu.paravent.server.attachments.control.UploadLedger;
import eu.paravent.server.attachments.control.Uploads;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.problems.control.Refuses;
import eu.paravent.server.requests.control.Answered;
import eu.paravent.server.requests.control.CurrentWrite;
import eu.paravent.server.requests.control.Remembered;
import eu.paravent.server.requests.control.Retried;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/groups/{groupId}/uploads")
@RequestScoped
@Tag(name = "attachments")
@Produces(Headers.JSON)
public class UploadsResource {
  @Inject Uploads uploads;
  @Inject UploadLedger ledger;
  @Inject Caller caller;
  @Inject CurrentWrite write;

  @POST
  @Retried
  @Transactional
  @Remembered
  @Consumes(Headers.JSON)
  @Operation(
      summary = "Begin an attachment that comes in pieces",
      description = "The storage for all of it is taken now.")
  @Answered(status = 201, body = Upload.class)
  @Refuses({ProblemCode.NOT_A_MEMBER, ProblemCode.INVALID_VALUE, ProblemCode.QUOTA_EXCEEDED})
  public Response begin(@PathParam("groupId") String groupId, UploadCreation creation) {
    String id = ledger.begin(groupId, caller.device(), write.key(), creation.size());
    return Response.status(Response.Status.CREATED)
        .entity(new Upload(id, creation.size(), 0, false))
        .build();
  }

  @GET
  @Path("/{uploadId}")
  @Operation(summary = "How far an upload is")
  @Refuses({ProblemCode.NOT_A_MEMBER, ProblemCode.UPLOAD_UNKNOWN})
  public Upload state(@PathParam("groupId") String groupId, @PathParam("uploadId") String uploadId)
      throws IOException {
    return uploads.state(groupId, caller.device(), uploadId);
  }

  @PATCH
  @Path("/{uploadId}")
  @Consumes(Headers.OCTETS)
  @Operation(
      summary = "Send the next piece",
      description = "What arrived of a piece that was cut off is kept: ask how far the upload is.")
  @Refuses({
    ProblemCode.NOT_A_MEMBER,
    ProblemCode.INVALID_VALUE,
    ProblemCode.UPLOAD_UNKNOWN,
    ProblemCode.UPLOAD_OFFSET_CONFLICT
  })
  public Upload append(
      @PathParam("groupId") String groupId,
      @PathParam("uploadId") String uploadId,
      @HeaderParam(Headers.UPLOAD_OFFSET) @Nullable String offset,
      InputStream piece)
      throws IOException {
    if (offset == null || !offset.matches("[0-9]{1,18}")) {
      throw Refusal.of(
          ProblemCode.INVALID_VALUE,
          "Send the header " + Headers.UPLOAD_OFFSET + " with the place of the piece.");
    }
    return uploads.append(groupId, caller.device(), uploadId, Long.parseLong(offset), piece);
  }

  @DELETE
  @Path("/{uploadId}")
  @Operation(summary = "Give an upload up")
  @Refuses({ProblemCode.NOT_A_MEMBER})
  public void cancel(@PathParam("groupId") String groupId, @PathParam("uploadId") String uploadId)
      throws IOException {
    uploads.cancel(groupId, caller.device(), uploadId);
  }
}
