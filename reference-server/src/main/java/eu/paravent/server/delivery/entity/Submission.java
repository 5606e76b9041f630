package eu.paravent.server.delivery.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

/** What came of a write, for the device that has to ask again. */
@Entity
@Table(name = "submission")
@IdClass(Submission.Key.class)
public class Submission {
  @Id
  @Column(name = "group_id")
  private String groupId;

  @Id
  @Column(name = "device_id")
  private String deviceId;

  @Id
  @Column(name = "idempotency_key")
  private String idempotencyKey;

  @Column(name = "sequence")
  private long sequence;

  @Column(name = "epoch")
  private long epoch;

  @Column(name = "received_at")
  private Instant receivedAt;

  protected Submission() {}

  /**
   * @param epoch the group's after the write
   */
  public Submission(Key key, long sequence, long epoch, Instant now) {
    this.groupId = key.groupId;
    this.deviceId = key.deviceId;
    this.idempotencyKey = key.idempotencyKey;
    this.sequence = sequence;
    this.epoch = epoch;
    this.receivedAt = now;
  }

  public long sequence() {
    return sequence;
  }

  public long epoch() {
    return epoch;
  }

  public Instant receivedAt() {
    return receivedAt;
  }

  /** As JPA wants it. */
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    String groupId = "";
    String deviceId = "";
    String idempotencyKey = "";

    public Key() {}

    public Key(String groupId, String deviceId, String idempotencyKey) {
      this.groupId = groupId;
      this.deviceId = deviceId;
      this.idempotencyKey = idempotencyKey;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && key.groupId.equals(groupId)
          && key.deviceId.equals(deviceId)
          && key.idempotencyKey.equals(idempotencyKey);
    }

    @Override
    public int hashCode() {
      return Objects.hash(groupId, deviceId, idempotencyKey);
    }
  }
}
