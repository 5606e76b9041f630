package eu.paravent.server.attachments.control;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.attachments.entity.Attachment;
import eu.paravent.server.attachments.entity.AttachmentRows;
import eu.paravent.server.delivery.control.Memberships;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.IdempotencyKey;
import eu.paravent.server.requests.control.Retried;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** The rows of attachments, each step in a short transaction of its own. Members only. */
@ApplicationScoped
public class AttachmentLedger {
  @Inject AttachmentRows rows;
  @Inject Quota quota;
  @Inject Memberships memberships;
  @Inject ServerClock clock;

  /** A blob that is on disk. */
  public record Entry(String id, String groupId, long size, String digest) {}

  @Transactional
  public Optional<Attachment> earlier(String groupId, Caller.SignedIn device, IdempotencyKey key) {
    memberships.requireMember(groupId, device);
    return rows.earlier(groupId, device.deviceId(), key.value());
  }

  /** The row under this key: a new one, or the one that was there first. */
  @Retried
  @Transactional
  public Attachment enter(Entry blob, Caller.SignedIn device, IdempotencyKey key) {
    // Again: the upload took its time.
    memberships.requireMember(blob.groupId(), device);
    return rows.earlier(blob.groupId(), device.deviceId(), key.value())
        .orElseGet(
            () -> {
              Attachment added =
                  new Attachment(
                      blob.id(),
                      blob.groupId(),
                      device.deviceId(),
                      device.organisation(),
                      key.value(),
                      blob.size(),
                      blob.digest(),
                      clock.now());
              quota.take(device.organisation(), blob.size());
              rows.add(added);
              return added;
            });
  }

  @Transactional
  public Attachment require(String groupId, Caller.SignedIn device, String attachmentId) {
    memberships.requireMember(groupId, device);
    return rows.find(attachmentId)
        .filter(attachment -> attachment.isOf(groupId))
        .orElseThrow(AttachmentLedger::unknown);
  }

  static Refusal unknown() {
    return Refusal.of(
        ProblemCode.ATTACHMENT_UNKNOWN, "It was never uploaded to this group, or is deleted.");
  }
}
