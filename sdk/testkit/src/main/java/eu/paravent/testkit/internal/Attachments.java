package eu.paravent.testkit.internal;

import eu.paravent.client.spi.Transport.Response;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.attachments.StoredAttachment;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Ciphertext that is too large for the log. */
final class Attachments {
  private final Surroundings surroundings;
  private final Groups groups;
  private final Map<String, byte[]> blobs = new HashMap<>();
  private final Map<String, Instant> storedAt = new HashMap<>();
  private final Map<String, StoredAttachment> outcomes = new HashMap<>();

  Attachments(Surroundings surroundings, Groups groups) {
    this.surroundings = surroundings;
    this.groups = groups;
  }

  void routes(Router router) {
    router.signedIn("POST", Paths.GROUP_ATTACHMENTS, this::store);
    router.signedIn("GET", Paths.GROUP_ATTACHMENT, this::fetch);
  }

  private Response store(Call call) {
    Group group = groups.known(call.id("groupId"));
    group.requireMember(call.session().device());
    String outcome = String.join(" ", group.id(), call.session().device(), call.idempotencyKey());
    call.requireMediaType(Headers.OCTETS);
    if (call.body().length > Limits.ATTACHMENT) {
      throw new Refusal(
          ProblemCode.TOO_LARGE, "An attachment has at most " + Limits.ATTACHMENT + " bytes");
    }
    StoredAttachment before = outcomes.get(outcome);
    if (before != null
        && !Arrays.equals(blobs.get(group.id() + " " + before.attachmentId()), call.body())) {
      throw GivenAnswers.reused();
    }
    StoredAttachment stored =
        outcomes.computeIfAbsent(
            outcome,
            key -> {
              String id = surroundings.newId(16);
              blobs.put(group.id() + " " + id, call.body().clone());
              storedAt.put(group.id() + " " + id, surroundings.now());
              return new StoredAttachment(id, call.body().length);
            });
    return Reply.json(201, stored);
  }

  /** What came in pieces, under the id of the upload. */
  void complete(String groupId, String id, byte[] octets) {
    blobs.put(groupId + " " + id, octets);
    storedAt.put(groupId + " " + id, surroundings.now());
  }

  private Response fetch(Call call) {
    Group group = groups.known(call.id("groupId"));
    group.requireMember(call.session().device());
    String name = group.id() + " " + call.variable("attachmentId");
    byte[] blob = blobs.get(name);
    Instant oldest = surroundings.oldestKept();
    if (blob == null || storedAt.getOrDefault(name, Instant.MIN).isBefore(oldest)) {
      throw new Refusal(
          ProblemCode.ATTACHMENT_UNKNOWN, "There is no such attachment in group " + group.id());
    }
    return Reply.octets(blob, call.header(Headers.RANGE).orElse(""));
  }
}
