package eu.paravent.mls.internal.provider;

import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.CryptoProvider.Encapsulated;
import eu.paravent.mls.crypto.KemKeyPair;
import eu.paravent.mls.crypto.SecretBytes;
import java.security.SecureRandom;

/** A key encapsulation mechanism as HPKE uses it (RFC 9180 §4). */
interface Kem {
  /** DeriveKeyPair. */
  KemKeyPair derive(byte[] keyMaterial);

  /** The pair of a raw private key. */
  KemKeyPair keyPair(byte[] privateKey) throws CryptoException;

  /** Encap. */
  Encapsulated encapsulate(byte[] publicKey, SecureRandom random) throws CryptoException;

  /** Decap. */
  SecretBytes decapsulate(KemKeyPair key, byte[] encapsulation) throws CryptoException;
}
