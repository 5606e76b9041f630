package eu.paravent.mls.crypto;

/** A hash function, and HKDF and HMAC over it. */
public enum HashAlgorithm {
  SHA256(32, 0x0001),
  SHA384(48, 0x0002),
  SHA512(64, 0x0003);

  private final int length;
  private final int kdf;

  HashAlgorithm(int length, int kdf) {
    this.length = length;
    this.kdf = kdf;
  }

  /** Nh: bytes of a digest. */
  public int length() {
    return length;
  }

  /** IANA kdf_id of HKDF over this hash (RFC 9180 §7.2). */
  public int kdf() {
    return kdf;
  }
}
