package eu.paravent.server.attachments.entity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
public class AttachmentRows {
  @PersistenceContext EntityManager rows;

  public void add(Attachment attachment) {
    rows.persist(attachment);
  }

  public Optional<Attachment> find(String id) {
    return Optional.ofNullable(rows.find(Attachment.class, id));
  }

  public Optional<Attachment> earlier(String groupId, String deviceId, String idempotencyKey) {
    return rows.createQuery(
            "select a from Attachment a where a.groupId = :group and a.deviceId = :device and a.idempotencyKey = :key",
            Attachment.class)
        .setParameter("group", groupId)
        .setParameter("device", deviceId)
        .setParameter("key", idempotencyKey)
        .getResultStream()
        .findFirst();
  }

  public void add(PendingUpload upload) {
    rows.persist(upload);
  }

  public Optional<PendingUpload> upload(String id) {
    return Optional.ofNullable(rows.find(PendingUpload.class, id));
  }

  /** Until the transaction ends, nobody else completes or cancels it. */
  public Optional<PendingUpload> lockUpload(String id) {
    return Optional.ofNullable(rows.find(PendingUpload.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  public void remove(PendingUpload upload) {
    rows.remove(upload);
  }

  /** As {@link #lockFreeOnes}. */
  @SuppressWarnings("unchecked") // the class is the parameter next to it
  public List<PendingUpload> lockFreeUploads(long before, int most) {
    return rows.createNativeQuery(
            "select * from upload where begun_at < ?1 limit " + most + " for update skip locked",
            PendingUpload.class)
        .setParameter(1, before)
        .getResultList();
  }

  /**
   * Those stored before, or as long before as their organisation lets them be kept, except for what
   * another node has locked.
   *
   * @param before milliseconds since 1970, as the database has them
   * @param now the same
   */
  @SuppressWarnings("unchecked") // the class is the parameter next to it
  public List<Attachment> lockFreeOnes(long before, long now, int most) {
    // JPA has no word for skip locked
    return rows.createNativeQuery(
            "select * from attachment where stored_at < ?1 or stored_at < (select ?2 -"
                + " cast(p.ciphertext_days as bigint) * 86400000 from organisation_profile p where"
                + " p.organisation = attachment.organisation) limit "
                + most
                + " for update skip locked",
            Attachment.class)
        .setParameter(1, before)
        .setParameter(2, now)
        .getResultList();
  }

  public void remove(Attachment attachment) {
    rows.remove(attachment);
  }
}
