package eu.paravent.server.invites.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

/** A guest that joined with an invite; counted once, however often it joins again. */
@Entity
@Table(name = "invite_use")
@IdClass(InviteUse.Key.class)
public class InviteUse {
  @Id
  @Column(name = "invite_id")
  private String inviteId;

  @Id
  @Column(name = "device_id")
  private String deviceId;

  @Column(name = "used_at")
  private Instant usedAt;

  protected InviteUse() {}

  public InviteUse(String inviteId, String deviceId, Instant now) {
    this.inviteId = inviteId;
    this.deviceId = deviceId;
    this.usedAt = now;
  }

  /** As JPA wants it. */
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    String inviteId = "";
    String deviceId = "";

    public Key() {}

    public Key(String inviteId, String deviceId) {
      this.inviteId = inviteId;
      this.deviceId = deviceId;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && key.inviteId.equals(inviteId)
          && key.deviceId.equals(deviceId);
    }

    @Override
    public int hashCode() {
      return Objects.hash(inviteId, deviceId);
    }
  }
}
