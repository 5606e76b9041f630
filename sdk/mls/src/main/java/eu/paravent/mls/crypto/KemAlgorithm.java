package eu.paravent.mls.crypto;

/** A key encapsulation mechanism of HPKE (RFC 9180 §7.1). */
public enum KemAlgorithm {
  DHKEM_X25519_HKDF_SHA256(0x0020, 32);

  private final int value;
  private final int secretLength;

  KemAlgorithm(int value, int secretLength) {
    this.value = value;
    this.secretLength = secretLength;
  }

  /** IANA kem_id. */
  public int value() {
    return value;
  }

  /** Nsecret. */
  public int secretLength() {
    return secretLength;
  }
}
