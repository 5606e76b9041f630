package eu.paravent.mls.internal.provider;

import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.CryptoProvider;
import eu.paravent.mls.crypto.KemKeyPair;
import eu.paravent.mls.crypto.Parallelism;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.internal.codec.TlsWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * The functions of RFC 9420 §5.1, §5.2 and §8 for one suite. Thread-safe; beside the random source
 * it holds only which signatures verified already. Arrays returned are fresh and the caller's to
 * wipe.
 */
public final class SuiteCrypto {
  private static final String PREFIX = "MLS 1.0 ";
  private static final String EXTERNAL_INIT = "MLS 1.0 external init secret";
  private static final byte[] NONE = new byte[0];

  private final CipherSuite suite;
  private final CryptoProvider provider;
  private final SecureRandom random;
  private final Parallelism parallelism;
  private final Hkdf hkdf;
  private final Hpke hpke;
  private final VerifiedSignatures verified = new VerifiedSignatures();

  /** All on the calling thread. */
  public SuiteCrypto(CipherSuite suite, CryptoProvider provider, SecureRandom random) {
    this(suite, provider, random, Parallelism.callingThread());
  }

  public SuiteCrypto(
      CipherSuite suite, CryptoProvider provider, SecureRandom random, Parallelism parallelism) {
    this.suite = suite;
    this.provider = provider;
    this.random = random;
    this.parallelism = parallelism;
    hkdf = new Hkdf(provider, suite.hash());
    hpke = new Hpke(suite, provider);
  }

  public CipherSuite suite() {
    return suite;
  }

  /** The same primitives for another suite, where the provider supports it. */
  public Optional<SuiteCrypto> forSuite(CipherSuite other) {
    if (other == suite) {
      return Optional.of(this);
    }
    return provider.supports(other)
        ? Optional.of(new SuiteCrypto(other, provider, random, parallelism))
        : Optional.empty();
  }

  /** For parts that only compute. */
  public Parallelism parallelism() {
    return parallelism;
  }

  /** KDF.Nh. */
  public int hashLength() {
    return suite.hash().length();
  }

  public byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  public byte[] hash(byte[] data) {
    return provider.hash(suite.hash(), data);
  }

  public byte[] mac(byte[] key, byte[] data) {
    return provider.hmac(suite.hash(), key, data);
  }

  /** In constant time, and for equal length. */
  public boolean verifyMac(byte[] key, byte[] data, byte[] tag) {
    return SecretBytes.wrap(mac(key, data)).equals(SecretBytes.wrap(tag));
  }

  public byte[] seal(byte[] key, byte[] nonce, byte[] aad, byte[] plaintext) {
    return provider.seal(suite.aead(), key, nonce, aad, plaintext);
  }

  public byte[] open(byte[] key, byte[] nonce, byte[] aad, byte[] ciphertext)
      throws CryptoException {
    return provider.open(suite.aead(), key, nonce, aad, ciphertext);
  }

  /** KDF.Extract. */
  public byte[] extract(byte[] salt, byte[] keyMaterial) {
    return hkdf.extract(salt, keyMaterial);
  }

  /** RFC 9420 §8. */
  public byte[] expandWithLabel(byte[] secret, String label, byte[] context, int length) {
    byte[] info =
        new TlsWriter()
            .u16(length)
            .opaque((PREFIX + label).getBytes(StandardCharsets.UTF_8))
            .opaque(context)
            .toBytes();
    return hkdf.expand(secret, info, length);
  }

  /** RFC 9420 §8. */
  public byte[] deriveSecret(byte[] secret, String label) {
    return expandWithLabel(secret, label, NONE, hashLength());
  }

  /** RFC 9420 §9.1. */
  public byte[] deriveTreeSecret(byte[] secret, String label, long generation, int length) {
    return expandWithLabel(secret, label, new TlsWriter(16).u32(generation).toBytes(), length);
  }

  /** RFC 9420 §5.2; the label is used as it is. */
  public byte[] refHash(String label, byte[] value) {
    return hash(
        new TlsWriter(value.length + 48)
            .opaque(label.getBytes(StandardCharsets.UTF_8))
            .opaque(value)
            .toBytes());
  }

  public byte[] keyPackageRef(byte[] keyPackage) {
    return refHash("MLS 1.0 KeyPackage Reference", keyPackage);
  }

