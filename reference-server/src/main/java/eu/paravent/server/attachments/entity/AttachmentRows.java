package eu.paravent.server.attachments.entity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
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
}
