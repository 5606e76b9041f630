package eu.paravent.server.attachments.entity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
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

  /**
   * Those stored before, except for what another node has locked.
   *
   * @param before milliseconds since 1970, as the database has them
   */
  @SuppressWarnings("unchecked") // the class is the parameter next to it
  public List<Attachment> lockFreeOnes(long before, int most) {
    // JPA has no word for skip locked
    return rows.createNativeQuery(
            "select * from attachment where stored_at < ?1 limit "
                + most
                + " for update skip locked",
            Attachment.class)
        .setParameter(1, before)
        .getResultList();
  }

  public void remove(Attachment attachment) {
    rows.remove(attachment);
  }
}
