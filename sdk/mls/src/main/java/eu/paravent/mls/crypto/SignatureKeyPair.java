package eu.paravent.mls.crypto;

/** A signature key pair. {@code toString} shows nothing of the private key. */
public final class SignatureKeyPair {
  private final SecretBytes privateKey;
  private final byte[] publicKey;

  /**
   * @param publicKey must belong to the private key, never come from elsewhere: an Ed25519
   *     signature made with a foreign public key gives the private key away; not copied
   */
  public SignatureKeyPair(SecretBytes privateKey, byte[] publicKey) {
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
