package eu.paravent.mls.internal.provider;

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
import eu.paravent.mls.crypto.SymmetricPrimitives;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * All suites (RFC 9420 §17.1): curves from Bouncy Castle's lightweight interface, where nothing
 * faster is given; hashes, HMAC and AEAD from wherever the platform has them. No JCA look-ups here:
 * those of the JDK are in {@link JdkSymmetric}, which a platform without JCA does not touch.
 */
public final class DefaultCryptoProvider implements CryptoProvider {
  private final SymmetricPrimitives symmetric;
  private final DhGroup x25519;
  private final Map<KemAlgorithm, Kem> kems = new EnumMap<>(KemAlgorithm.class);
  private final Map<SignatureAlgorithm, Signing> signing = new EnumMap<>(SignatureAlgorithm.class);

  /** Nothing native: Bouncy Castle's curves, the JDK's hashes and AEAD. */
  public DefaultCryptoProvider() {
    this(new JdkSymmetric());
  }

  /** Bouncy Castle's curves. */
  public DefaultCryptoProvider(SymmetricPrimitives symmetric) {
    this(symmetric, new Ed25519Strict(), MontgomeryGroup.CURVE25519);
  }

  DefaultCryptoProvider(SymmetricPrimitives symmetric, Signing ed25519, DhGroup x25519) {
    this.symmetric = symmetric;
    this.x25519 = x25519;
    kem(KemAlgorithm.DHKEM_P256_HKDF_SHA256, HashAlgorithm.SHA256, NistCurve.P256);
    kem(KemAlgorithm.DHKEM_P384_HKDF_SHA384, HashAlgorithm.SHA384, NistCurve.P384);
    kem(KemAlgorithm.DHKEM_P521_HKDF_SHA512, HashAlgorithm.SHA512, NistCurve.P521);
    kem(KemAlgorithm.DHKEM_X25519_HKDF_SHA256, HashAlgorithm.SHA256, x25519);
    kem(KemAlgorithm.DHKEM_X448_HKDF_SHA512, HashAlgorithm.SHA512, MontgomeryGroup.CURVE448);
    kems.put(KemAlgorithm.MLKEM768_X25519, HybridKem.WITH_X25519);
    kems.put(KemAlgorithm.MLKEM768_P256, HybridKem.WITH_P256);
    signing.put(
        SignatureAlgorithm.ECDSA_SECP256R1_SHA256,
        new Ecdsa(NistCurve.P256, HashAlgorithm.SHA256, this));
    signing.put(
        SignatureAlgorithm.ECDSA_SECP384R1_SHA384,
        new Ecdsa(NistCurve.P384, HashAlgorithm.SHA384, this));
    signing.put(
        SignatureAlgorithm.ECDSA_SECP521R1_SHA512,
        new Ecdsa(NistCurve.P521, HashAlgorithm.SHA512, this));
    signing.put(SignatureAlgorithm.ED25519, ed25519);
    signing.put(SignatureAlgorithm.ED448, new Ed448Strict());
  }

  private void kem(KemAlgorithm algorithm, HashAlgorithm hash, DhGroup group) {
    kems.put(algorithm, new DhKem(algorithm, hash, group, this));
  }

  @Override
  public boolean supports(CipherSuite suite) {
    return kems.containsKey(suite.kem()) && signing.containsKey(suite.signature());
  }

  @Override
  public byte[] hash(HashAlgorithm algorithm, byte[] data) {
    return symmetric.hash(algorithm, data);
  }

  @Override
  public byte[] hmac(HashAlgorithm algorithm, byte[] key, byte[] data) {
    return symmetric.hmac(algorithm, key, data);
  }

  @Override
  public byte[] seal(
      AeadAlgorithm algorithm, byte[] key, byte[] nonce, byte[] aad, byte[] plaintext) {
    return symmetric.seal(algorithm, key, nonce, aad, plaintext);
  }

  @Override
  public byte[] open(
      AeadAlgorithm algorithm, byte[] key, byte[] nonce, byte[] aad, byte[] ciphertext)
      throws CryptoException {
    return symmetric.open(algorithm, key, nonce, aad, ciphertext);
  }

  @Override
  public SignatureKeyPair signatureKeyPair(SignatureAlgorithm algorithm, byte[] privateKey) {
    return new SignatureKeyPair(
        SecretBytes.copyOf(privateKey), signing(algorithm).publicKey(privateKey));
  }

  @Override
  public byte[] sign(SignatureAlgorithm algorithm, SignatureKeyPair key, byte[] message) {
    return signing(algorithm).sign(key.privateKey().expose(), key.publicKey(), message);
  }

  @Override
  public boolean verify(
      SignatureAlgorithm algorithm, byte[] publicKey, byte[] message, byte[] signature) {
    return signing(algorithm).verify(publicKey, message, signature);
  }

  private Signing signing(SignatureAlgorithm algorithm) {
    return Objects.requireNonNull(signing.get(algorithm), algorithm::name);
  }

  @Override
  public KemKeyPair deriveKeyPair(KemAlgorithm algorithm, byte[] keyMaterial) {
    return kem(algorithm).derive(keyMaterial);
  }

  @Override
  public KemKeyPair kemKeyPair(KemAlgorithm algorithm, byte[] privateKey) throws CryptoException {
    return kem(algorithm).keyPair(privateKey);
  }

  @Override
  public Encapsulated encapsulate(KemAlgorithm algorithm, byte[] publicKey, SecureRandom random)
      throws CryptoException {
    return kem(algorithm).encapsulate(publicKey, random);
  }

  @Override
  public SecretBytes decapsulate(KemAlgorithm algorithm, KemKeyPair key, byte[] encapsulation)
      throws CryptoException {
    return kem(algorithm).decapsulate(key, encapsulation);
  }

  private Kem kem(KemAlgorithm algorithm) {
    return Objects.requireNonNull(kems.get(algorithm), algorithm::name);
  }

  /** Where the primitives come from, for logs. */
  @Override
  public String toString() {
    return signing.get(SignatureAlgorithm.ED25519) + ", " + x25519 + ", " + symmetric;
  }
}
