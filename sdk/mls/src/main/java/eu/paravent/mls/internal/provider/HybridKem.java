package eu.paravent.mls.internal.provider;

import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.CryptoProvider.Encapsulated;
import eu.paravent.mls.crypto.KemKeyPair;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.internal.codec.TlsWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.digests.SHA3Digest;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.kems.mlkem.MLKEMEngine;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;

/**
 * A hybrid KEM of ML-KEM-768 and a group (draft-ietf-hpke-pq): secure as long as one of the two is.
 * With X25519 it is X-Wing (draft-connolly-cfrg-xwing-kem).
 */
final class HybridKem implements Kem {
  private static final MLKEMParameters ML_KEM = MLKEMParameters.ml_kem_768;
  private static final int SEED = 32, ML_KEM_SEED = 64, ML_KEM_PUBLIC = 1184, ML_KEM_SEALED = 1088;
  private static final int SECRET = 32, MODULUS_BYTES = 1152;
  static final HybridKem WITH_X25519 = new HybridKem(HybridGroup.CURVE25519),
      WITH_P256 = new HybridKem(HybridGroup.P256);

  private final HybridGroup group;
  private final byte[] derive;

  private HybridKem(HybridGroup group) {
    this.group = group;
    derive =
        new TlsWriter()
            .raw("HPKE-v1KEM".getBytes(StandardCharsets.US_ASCII))
            .u16(group.kem())
            .u16("DeriveKeyPair".length())
            .raw("DeriveKeyPair".getBytes(StandardCharsets.US_ASCII))
            .u16(SEED)
            .toBytes();
  }

  /** The private keys that a seed stands for, and the public ones. */
  private final class Expanded implements AutoCloseable {
    final MLKEMPrivateKeyParameters lattice;
    final byte[] scalar;
    final byte[] element;

    Expanded(byte[] seed) {
      byte[] bytes = shake(ML_KEM_SEED + group.seedLength(), seed);
      byte[] own = Arrays.copyOfRange(bytes, ML_KEM_SEED, bytes.length);
      lattice = new MLKEMPrivateKeyParameters(ML_KEM, Arrays.copyOf(bytes, ML_KEM_SEED));
      scalar = group.scalar(own);
      element = group.element(scalar);
      Arrays.fill(bytes, (byte) 0);
      Arrays.fill(own, (byte) 0);
    }

    byte[] publicKey() {
      return new TlsWriter(publicLength())
          .raw(lattice.getPublicKeyParameters().getEncoded())
          .raw(element)
          .toBytes();
    }

    @Override
    public void close() {
      lattice.destroy();
      Arrays.fill(scalar, (byte) 0);
    }
  }

  @Override
  public KemKeyPair derive(byte[] keyMaterial) {
    return pair(shake(SEED, keyMaterial, derive));
  }

  @Override
  public KemKeyPair keyPair(byte[] privateKey) throws CryptoException {
    if (privateKey.length != SEED) {
      throw new CryptoException("A private key of a hybrid KEM is a seed of 32 bytes");
    }
    return pair(privateKey.clone());
  }

  private KemKeyPair pair(byte[] seed) {
    try (Expanded expanded = new Expanded(seed)) {
      return new KemKeyPair(SecretBytes.wrap(seed), expanded.publicKey());
    }
  }

  private int publicLength() {
    return ML_KEM_PUBLIC + group.elementLength();
  }

  /** FIPS 203 §7.2: length, and modulus check; and an element of the group. */
  boolean isPublicKey(byte[] publicKey) {
    return publicKey.length == publicLength()
        && MLKEMEngine.getInstance(ML_KEM).checkModulus(Arrays.copyOf(publicKey, MODULUS_BYTES))
        && group.has(element(publicKey));
  }

  private static byte[] element(byte[] publicKey) {
    return Arrays.copyOfRange(publicKey, ML_KEM_PUBLIC, publicKey.length);
  }

  @Override
  public Encapsulated encapsulate(byte[] publicKey, SecureRandom random) throws CryptoException {
    if (!isPublicKey(publicKey)) {
      throw new CryptoException(
          "A public key of a hybrid KEM has "
              + publicLength()
              + " bytes: a reduced one of ML-KEM-768, and an element of the group");
    }
    byte[] element = element(publicKey);
    byte[] seed = new byte[group.seedLength()];
    random.nextBytes(seed);
    byte[] scalar = group.scalar(seed);
    byte[] ephemeral = group.element(scalar);
    byte[] agreed = group.agree(scalar, element);
    SecretWithEncapsulation sealed =
        new MLKEMGenerator(random)
            .generateEncapsulated(
                new MLKEMPublicKeyParameters(ML_KEM, Arrays.copyOf(publicKey, ML_KEM_PUBLIC)));
    byte[] secret = combine(sealed.getSecret(), agreed, ephemeral, element);
    Arrays.fill(seed, (byte) 0);
    Arrays.fill(scalar, (byte) 0);
    return new Encapsulated(
        SecretBytes.wrap(secret),
        new TlsWriter(ML_KEM_SEALED + group.elementLength())
            .raw(sealed.getEncapsulation())
            .raw(ephemeral)
            .toBytes());
  }

  @Override
  public SecretBytes decapsulate(KemKeyPair key, byte[] encapsulation) throws CryptoException {
    int length = ML_KEM_SEALED + group.elementLength();
    if (encapsulation.length != length) {
      throw new CryptoException("An encapsulation of a hybrid KEM has " + length + " bytes");
    }
    byte[] ephemeral = Arrays.copyOfRange(encapsulation, ML_KEM_SEALED, encapsulation.length);
    try (Expanded own = new Expanded(key.privateKey().expose())) {
      byte[] agreed = group.agree(own.scalar, ephemeral);
      byte[] opened =
          new MLKEMExtractor(own.lattice)
              .extractSecret(Arrays.copyOf(encapsulation, ML_KEM_SEALED));
      return SecretBytes.wrap(combine(opened, agreed, ephemeral, own.element));
    }
  }

  private byte[] combine(byte[] lattice, byte[] agreed, byte[] ephemeral, byte[] element) {
    SHA3Digest digest = new SHA3Digest(256);
    for (byte[] part : new byte[][] {lattice, agreed, ephemeral, element, group.label()}) {
      digest.update(part, 0, part.length);
    }
    byte[] secret = new byte[SECRET];
    digest.doFinal(secret, 0);
    Arrays.fill(lattice, (byte) 0);
    Arrays.fill(agreed, (byte) 0);
    return secret;
  }

  private static byte[] shake(int length, byte[]... parts) {
    SHAKEDigest shake = new SHAKEDigest(256);
    for (byte[] part : parts) {
      shake.update(part, 0, part.length);
    }
    byte[] out = new byte[length];
    shake.doFinal(out, 0, length);
    return out;
  }
}
