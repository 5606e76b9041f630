package eu.paravent.benchmarks;

import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.crypto.AeadAlgorithm;
import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.CryptoProvider;
import eu.paravent.mls.crypto.HashAlgorithm;
import eu.paravent.mls.crypto.KemAlgorithm;
import eu.paravent.mls.crypto.KemKeyPair;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.crypto.SignatureAlgorithm;
import eu.paravent.mls.crypto.SignatureKeyPair;
import java.security.SecureRandom;

/** Takes every signature as good: for the many members who only make a group to be measured. */
record Believing(CryptoProvider primitives) implements CryptoProvider {
  @Override
  public boolean verify(
      SignatureAlgorithm algorithm, byte[] publicKey, byte[] message, byte[] signature) {
    return true;
  }

  @Override
  public boolean supports(CipherSuite suite) {
    return primitives.supports(suite);
  }

  @Override
  public SignatureKeyPair signatureKeyPair(SignatureAlgorithm algorithm, byte[] privateKey) {
    return primitives.signatureKeyPair(algorithm, privateKey);
  }

  @Override
  public byte[] sign(SignatureAlgorithm algorithm, SignatureKeyPair key, byte[] message) {
    return primitives.sign(algorithm, key, message);
  }

  @Override
  public KemKeyPair deriveKeyPair(KemAlgorithm algorithm, byte[] keyMaterial) {
    return primitives.deriveKeyPair(algorithm, keyMaterial);
  }

  @Override
  public KemKeyPair kemKeyPair(KemAlgorithm algorithm, byte[] privateKey) throws CryptoException {
    return primitives.kemKeyPair(algorithm, privateKey);
  }

  @Override
  public Encapsulated encapsulate(KemAlgorithm algorithm, byte[] publicKey, SecureRandom random)
      throws CryptoException {
    return primitives.encapsulate(algorithm, publicKey, random);
  }

  @Override
  public SecretBytes decapsulate(KemAlgorithm algorithm, KemKeyPair key, byte[] encapsulation)
      throws CryptoException {
    return primitives.decapsulate(algorithm, key, encapsulation);
  }

  @Override
  public byte[] hash(HashAlgorithm algorithm, byte[] data) {
    return primitives.hash(algorithm, data);
  }

  @Override
  public byte[] hmac(HashAlgorithm algorithm, byte[] key, byte[] data) {
    return primitives.hmac(algorithm, key, data);
  }

  @Override
  public byte[] seal(
      AeadAlgorithm algorithm, byte[] key, byte[] nonce, byte[] aad, byte[] plaintext) {
    return primitives.seal(algorithm, key, nonce, aad, plaintext);
  }

  @Override
  public byte[] open(
      AeadAlgorithm algorithm, byte[] key, byte[] nonce, byte[] aad, byte[] ciphertext)
      throws CryptoException {
    return primitives.open(algorithm, key, nonce, aad, ciphertext);
  }
}
