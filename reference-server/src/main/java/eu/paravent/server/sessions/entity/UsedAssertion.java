package eu.paravent.server.sessions.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A sign-in assertion that was taken; its row is what makes it good for once only. */
@Entity
@Table(name = "used_assertion")
public class UsedAssertion {
  @Id private String id;

  @Column(name = "expires_at")
  private Instant expiresAt;

  protected UsedAssertion() {}

  public UsedAssertion(String id, Instant expiresAt) {
    this.id = id;
    this.expiresAt = expiresAt;
  }
}
