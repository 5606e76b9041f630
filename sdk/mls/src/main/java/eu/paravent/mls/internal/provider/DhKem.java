package eu.paravent.mls.internal.provider;

import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.CryptoProvider;
import eu.paravent.mls.crypto.CryptoProvider.Encapsulated;
import eu.paravent.mls.crypto.HashAlgorithm;
import eu.paravent.mls.crypto.KemAlgorithm;
import eu.paravent.mls.crypto.KemKeyPair;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.internal.codec.TlsWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/** DHKEM over a Diffie-Hellman group (RFC 9180 §4.1). */
final class DhKem implements Kem {
  private static final byte[] NONE = new byte[0];

  private final KemAlgorithm algorithm;
  private final DhGroup group;
  private final LabeledHkdf kdf;

  DhKem(KemAlgorithm algorithm, HashAlgorithm hash, DhGroup group, CryptoProvider provider) {
    this.algorithm = algorithm;
    this.group = group;
    byte[] suiteId =
        new TlsWriter(5)
            .raw("KEM".getBytes(StandardCharsets.US_ASCII))
            .u16(algorithm.value())
            .toBytes();
    kdf = new LabeledHkdf(provider, hash, suiteId);
  }

  @Override
  public KemKeyPair derive(byte[] keyMaterial) {
    byte[] pseudoRandomKey = kdf.extract(NONE, "dkp_prk", keyMaterial);
    try {
      return pair(
          group.derivePrivateKey(
              (label, context) ->
                  kdf.expand(pseudoRandomKey, label, context, group.privateKeyLength())));
    } finally {
      Arrays.fill(pseudoRandomKey, (byte) 0);
    }
  }

  @Override
  public KemKeyPair keyPair(byte[] privateKey) throws CryptoException {
    return pair(group.checkedPrivateKey(privateKey.clone()));
  }

  private KemKeyPair pair(byte[] privateKey) {
    return new KemKeyPair(SecretBytes.wrap(privateKey), group.publicKey(privateKey));
  }

  @Override
  public Encapsulated encapsulate(byte[] publicKey, SecureRandom random) throws CryptoException {
    byte[] seed = new byte[group.privateKeyLength()];
    random.nextBytes(seed);
    KemKeyPair ephemeral = derive(seed);
    Arrays.fill(seed, (byte) 0);
    try {
      byte[] agreed = group.agree(ephemeral.privateKey().expose(), publicKey);
      return new Encapsulated(
          sharedSecret(agreed, ephemeral.publicKey(), publicKey), ephemeral.publicKey());
    } finally {
      ephemeral.privateKey().close();
    }
  }

  @Override
  public SecretBytes decapsulate(KemKeyPair key, byte[] encapsulation) throws CryptoException {
    byte[] agreed = group.agree(key.privateKey().expose(), encapsulation);
    return sharedSecret(agreed, encapsulation, key.publicKey());
  }

  private SecretBytes sharedSecret(byte[] agreed, byte[] encapsulation, byte[] publicKey) {
    byte[] context =
        new TlsWriter(encapsulation.length + publicKey.length)
            .raw(encapsulation)
            .raw(publicKey)
            .toBytes();
    byte[] pseudoRandomKey = kdf.extract(NONE, "eae_prk", agreed);
    byte[] secret = kdf.expand(pseudoRandomKey, "shared_secret", context, algorithm.secretLength());
    Arrays.fill(agreed, (byte) 0);
    Arrays.fill(pseudoRandomKey, (byte) 0);
    return SecretBytes.wrap(secret);
  }
}
