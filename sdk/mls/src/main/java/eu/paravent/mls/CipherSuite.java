package eu.paravent.mls;

/**
 * An MLS cipher suite (RFC 9420 §17.1). Immutable data: what a suite consists of, not how it is
 * computed.
 */
public enum CipherSuite {
  /** Suite 0x0001, mandatory to implement: X25519, AES-128-GCM, SHA-256, Ed25519. */
  MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519(0x0001);

  private final int value;

  CipherSuite(int value) {
    this.value = value;
  }

  /** The IANA code point, 0 to 65535. */
  public int value() {
    return value;
  }
}
