package eu.paravent.server.attachments.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An attachment of which pieces are still to come. */
@Entity
@Table(name = "upload")
public class PendingUpload {
  @Id private String id;

  @Column(name = "group_id")
  private String groupId;

  @Column(name = "device_id")
  private String deviceId;

  @Column(name = "organisation")
  private String organisation;

  @Column(name = "idempotency_key")
  private String idempotencyKey;

  @Column(name = "size")
  private long size;

  @Column(name = "begun_at")
  private Instant begunAt;

  protected PendingUpload() {}

  public PendingUpload(
      String id,
      String groupId,
      String deviceId,
      String organisation,
      String idempotencyKey,
      long size,
      Instant now) {
    this.id = id;
    this.groupId = groupId;
    this.deviceId = deviceId;
    this.organisation = organisation;
    this.idempotencyKey = idempotencyKey;
    this.size = size;
    this.begunAt = now;
  }

  public String id() {
    return id;
  }

  public boolean isOf(String group, String device) {
    return groupId.equals(group) && deviceId.equals(device);
  }

  public String organisation() {
    return organisation;
  }

  public long size() {
    return size;
  }

  public Instant begunAt() {
    return begunAt;
  }

  /** The attachment it has become; of what came in pieces the digest is not known. */
  public Attachment completed(Instant now) {
    return new Attachment(id, groupId, deviceId, organisation, idempotencyKey, size, null, now);
  }
}
