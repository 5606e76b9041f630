package eu.paravent.server.attachments.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the database knows of a blob; its octets are elsewhere, under the same id. */
@Entity
@Table(name = "attachment")
public class Attachment {
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

  @Column(name = "digest")
  private @Nullable String digest;

  @Column(name = "stored_at")
  private Instant storedAt;

  protected Attachment() {}

  /**
   * @param digest SHA-256 of the octets, null where it is not known
   */
  public Attachment(
      String id,
      String groupId,
      String deviceId,
      String organisation,
      String idempotencyKey,
      long size,
      @Nullable String digest,
      Instant now) {
    this.id = id;
    this.groupId = groupId;
    this.deviceId = deviceId;
    this.organisation = organisation;
    this.idempotencyKey = idempotencyKey;
    this.size = size;
    this.digest = digest;
    this.storedAt = now;
  }

  public String id() {
    return id;
  }

  public boolean isOf(String group) {
    return groupId.equals(group);
  }

  /** Whose storage it takes. */
  public String organisation() {
    return organisation;
  }

  /** Also true where it is not known. */
  public boolean hasDigest(String other) {
    return digest == null || digest.equals(other);
  }

  public long size() {
    return size;
  }
}
