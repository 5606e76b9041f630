package eu.paravent.server.revocations.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;

/** The newest revocation list of an organisation, byte-exact. */
@Entity
@Table(name = "revocation_list")
public class StoredList {
  @Id private String organisation;

  @Column(name = "number")
  private String number;

  @Column(name = "crl")
  private byte[] crl;

  @Column(name = "received_at")
  private Instant receivedAt;

  protected StoredList() {}

  public StoredList(String organisation, BigInteger number, byte[] crl, Instant now) {
    this.organisation = organisation;
    this.number = number.toString(16);
    this.crl = crl.clone();
    this.receivedAt = now;
  }

  public void replace(BigInteger next, byte[] list, Instant now) {
    number = next.toString(16);
    crl = list.clone();
    receivedAt = now;
  }

  public String organisation() {
    return organisation;
  }

  public BigInteger number() {
    return new BigInteger(number, 16);
  }

  public boolean is(byte[] list) {
    return Arrays.equals(crl, list);
  }

  public byte[] crl() {
    return crl.clone();
  }

  public Instant receivedAt() {
    return receivedAt;
  }
}
