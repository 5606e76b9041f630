package eu.paravent.mls.internal.provider;

import eu.paravent.mls.crypto.CryptoException;

/** The Diffie-Hellman group of a {@link DhKem}, with the encodings of RFC 9180 §7.1. */
interface DhGroup {
  /** Nsk. */
  int privateKeyLength();

  /** The second half of DeriveKeyPair (RFC 9180 §7.1.3). */
  byte[] derivePrivateKey(Expansion expansion);

  /** The key itself, where it is one. */
  byte[] checkedPrivateKey(byte[] privateKey) throws CryptoException;

  byte[] publicKey(byte[] privateKey);

  /**
   * DH (RFC 9180 §4.1), public key and result validated as in §7.1.4.
   *
   * @return fresh
   */
  byte[] agree(byte[] privateKey, byte[] publicKey) throws CryptoException;

  /** LabeledExpand to the length of a private key. */
  @FunctionalInterface
  interface Expansion {
    byte[] expand(String label, byte[] context);
  }
}
