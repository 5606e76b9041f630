package eu.paravent.server.organisations.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;

/** A company on this server: its id and the root that vouches for its devices. */
@Entity
@Table(name = "organisation")
public class RegisteredOrganisation {
  @Id private String id;

  @Column(name = "root_certificate")
  private byte[] rootCertificate;

  @Column(name = "registered_at")
  private Instant registeredAt;

  protected RegisteredOrganisation() {}

  public RegisteredOrganisation(String id, byte[] rootCertificate, Instant now) {
    this.id = id;
    this.rootCertificate = rootCertificate.clone();
    this.registeredAt = now;
  }

  public String id() {
    return id;
  }

  /** DER. */
  public byte[] rootCertificate() {
    return rootCertificate.clone();
  }

  public boolean hasRoot(byte[] certificate) {
    return Arrays.equals(rootCertificate, certificate);
  }
}
