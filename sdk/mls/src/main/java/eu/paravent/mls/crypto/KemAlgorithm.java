package eu.paravent.mls.crypto;

/** A key encapsulation mechanism of HPKE (RFC 9180 §7.1). */
public enum KemAlgorithm {
  DHKEM_P256_HKDF_SHA256(0x0010, 32),
  DHKEM_P384_HKDF_SHA384(0x0011, 48),
  DHKEM_P521_HKDF_SHA512(0x0012, 64),
  DHKEM_X25519_HKDF_SHA256(0x0020, 32),
  DHKEM_X448_HKDF_SHA512(0x0021, 64),
  /** The hybrid MLKEM768-X25519, X-Wing (draft-ietf-hpke-pq). */
  MLKEM768_X25519(0x647a, 32),
  /** The hybrid MLKEM768-P256 (draft-ietf-hpke-pq). */
  MLKEM768_P256(0x0050, 32);

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
