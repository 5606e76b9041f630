package eu.paravent.server.keypackages.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key package, named by the hash of its bytes. A claimed one stays, without its content, until it
 * would have expired: so that uploading it again does not hand it out again.
 */
@Entity
@Table(name = "key_package")
public class StoredKeyPackage {
  @Id private String hash;

  @Column(name = "device_id")
  private String deviceId;

  @Column(name = "cipher_suite")
  private int cipherSuite;

  @Column(name = "last_resort")
  private boolean lastResort;

  @Column(name = "message")
  private byte @Nullable [] message;

  @Column(name = "not_after")
  private Instant notAfter;

  @Column(name = "uploaded_at")
  private Instant uploadedAt;

  @Column(name = "claimed_at")
  private @Nullable Instant claimedAt;

  protected StoredKeyPackage() {}

  public StoredKeyPackage(
      String hash,
      String deviceId,
      int cipherSuite,
      boolean lastResort,
      byte[] message,
      Instant notAfter,
      Instant now) {
    this.hash = hash;
    this.deviceId = deviceId;
    this.cipherSuite = cipherSuite;
    this.lastResort = lastResort;
    this.message = message.clone();
    this.notAfter = notAfter;
    this.uploadedAt = now;
  }

  public String hash() {
    return hash;
  }

  /** Empty once it was claimed. */
  public byte[] message() {
    return message == null ? new byte[0] : message.clone();
  }
}
