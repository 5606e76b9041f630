package eu.paravent.server.wakeups.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where one device is woken, and how that went. */
@Entity
@Table(name = "wake_up")
public class RegisteredWakeUp {
  @Id
  @Column(name = "device_id")
  private String deviceId;

  @Column(name = "kind")
  private String kind;

  @Column(name = "endpoint")
  private String endpoint;

  @Column(name = "expires_at")
  private Instant expiresAt;

  /** Until then some node is taken to be connected with it. */
  @Column(name = "connected_until")
  private Instant connectedUntil;

  /** The newest of what it was woken for. */
  @Column(name = "woken_for")
  private Instant wokenFor;

  @Column(name = "not_before")
  private Instant notBefore;

  @Column(name = "failures")
  private int failures;

  @Column(name = "failing_since")
  private @Nullable Instant failingSince;

  protected RegisteredWakeUp() {}

  public RegisteredWakeUp(String deviceId) {
    this.deviceId = deviceId;
    this.kind = "";
    this.endpoint = "";
    this.connectedUntil = Instant.EPOCH;
    this.wokenFor = Instant.EPOCH;
  }

  /** A new endpoint begins with a clean sheet; the same one again only lasts longer. */
  public void register(String newKind, String newEndpoint, Instant now, Instant end) {
    if (!newEndpoint.equals(endpoint) || !newKind.equals(kind)) {
      kind = newKind;
      endpoint = newEndpoint;
      notBefore = now;
      failures = 0;
      failingSince = null;
    }
    expiresAt = end;
  }

  public void connected(Instant until) {
    connectedUntil = until;
  }

  public void woken(Instant newest, Instant nextAt) {
    wokenFor = newest.isAfter(wokenFor) ? newest : wokenFor;
    notBefore = nextAt;
    failures = 0;
    failingSince = null;
  }

  public void failed(Instant now, Instant nextAt) {
    failures++;
    failingSince = failingSince == null ? now : failingSince;
    notBefore = nextAt;
  }

  public boolean isAt(String otherKind, String otherEndpoint) {
    return kind.equals(otherKind) && endpoint.equals(otherEndpoint);
  }

  public String kind() {
    return kind;
  }

  public Instant expiresAt() {
    return expiresAt;
  }

  /** In a row. */
  public int failures() {
    return failures;
  }

  public boolean failingSince(Instant before) {
    return failingSince != null && failingSince.isBefore(before);
  }
}
