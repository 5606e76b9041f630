package eu.paravent.benchmarks;

import eu.paravent.mls.crypto.AeadAlgorithm;
import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.CryptoProvider;
import eu.paravent.mls.crypto.CryptoProviders;
import eu.paravent.mls.crypto.HashAlgorithm;
import eu.paravent.mls.crypto.KemAlgorithm;
import eu.paravent.mls.crypto.KemKeyPair;
import eu.paravent.mls.crypto.SignatureAlgorithm;
import eu.paravent.mls.crypto.SignatureKeyPair;
import java.security.SecureRandom;

/**
 * The floor: what the primitives of an operation cost alone, on inputs of the sizes that it has,
 * through the same provider. No encoding, no ratchet state, no storage.
 */
final class Primitives {
  private static final SignatureAlgorithm SIGNATURE = SignatureAlgorithm.ED25519;
  private static final AeadAlgorithm AEAD = AeadAlgorithm.AES_128_GCM;
  private static final KemAlgorithm KEM = KemAlgorithm.DHKEM_X25519_HKDF_SHA256;
  private static final byte[] NONCE = new byte[12];

  private final CryptoProvider provider;
  private final SecureRandom random = new SecureRandom();
  private final SignatureKeyPair signer;
  private final byte[] key = new byte[16];
  private final byte[] secret = new byte[32];
  private final byte[] info = new byte[48];
  private final byte[] aad = new byte[24];
  private final byte[] guard = new byte[4];
  private final byte[] senderData = new byte[12];
  private final byte[] toBeSigned;
  private final byte[] plaintext;
  private final byte[] signature;
  private final byte[] sealed;
  private final byte[] sealedSenderData;
  private final byte[] signerPoint;

  /**
   * @param data bytes of application data
   */
  Primitives(CryptoProvider provider, int data) {
    this.provider = provider;
    signer = provider.signatureKeyPair(SIGNATURE, new byte[32]);
    // label, content header and group context around the data; then auth data and padding
    toBeSigned = new byte[data + 190];
    plaintext = new byte[data <= 256 ? 384 : (data + 70 + 16383) / 16384 * 16384];
    signature = provider.sign(SIGNATURE, signer, toBeSigned);
    sealed = provider.seal(AEAD, key, NONCE, aad, plaintext);
    sealedSenderData = provider.seal(AEAD, key, NONCE, aad, senderData);
    signerPoint = provider.deriveKeyPair(KEM, guard).publicKey();
  }

  static CryptoProvider provider(String name) {
    CryptoProvider provider =
        switch (name) {
          case "pure" -> CryptoProviders.pureJava();
          case "native" -> CryptoProviders.best();
          default -> throw new IllegalArgumentException(name);
        };
    if (name.equals("native")
        && provider.toString().equals(CryptoProviders.pureJava().toString())) {
      throw new IllegalStateException("No native library loads here");
    }
    return provider;
  }

  /** Key, nonce and next secret of the ratchet; key and nonce of the sender data. */
  private byte[] ratchetAndSenderData() {
    byte[] last = secret;
    for (int i = 0; i < 5; i++) {
      last = provider.hmac(HashAlgorithm.SHA256, secret, info);
    }
    return last;
  }

  byte[] encrypt() {
    byte[] signed = provider.sign(SIGNATURE, signer, toBeSigned);
    random.nextBytes(guard);
    byte[] derived = ratchetAndSenderData();
    byte[] ciphertext = provider.seal(AEAD, key, NONCE, aad, plaintext);
    byte[] sender = provider.seal(AEAD, key, NONCE, aad, senderData);
    return signed.length + derived.length + sender.length > 0 ? ciphertext : signed;
  }

  byte[] decrypt() throws CryptoException {
    byte[] sender = provider.open(AEAD, key, NONCE, aad, sealedSenderData);
    byte[] derived = ratchetAndSenderData();
    byte[] opened = provider.open(AEAD, key, NONCE, aad, sealed);
    if (!provider.verify(SIGNATURE, signer.publicKey(), toBeSigned, signature)) {
      throw new IllegalStateException("The floor does not verify");
    }
    return sender.length + derived.length > 0 ? opened : derived;
  }

  /** Two key generations, two signatures over about as much as there is, one reference. */
  byte[] keyPackage() {
    byte[] seed = new byte[32];
    random.nextBytes(seed);
    KemKeyPair init = provider.deriveKeyPair(KEM, seed);
    random.nextBytes(seed);
    KemKeyPair leaf = provider.deriveKeyPair(KEM, seed);
    byte[] one = provider.sign(SIGNATURE, signer, toBeSigned);
    byte[] two = provider.sign(SIGNATURE, signer, toBeSigned);
    byte[] reference = provider.hash(HashAlgorithm.SHA256, toBeSigned);
    return init.publicKey().length + leaf.publicKey().length + one.length > 0 ? two : reference;
  }

  /** Of a tree of that many leaves. */
  static int levels(int members) {
    return 32 - Integer.numberOfLeadingZeros(members - 1);
  }

  /** Signatures of the size of a leaf. */
  int verify(int count) {
    int good = 0;
    for (int i = 0; i < count; i++) {
      good += provider.verify(SIGNATURE, signer.publicKey(), toBeSigned, signature) ? 1 : 0;
    }
    return good;
  }

  int sign(byte[] message) {
    return provider.sign(SIGNATURE, signer, message).length;
  }

  /** A key per level and one for the leaf; the seals; leaf and message signed. */
  int createCommit(int levels, int seals) throws CryptoException {
    int done = 0;
    for (int i = 0; i <= levels; i++) {
      done += provider.deriveKeyPair(KEM, secret).publicKey().length;
    }
    byte[] receiver = provider.deriveKeyPair(KEM, secret).publicKey();
    for (int i = 0; i < seals; i++) {
      done += seal(receiver).length;
    }
    return done + sign(toBeSigned) + sign(toBeSigned);
  }

  /** HPKE: one encapsulation, key and nonce (RFC 9180 §5.1), one AEAD. */
  private byte[] seal(byte[] receiver) throws CryptoException {
    byte[] encapsulated = provider.encapsulate(KEM, receiver, random).encapsulation();
    for (int i = 0; i < 3; i++) {
      provider.hmac(HashAlgorithm.SHA256, secret, info);
    }
    byte[] ciphertext = provider.seal(AEAD, key, NONCE, guard, secret);
    return ciphertext.length > 0 ? encapsulated : ciphertext;
  }

  /** Message and leaf verified, one path secret opened, the keys above it derived. */
  int processCommit(int levels) throws CryptoException {
    int done = verify(2);
    KemKeyPair own = provider.deriveKeyPair(KEM, secret);
    provider.decapsulate(KEM, own, signerPoint);
    for (int i = 0; i < 3; i++) {
      provider.hmac(HashAlgorithm.SHA256, secret, info);
    }
    done += provider.open(AEAD, key, NONCE, aad, sealedSenderData).length;
    // a receiver learns half of the levels or all but one: on average one less than all
    for (int i = 1; i < levels; i++) {
      done += provider.deriveKeyPair(KEM, secret).publicKey().length;
    }
    return done;
  }
}
