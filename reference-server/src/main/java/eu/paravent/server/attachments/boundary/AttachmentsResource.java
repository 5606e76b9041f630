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
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/groups/{groupId}/attachments")
@RequestScoped
@Tag(name = "attachments")
public class AttachmentsResource {
  private static final int BUFFER = 64 << 10;

  @Inject Attachments attachments;
  @Inject Caller caller;
  @Inject CurrentWrite write;

  @POST
  @Consumes(Headers.OCTETS)
  @Produces(Headers.JSON)
  @Operation(summary = "Store one ciphertext")
  @Answered(status = 201, body = StoredAttachment.class)
  @Refuses({
    ProblemCode.NOT_A_MEMBER,
    ProblemCode.IDEMPOTENCY_KEY_REUSED,
    ProblemCode.QUOTA_EXCEEDED
  })
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
  @Operation(summary = "The ciphertext as it was stored, or the one part of it that Range names")
  @Answered(status = {200, 206})
  @Refuses({
    ProblemCode.NOT_A_MEMBER,
    ProblemCode.ATTACHMENT_UNKNOWN,
    ProblemCode.RANGE_NOT_SATISFIABLE
  })
  public Response octets(
      @PathParam("groupId") String groupId,
      @PathParam("attachmentId") String attachmentId,
      @HeaderParam(Headers.RANGE) @Nullable String range)
      throws IOException {
    long size = attachments.size(groupId, caller.device(), attachmentId);
    Optional<ByteRange> asked = ByteRange.of(range, size);
    ByteRange part = asked.orElse(new ByteRange(0, size - 1));
    InputStream octets = attachments.open(attachmentId, part.first(), part.length());
    StreamingOutput body = out -> copy(octets, part.length(), out);
    Response.ResponseBuilder answer =
        asked.isEmpty()
            ? Response.ok(body)
            : Response.status(Response.Status.PARTIAL_CONTENT)
                .entity(body)
                .header(
                    Headers.CONTENT_RANGE,
                    "bytes " + part.first() + "-" + part.last() + "/" + size);
    return answer
        .header(HttpHeaders.CONTENT_LENGTH, part.length())
        .header("Accept-Ranges", "bytes")
        .header(HttpHeaders.CACHE_CONTROL, "private, immutable, max-age=31536000")
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }

  private static void copy(InputStream octets, long count, OutputStream out) throws IOException {
    try (InputStream in = octets) {
      byte[] buffer = new byte[BUFFER];
      long left = count;
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new EOFException("The blob is shorter than its row says");
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
  }

  /** 0 where it is not said; the stream is counted in any case. */
  private static long announced(@Nullable String length) {
    return length == null || !length.matches("[0-9]{1,18}") ? 0 : Long.parseLong(length);
  }
}
