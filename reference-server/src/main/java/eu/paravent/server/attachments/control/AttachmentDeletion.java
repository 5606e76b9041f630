package eu.paravent.server.attachments.control;

import eu.paravent.protocol.Limits;
import eu.paravent.server.attachments.entity.Attachment;
import eu.paravent.server.attachments.entity.AttachmentRows;
import eu.paravent.server.attachments.entity.PendingUpload;
import eu.paravent.server.limits.control.RetentionPeriods;
import eu.paravent.server.requests.control.ServerClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/**
 * One step: the octets go before the row, so that a crash in between leaves a row that the next run
 * finds, never octets that nobody knows. Rows that another node is at are passed over.
 */
@ApplicationScoped
public class AttachmentDeletion {
  static final int AT_ONCE = 100;

  @Inject AttachmentRows rows;
  @Inject Quota quota;
  @Inject ChosenStore store;
  @Inject RetentionPeriods periods;
  @Inject ServerClock clock;

  /** True where there may be more. */
  @Transactional
  public boolean deleteSome() {
    Instant now = clock.now();
    List<Attachment> due =
        rows.lockFreeOnes(
            now.minus(periods.attachments()).toEpochMilli(), now.toEpochMilli(), AT_ONCE);
    for (Attachment attachment : due) {
      try {
        store.blobs().delete(attachment.id());
      } catch (IOException e) {
        throw new UncheckedIOException("The blob " + attachment.id() + " cannot be deleted", e);
      }
      rows.remove(attachment);
      quota.giveBack(attachment.organisation(), attachment.size());
    }
    return due.size() == AT_ONCE;
  }

  /** As {@link #deleteSome}, of uploads that nobody completed. */
  @Transactional
  public boolean giveUpSome() {
    List<PendingUpload> due =
        rows.lockFreeUploads(clock.now().minus(Limits.UPLOAD_LIFETIME).toEpochMilli(), AT_ONCE);
    for (PendingUpload upload : due) {
      try {
        store.blobs().delete(upload.id());
      } catch (IOException e) {
        throw new UncheckedIOException("The pieces of " + upload.id() + " cannot be deleted", e);
      }
      rows.remove(upload);
      quota.giveBack(upload.organisation(), upload.size());
    }
    return due.size() == AT_ONCE;
  }
}
