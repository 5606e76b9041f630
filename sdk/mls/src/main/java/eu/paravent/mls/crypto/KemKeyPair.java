package eu.paravent.mls.crypto;

/** An HPKE key pair. {@code toString} shows nothing of the private key. */
public final class KemKeyPair {
  private final SecretBytes privateKey;
  private final byte[] publicKey;

  /**
   * @param publicKey must belong to the private key; not copied
   */
  public KemKeyPair(SecretBytes privateKey, byte[] publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  public SecretBytes privateKey() {
    return privateKey;
  }

  /** Not a copy: do not change it. */
  public byte[] publicKey() {
    return publicKey;
  }
}
