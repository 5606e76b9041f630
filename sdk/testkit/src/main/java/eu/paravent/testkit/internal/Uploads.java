package eu.paravent.testkit.internal;

import eu.paravent.client.spi.Transport.Response;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.attachments.Upload;
import eu.paravent.protocol.attachments.UploadCreation;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Attachments that come in pieces. */
final class Uploads {
  private final Surroundings surroundings;
  private final Groups groups;
  private final Attachments attachments;
  private final Map<String, Pending> pending = new HashMap<>();

  private record Pending(
      String groupId, String device, long size, Instant begunAt, ByteArrayOutputStream octets) {}

  Uploads(Surroundings surroundings, Groups groups, Attachments attachments) {
    this.surroundings = surroundings;
    this.groups = groups;
    this.attachments = attachments;
  }

  void routes(Router router) {
    router.signedIn("POST", Paths.UPLOADS, this::begin);
    router.signedIn("GET", Paths.UPLOAD, this::state);
    router.signedIn("PATCH", Paths.UPLOAD, this::append);
    router.signedIn("DELETE", Paths.UPLOAD, this::cancel);
  }

  private Response begin(Call call) {
    Group group = member(call);
    long size = call.json(UploadCreation.class).size();
    if (size < 1) {
      throw new Refusal(ProblemCode.INVALID_VALUE, "An upload has at least one octet");
    }
    if (size > Limits.UPLOAD) {
      throw new Refusal(ProblemCode.TOO_LARGE, "An upload has at most " + Limits.UPLOAD + " bytes");
    }
    String id = surroundings.newId(16);
    pending.put(
        id,
        new Pending(
            group.id(),
            call.session().device(),
            size,
            surroundings.now(),
            new ByteArrayOutputStream()));
    return Reply.json(201, new Upload(id, size, 0, false));
  }

  private Response state(Call call) {
    member(call);
    Pending upload = required(call);
    return Reply.json(
        200, new Upload(call.variable("uploadId"), upload.size, upload.octets.size(), false));
  }

  private Response append(Call call) {
    Group group = member(call);
    call.requireMediaType(Headers.OCTETS);
    String offset = call.header(Headers.UPLOAD_OFFSET).orElse("");
    if (!offset.matches("[0-9]{1,18}")) {
      throw new Refusal(ProblemCode.INVALID_VALUE, "Send the header " + Headers.UPLOAD_OFFSET);
    }
    Pending upload = required(call);
    long received = upload.octets.size();
    if (Long.parseLong(offset) != received) {
      throw new Refusal(
          ProblemCode.UPLOAD_OFFSET_CONFLICT, "The server has " + received + " octets");
    }
    if (call.body().length > Limits.ATTACHMENT || received + call.body().length > upload.size) {
      throw new Refusal(ProblemCode.TOO_LARGE, "The piece is longer than what is missing");
    }
    upload.octets.writeBytes(call.body());
    String id = call.variable("uploadId");
    boolean complete = upload.octets.size() == upload.size;
    if (complete) {
      pending.remove(id);
      attachments.complete(group.id(), id, upload.octets.toByteArray());
    }
    return Reply.json(200, new Upload(id, upload.size, upload.octets.size(), complete));
  }

  private Response cancel(Call call) {
    Group group = member(call);
    pending
        .entrySet()
        .removeIf(
            entry ->
                entry.getKey().equals(call.variable("uploadId"))
                    && isOf(entry.getValue(), group.id(), call));
    return Reply.empty();
  }

  private Group member(Call call) {
    Group group = groups.known(call.id("groupId"));
    group.requireMember(call.session().device());
    return group;
  }

  private Pending required(Call call) {
    Pending upload = pending.get(call.variable("uploadId"));
    if (upload == null
        || !isOf(upload, call.variable("groupId"), call)
        || upload.begunAt.isBefore(surroundings.now().minus(Limits.UPLOAD_LIFETIME))) {
      throw new Refusal(
          ProblemCode.UPLOAD_UNKNOWN, "There is no such upload of this device in this group");
    }
    return upload;
  }

  private static boolean isOf(Pending upload, String groupId, Call call) {
    return upload.groupId.equals(groupId) && upload.device.equals(call.session().device());
  }
}
