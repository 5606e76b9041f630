package eu.paravent.server.attachments.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.attachments.StoredAttachment;
import eu.paravent.server.attachments.control.Attachments;
import eu.paravent.server.problems.control.Refuses;
import eu.paravent.server.requests.control.Answered;
import eu.paravent.server.requests.control.CurrentWrite;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/groups/{groupId}/attachments")
@RequestScoped
@Tag(name = "attachments")
public class AttachmentsResource {
  @Inject Attachments attachments;
  @Inject Caller caller;
  @Inject CurrentWrite write;

  @POST
  @Consumes(Headers.OCTETS)
  @Produces(Headers.JSON)
  @Operation(summary = "Store one ciphertext")
  @Answered(status = 201, body = StoredAttachment.class)
  @Refuses({ProblemCode.NOT_A_MEMBER, ProblemCode.IDEMPOTENCY_KEY_REUSED})
  public Response store(
      @PathParam("groupId") String groupId,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream octets)
      throws IOException {
    StoredAttachment stored =
        attachments.store(groupId, caller.device(), write.key(), announced(length), octets);
    return Response.status(Response.Status.CREATED).entity(stored).build();
  }

  @GET
  @Path("/{attachmentId}")
  @Produces(Headers.OCTETS)
  @Operation(summary = "The ciphertext as it was stored")
  @Answered(status = 200)
  @Refuses({ProblemCode.NOT_A_MEMBER, ProblemCode.ATTACHMENT_UNKNOWN})
  public Response octets(
      @PathParam("groupId") String groupId, @PathParam("attachmentId") String attachmentId)
      throws IOException {
    Attachments.Blob blob = attachments.open(groupId, caller.device(), attachmentId);
    StreamingOutput body =
        out -> {
          try (InputStream in = blob.octets()) {
            in.transferTo(out);
          }
        };
    return Response.ok(body)
        .header(HttpHeaders.CONTENT_LENGTH, blob.size())
        .header(HttpHeaders.CACHE_CONTROL, "private, immutable, max-age=31536000")
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }

  /** 0 where it is not said; the stream is counted in any case. */
  private static long announced(@Nullable String length) {
    return length == null || !length.matches("[0-9]{1,18}") ? 0 : Long.parseLong(length);
  }
}
