package eu.paravent.mls.crypto;

import eu.paravent.mls.CipherSuite;
import java.security.SecureRandom;

/**
 * The primitives. Implementations are thread-safe, keep no state between calls that a caller could
 * notice, neither keep nor change arrays they are given, and throw nothing but what is declared for
 * any input of the right kind. Those that come with the library: {@link CryptoProviders}. An own
 * one should pass {@code CryptoProviderContract} of the testkit.
 */
public interface CryptoProvider extends SymmetricPrimitives {
  boolean supports(CipherSuite suite);

  /**
   * @param privateKey raw, as long as the algorithm wants it (Ed25519: the 32-byte seed)
   * @throws IllegalArgumentException if it is not of that length
   */
  SignatureKeyPair signatureKeyPair(SignatureAlgorithm algorithm, byte[] privateKey);

  byte[] sign(SignatureAlgorithm algorithm, SignatureKeyPair key, byte[] message);

  /** Strict: non-canonical encodings and keys of small order are refused. */
  boolean verify(SignatureAlgorithm algorithm, byte[] publicKey, byte[] message, byte[] signature);

  /** RFC 9180 §4, DeriveKeyPair. */
  KemKeyPair deriveKeyPair(KemAlgorithm algorithm, byte[] keyMaterial);

  /**
   * The pair of a raw private key.
   *
   * @throws CryptoException if it is not of the right length
   */
  KemKeyPair kemKeyPair(KemAlgorithm algorithm, byte[] privateKey) throws CryptoException;

  /**
   * RFC 9180 §4, Encap.
   *
   * @throws CryptoException if the public key is none
   */
  Encapsulated encapsulate(KemAlgorithm algorithm, byte[] publicKey, SecureRandom random)
      throws CryptoException;

  /**
   * RFC 9180 §4, Decap.
   *
   * @throws CryptoException if the encapsulation is none
   */
  SecretBytes decapsulate(KemAlgorithm algorithm, KemKeyPair key, byte[] encapsulation)
      throws CryptoException;

  /** What Encap gives; {@code toString} shows nothing of the secret. */
  record Encapsulated(SecretBytes sharedSecret, byte[] encapsulation) {}
}