  /**
   * @param authenticatedContent the whole AuthenticatedContent that carried the proposal
   */
  public byte[] proposalRef(byte[] authenticatedContent) {
    return refHash("MLS 1.0 Proposal Reference", authenticatedContent);
  }

  public SignatureKeyPair signatureKeyPair(byte[] privateKey) {
    return provider.signatureKeyPair(suite.signature(), privateKey);
  }

  /** RFC 9420 §5.1.2. */
  public byte[] signWithLabel(SignatureKeyPair key, String label, byte[] content) {
    return provider.sign(suite.signature(), key, labeled(label, content));
  }

  /** RFC 9420 §5.1.2. */
  public boolean verifyWithLabel(byte[] publicKey, String label, byte[] content, byte[] signature) {
    return provider.verify(suite.signature(), publicKey, labeled(label, content), signature);
  }

  /**
   * As {@link #verifyWithLabel}, but computed once as long as it is remembered: for leaves and key
   * packages, which come again and again.
   */
  public boolean verifyOnceWithLabel(
      byte[] publicKey, String label, byte[] content, byte[] signature) {
    byte[] labeled = labeled(label, content);
    byte[] digest =
        hash(
            new TlsWriter(labeled.length + publicKey.length + signature.length + 8)
                .opaque(publicKey)
                .opaque(signature)
                .raw(labeled)
                .toBytes());
    if (verified.contains(digest)) {
      return true;
    }
    boolean good = provider.verify(suite.signature(), publicKey, labeled, signature);
    if (good) {
      verified.add(digest);
    }
    return good;
  }

  /** Whether anything can be encrypted to it. Cheap: no agreement is made. */
  public boolean isEncryptionKey(byte[] publicKey) {
    return EncapsulationKeys.valid(suite.kem(), publicKey);
  }

  /** RFC 9420 §5.1.3. */
  public HpkeCiphertext encryptWithLabel(
      byte[] publicKey, String label, byte[] context, byte[] plaintext) throws CryptoException {
    return sealing(label, context).seal(publicKey, plaintext);
  }

  /** EncryptWithLabel to many receivers under one label and context, which are hashed once. */
  @FunctionalInterface
  public interface Sealing {
    HpkeCiphertext seal(byte[] publicKey, byte[] plaintext) throws CryptoException;
  }

  /** Thread-safe. */
  public Sealing sealing(String label, byte[] context) {
    byte[] scheduleContext = hpke.scheduleContext(labeled(label, context));
    return (publicKey, plaintext) -> hpke.seal(publicKey, scheduleContext, plaintext, random);
  }

  /** RFC 9420 §5.1.3. */
  public byte[] decryptWithLabel(
      KemKeyPair key, String label, byte[] context, HpkeCiphertext sealed) throws CryptoException {
    return hpke.open(key, hpke.scheduleContext(labeled(label, context)), sealed);
  }

  /** SignContent and EncryptContext have the same shape. */
  private static byte[] labeled(String label, byte[] content) {
    return new TlsWriter(content.length + 48)
        .opaque((PREFIX + label).getBytes(StandardCharsets.UTF_8))
        .opaque(content)
        .toBytes();
  }

  /** KEM.DeriveKeyPair. */
  public KemKeyPair deriveKeyPair(byte[] secret) {
    return provider.deriveKeyPair(suite.kem(), secret);
  }

  public KemKeyPair generateKeyPair() {
    byte[] secret = random(hashLength());
    try {
      return deriveKeyPair(secret);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /** The pair of a stored private key. */
  public KemKeyPair keyPair(byte[] privateKey) throws CryptoException {
    return provider.kemKeyPair(suite.kem(), privateKey);
  }

  /** RFC 9420 §8.3: the init secret and its encapsulation to external_pub. */
  public CryptoProvider.Encapsulated encapsulateInitSecret(byte[] externalPub)
      throws CryptoException {
    return hpke.sendExport(externalPub, EXTERNAL_INIT, hashLength(), random);
  }

  /** RFC 9420 §8.3. */
  public SecretBytes decapsulateInitSecret(KemKeyPair external, byte[] kemOutput)
      throws CryptoException {
    return SecretBytes.wrap(hpke.receiveExport(external, kemOutput, EXTERNAL_INIT, hashLength()));
  }
}
