package eu.paravent.mls.crypto;

/**
 * Hash, HMAC and AEAD. Apart from {@link CryptoProvider}, so that a platform can bring its own (a
 * browser, a security module) and keep the curves of {@link CryptoProviders#bouncyCastle}.
 * Implementations are thread-safe, keep no state between calls, neither keep nor change arrays they
 * are given, return fresh ones, and throw nothing but what is declared for any input of the right
 * lengths.
 */
public interface SymmetricPrimitives {
  byte[] hash(HashAlgorithm algorithm, byte[] data);

  /**
   * RFC 2104.
   *
   * @param key of any length, empty ones included
   */
  byte[] hmac(HashAlgorithm algorithm, byte[] key, byte[] data);

  /** The ciphertext with the tag at its end. */
  byte[] seal(AeadAlgorithm algorithm, byte[] key, byte[] nonce, byte[] aad, byte[] plaintext);

  /**
   * @throws CryptoException if the tag does not verify, or the ciphertext is shorter than one
   */
  byte[] open(AeadAlgorithm algorithm, byte[] key, byte[] nonce, byte[] aad, byte[] ciphertext)
      throws CryptoException;
}
