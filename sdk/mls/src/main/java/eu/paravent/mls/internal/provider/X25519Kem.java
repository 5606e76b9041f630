package eu.paravent.mls.internal.provider;

import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.CryptoProvider;
import eu.paravent.mls.crypto.CryptoProvider.Encapsulated;
import eu.paravent.mls.crypto.HashAlgorithm;
import eu.paravent.mls.crypto.KemAlgorithm;
import eu.paravent.mls.crypto.KemKeyPair;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.internal.codec.TlsWriter;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc7748.X25519;

/** DHKEM(X25519, HKDF-SHA256) (RFC 9180 §4.1). */
final class X25519Kem {
  private static final byte[] NONE = new byte[0];
  private static final byte[] SUITE_ID = {'K', 'E', 'M', 0x00, 0x20};

  private final LabeledHkdf kdf;

  X25519Kem(CryptoProvider provider) {
    kdf = new LabeledHkdf(provider, HashAlgorithm.SHA256, SUITE_ID);
  }

  KemKeyPair derive(byte[] keyMaterial) {
    byte[] pseudoRandomKey = kdf.extract(NONE, "dkp_prk", keyMaterial);
    byte[] privateKey = kdf.expand(pseudoRandomKey, "sk", NONE, X25519.SCALAR_SIZE);
    Arrays.fill(pseudoRandomKey, (byte) 0);
    return pair(privateKey);
  }

  KemKeyPair keyPair(byte[] privateKey) throws CryptoException {
    if (privateKey.length != X25519.SCALAR_SIZE) {
      throw new CryptoException("An X25519 private key has 32 bytes");
    }
    return pair(privateKey.clone());
  }

  private static KemKeyPair pair(byte[] privateKey) {
    byte[] publicKey = new byte[X25519.POINT_SIZE];
    X25519.scalarMultBase(privateKey, 0, publicKey, 0);
    return new KemKeyPair(SecretBytes.wrap(privateKey), publicKey);
  }

  Encapsulated encapsulate(byte[] publicKey, SecureRandom random) throws CryptoException {
    byte[] seed = new byte[X25519.SCALAR_SIZE];
    random.nextBytes(seed);
    KemKeyPair ephemeral = pair(seed);
    try {
      byte[] agreed = agree(ephemeral, publicKey);
      return new Encapsulated(
          sharedSecret(agreed, ephemeral.publicKey(), publicKey), ephemeral.publicKey());
    } finally {
      ephemeral.privateKey().close();
    }
  }

  SecretBytes decapsulate(KemKeyPair key, byte[] encapsulation) throws CryptoException {
    return sharedSecret(agree(key, encapsulation), encapsulation, key.publicKey());
  }

  private static byte[] agree(KemKeyPair own, byte[] publicKey) throws CryptoException {
    if (publicKey.length != X25519.POINT_SIZE) {
      throw new CryptoException("An X25519 public key has 32 bytes");
    }
    byte[] agreed = new byte[X25519.POINT_SIZE];
    // RFC 9180 §7.1.4: an all-zero result is refused; Bouncy Castle says so by returning false
    if (!X25519.calculateAgreement(own.privateKey().expose(), 0, publicKey, 0, agreed, 0)) {
      throw new CryptoException("An X25519 public key is of small order");
    }
    return agreed;
  }

  private SecretBytes sharedSecret(byte[] agreed, byte[] encapsulation, byte[] publicKey) {
    byte[] context = new TlsWriter(64).raw(encapsulation).raw(publicKey).toBytes();
    byte[] pseudoRandomKey = kdf.extract(NONE, "eae_prk", agreed);
    byte[] secret =
        kdf.expand(
            pseudoRandomKey,
            "shared_secret",
            context,
            KemAlgorithm.DHKEM_X25519_HKDF_SHA256.secretLength());
    Arrays.fill(agreed, (byte) 0);
    Arrays.fill(pseudoRandomKey, (byte) 0);
    return SecretBytes.wrap(secret);
  }
}
