package eu.paravent.mls.internal.provider;

/** A signature scheme over raw keys (RFC 9420 §5.1). */
interface Signing {
  /**
   * @throws IllegalArgumentException if it is no private key
   */
  byte[] publicKey(byte[] privateKey);

  byte[] sign(byte[] privateKey, byte[] publicKey, byte[] message);

  /** False for whatever is no signature, or no public key. */
  boolean verify(byte[] publicKey, byte[] message, byte[] signature);
}
