package eu.paravent.server.audit.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A key that audit entries are signed with; the private half only where no file holds it. */
@Entity
@Table(name = "audit_key")
public class SigningKeyRow {
  @Id private String id;

  @Column(name = "public_key")
  private byte[] publicKey;

  @Column(name = "private_key")
  private byte @Nullable [] privateKey;

  @Column(name = "created_at")
  private Instant createdAt;

  protected SigningKeyRow() {}

  public SigningKeyRow(String id, byte[] publicKey, Optional<byte[]> privateKey, Instant now) {
    this.id = id;
    this.publicKey = publicKey.clone();
    this.privateKey = privateKey.map(byte[]::clone).orElse(null);
    this.createdAt = now;
  }

  public String id() {
    return id;
  }

  /** Raw Ed25519. */
  public byte[] publicKey() {
    return publicKey.clone();
  }

  /** PKCS#8. */
  public Optional<byte[]> privateKey() {
    return Optional.ofNullable(privateKey).map(byte[]::clone);
  }

  public Instant createdAt() {
    return createdAt;
  }
}
