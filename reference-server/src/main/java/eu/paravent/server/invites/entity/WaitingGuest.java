package eu.paravent.server.invites.entity;

import eu.paravent.protocol.invites.JoinRequest;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A guest that asked to be let in; once per guest, until its time is over. */
@Entity
@Table(name = "join_request")
public class WaitingGuest {
  @Id
  @Column(name = "device_id")
  private String deviceId;

  @Column(name = "id")
  private String id;

  @Column(name = "invite_id")
  private String inviteId;

  @Column(name = "group_id")
  private String groupId;

  @Column(name = "device_uri")
  private String deviceUri;

  @Column(name = "key_package")
  private byte[] keyPackage;

  @Column(name = "sealed_name")
  private byte[] name;

  @Column(name = "received_at")
  private Instant receivedAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "declined")
  private boolean declined;

  protected WaitingGuest() {}

  public WaitingGuest(
      String id,
      Invite invite,
      String deviceId,
      String deviceUri,
      JoinRequest asked,
      Instant receivedAt,
      Instant expiresAt) {
    this.id = id;
    this.inviteId = invite.id();
    this.groupId = invite.groupId();
    this.deviceId = deviceId;
    this.deviceUri = deviceUri;
    this.keyPackage = asked.keyPackage().clone();
    this.name = asked.name().clone();
    this.receivedAt = receivedAt;
    this.expiresAt = expiresAt;
  }

  public void decline() {
    declined = true;
  }

  public boolean declined() {
    return declined;
  }

  public String id() {
    return id;
  }

  public String inviteId() {
    return inviteId;
  }

  public String deviceUri() {
    return deviceUri;
  }

  public byte[] keyPackage() {
    return keyPackage.clone();
  }

  public byte[] name() {
    return name.clone();
  }

  public Instant receivedAt() {
    return receivedAt;
  }

  public Instant expiresAt() {
    return expiresAt;
  }
}
