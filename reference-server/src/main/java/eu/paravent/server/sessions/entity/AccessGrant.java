package eu.paravent.server.sessions.entity;

import eu.paravent.server.identity.control.Chain;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

/** What an access token allows, for how long. The token itself is not kept. */
@Entity
@Table(name = "access_token")
public class AccessGrant {
  @Id
  @Column(name = "token_hash")
  private String tokenHash;

  @Column(name = "device_id")
  private String deviceId;

  @Column(name = "chain")
  private byte[] chain;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "begun_at")
  private Instant begunAt;

  protected AccessGrant() {}

  public AccessGrant(
      String tokenHash, String deviceId, List<byte[]> chain, Instant begunAt, Instant expiresAt) {
    this.begunAt = begunAt;
    this.tokenHash = tokenHash;
    this.deviceId = deviceId;
    this.chain = Chain.toBytes(chain);
    this.expiresAt = expiresAt;
  }

  public boolean aliveAt(Instant now) {
    return now.isBefore(expiresAt);
  }

  public String tokenHash() {
    return tokenHash;
  }

  public String deviceId() {
    return deviceId;
  }

  public List<byte[]> chain() {
    return Chain.ofBytes(chain);
  }

  public Instant begunAt() {
    return begunAt;
  }

  public Instant expiresAt() {
    return expiresAt;
  }
}
