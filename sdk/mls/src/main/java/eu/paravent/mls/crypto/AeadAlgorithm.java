package eu.paravent.mls.crypto;

/** An AEAD of HPKE (RFC 9180 §7.3). */
public enum AeadAlgorithm {
  AES_128_GCM(0x0001, 16, 12, 16),
  AES_256_GCM(0x0002, 32, 12, 16),
  CHACHA20_POLY1305(0x0003, 32, 12, 16);

  private final int value;
  private final int keyLength;
  private final int nonceLength;
  private final int tagLength;

  AeadAlgorithm(int value, int keyLength, int nonceLength, int tagLength) {
    this.value = value;
    this.keyLength = keyLength;
    this.nonceLength = nonceLength;
    this.tagLength = tagLength;
  }

  /** IANA aead_id. */
  public int value() {
    return value;
  }

  /** Nk. */
  public int keyLength() {
    return keyLength;
  }

  /** Nn. */
  public int nonceLength() {
    return nonceLength;
  }

  /** Nt. */
  public int tagLength() {
    return tagLength;
  }
}
