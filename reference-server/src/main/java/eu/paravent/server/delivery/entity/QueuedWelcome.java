package eu.paravent.server.delivery.entity;

import eu.paravent.server.requests.control.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A welcome that waits for one device until it acknowledges it. */
@Entity
@Table(name = "pending_welcome")
public class QueuedWelcome {
  @Id private String id;

  @Column(name = "device_id")
  private String deviceId;

  @Column(name = "group_id")
  private String groupId;

  @Column(name = "sequence")
  private long sequence;

  @Column(name = "queued_at")
  private Instant queuedAt;

  protected QueuedWelcome() {}

  public QueuedWelcome(String deviceId, String groupId, long sequence, Instant now) {
    this.id = Ids.random();
    this.deviceId = deviceId;
    this.groupId = groupId;
    this.sequence = sequence;
    this.queuedAt = now;
  }

  public boolean isFor(String device) {
    return deviceId.equals(device);
  }

  public String id() {
    return id;
  }

  public String deviceId() {
    return deviceId;
  }

  public String groupId() {
    return groupId;
  }

  public Instant queuedAt() {
    return queuedAt;
  }

  public long sequence() {
    return sequence;
  }
}
