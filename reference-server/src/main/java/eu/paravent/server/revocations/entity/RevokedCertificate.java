package eu.paravent.server.revocations.entity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One line of an organisation's revocation list. */
@Entity
@Table(name = "revoked_certificate")
@IdClass(RevokedCertificate.Key.class)
public class RevokedCertificate {
  @Id private String organisation;
  @Id private String serial;

  protected RevokedCertificate() {}

  /**
   * @param serial in hexadecimal
   */
  public RevokedCertificate(String organisation, String serial) {
    this.organisation = organisation;
    this.serial = serial;
  }

  public String serial() {
    return serial;
  }

  public String organisation() {
    return organisation;
  }

  /** As JPA wants it. */
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    String organisation = "";
    String serial = "";

    public Key() {}

    public Key(String organisation, String serial) {
      this.organisation = organisation;
      this.serial = serial;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key
          && key.organisation.equals(organisation)
          && key.serial.equals(serial);
    }

    @Override
    public int hashCode() {
      return Objects.hash(organisation, serial);
    }
  }
}
