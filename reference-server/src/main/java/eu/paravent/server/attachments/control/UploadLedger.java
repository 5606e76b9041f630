package eu.paravent.server.attachments.control;

import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.attachments.entity.AttachmentRows;
import eu.paravent.server.attachments.entity.PendingUpload;
import eu.paravent.server.delivery.control.Memberships;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.IdempotencyKey;
import eu.paravent.server.requests.control.Ids;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** The rows of uploads, each step in a short transaction of its own. For the device that began. */
@ApplicationScoped
public class UploadLedger {
  @Inject AttachmentRows rows;
  @Inject Quota quota;
  @Inject Memberships memberships;
  @Inject ServerClock clock;

  /** Takes the storage for all of it. In the caller's transaction. */
  public String begin(String groupId, Caller.SignedIn device, IdempotencyKey key, long size) {
    memberships.requireMember(groupId, device);
    if (size < 1) {
      throw Refusal.of(ProblemCode.INVALID_VALUE, "An upload has at least one octet.");
    }
    if (size > Limits.UPLOAD) {
      throw Refusal.of(
          ProblemCode.TOO_LARGE,
          "An attachment in pieces has at most " + Limits.UPLOAD + " bytes.");
    }
    quota.take(device.organisation(), size);
    PendingUpload upload =
        new PendingUpload(
            Ids.random(),
            groupId,
            device.deviceId(),
            device.organisation(),
            key.value(),
            size,
            clock.now());
    rows.add(upload);
    return upload.id();
  }

  /** The size of the whole. */
  @Transactional
  public long require(String groupId, Caller.SignedIn device, String uploadId) {
    memberships.requireMember(groupId, device);
    return rows.upload(uploadId)
        .filter(upload -> upload.isOf(groupId, device.deviceId()))
        .orElseThrow(UploadLedger::unknown)
        .size();
  }

  /** The blob is there as a whole: it is an attachment from now on. */
  @Transactional
  public void complete(String groupId, Caller.SignedIn device, String uploadId) {
    memberships.requireMember(groupId, device);
    PendingUpload upload =
        rows.lockUpload(uploadId)
            .filter(found -> found.isOf(groupId, device.deviceId()))
            .orElseThrow(UploadLedger::unknown);
    rows.remove(upload);
    rows.add(upload.completed(clock.now()));
  }

  /** Also where there is none. */
  @Transactional
  public boolean cancel(String groupId, Caller.SignedIn device, String uploadId) {
    memberships.requireMember(groupId, device);
    return rows.lockUpload(uploadId)
        .filter(upload -> upload.isOf(groupId, device.deviceId()))
        .map(
            upload -> {
              rows.remove(upload);
              quota.giveBack(upload.organisation(), upload.size());
              return true;
            })
        .orElse(false);
  }

  private static Refusal unknown() {
    return Refusal.of(
        ProblemCode.UPLOAD_UNKNOWN,
        "It is complete, was given up, or was begun by another device. Begin a new one.");
  }
}
