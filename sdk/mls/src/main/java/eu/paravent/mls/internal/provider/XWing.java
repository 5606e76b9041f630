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
import org.bouncycastle.math.ec.rfc7748.X25519;

/**
 * The hybrid KEM of ML-KEM-768 and X25519 (draft-connolly-cfrg-xwing-kem, in HPKE MLKEM768-X25519,
 * 0x647a, draft-ietf-hpke-pq): secure as long as one of the two is. An X25519 result of zero is not
 * refused, as the definition has it: the secret then rests on ML-KEM alone.
 */
final class XWing implements Kem {
  private static final MLKEMParameters ML_KEM = MLKEMParameters.ml_kem_768;
  private static final int SEED = 32, ML_KEM_SEED = 64, ML_KEM_PUBLIC = 1184, ML_KEM_SEALED = 1088;
  private static final int POINT = X25519.POINT_SIZE, SECRET = 32, MODULUS_BYTES = 1152;
  private static final byte[] LABEL = {'\\', '.', '/', '/', '^', '\\'};
  private static final byte[] DERIVE =
      new TlsWriter()
          .raw("HPKE-v1KEM".getBytes(StandardCharsets.US_ASCII))
          .u16(0x647a)
          .u16("DeriveKeyPair".length())
          .raw("DeriveKeyPair".getBytes(StandardCharsets.US_ASCII))
          .u16(SEED)
          .toBytes();

  /** The private keys that a seed stands for, and the public ones. */
  private static final class Expanded implements AutoCloseable {
    final MLKEMPrivateKeyParameters lattice;
    final byte[] scalar;
    final byte[] point = new byte[POINT];

    Expanded(byte[] seed) {
      byte[] bytes = shake(ML_KEM_SEED + X25519.SCALAR_SIZE, seed);
      lattice = new MLKEMPrivateKeyParameters(ML_KEM, Arrays.copyOf(bytes, ML_KEM_SEED));
      scalar = Arrays.copyOfRange(bytes, ML_KEM_SEED, bytes.length);
      Arrays.fill(bytes, (byte) 0);
      X25519.scalarMultBase(scalar, 0, point, 0);
    }

    byte[] publicKey() {
      return new TlsWriter(ML_KEM_PUBLIC + POINT)
          .raw(lattice.getPublicKeyParameters().getEncoded())
          .raw(point)
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
    return pair(shake(SEED, keyMaterial, DERIVE));
  }

  @Override
  public KemKeyPair keyPair(byte[] privateKey) throws CryptoException {
    if (privateKey.length != SEED) {
      throw new CryptoException("An X-Wing private key is a seed of 32 bytes");
    }
    return pair(privateKey.clone());
  }

  private static KemKeyPair pair(byte[] seed) {
    try (Expanded expanded = new Expanded(seed)) {
      return new KemKeyPair(SecretBytes.wrap(seed), expanded.publicKey());
    }
  }

  /** FIPS 203 §7.2: length, and modulus check. */
  static boolean isPublicKey(byte[] publicKey) {
    return publicKey.length == ML_KEM_PUBLIC + POINT
        && MLKEMEngine.getInstance(ML_KEM).checkModulus(Arrays.copyOf(publicKey, MODULUS_BYTES));
  }

  @Override
  public Encapsulated encapsulate(byte[] publicKey, SecureRandom random) throws CryptoException {
    if (publicKey.length != ML_KEM_PUBLIC + POINT) {
      throw new CryptoException("An X-Wing public key has 1216 bytes");
    }
    if (!isPublicKey(publicKey)) {
      throw new CryptoException("An ML-KEM public key is not reduced");
    }
    byte[] lattice = Arrays.copyOf(publicKey, ML_KEM_PUBLIC);
    byte[] point = Arrays.copyOfRange(publicKey, ML_KEM_PUBLIC, publicKey.length);
    byte[] scalar = new byte[X25519.SCALAR_SIZE];
    random.nextBytes(scalar);
    byte[] ephemeral = new byte[POINT];
    X25519.scalarMultBase(scalar, 0, ephemeral, 0);
    byte[] agreed = agree(scalar, point);
    SecretWithEncapsulation sealed =
        new MLKEMGenerator(random)
            .generateEncapsulated(new MLKEMPublicKeyParameters(ML_KEM, lattice));
    byte[] secret = combine(sealed.getSecret(), agreed, ephemeral, point);
    Arrays.fill(scalar, (byte) 0);
    return new Encapsulated(
        SecretBytes.wrap(secret),
        new TlsWriter(ML_KEM_SEALED + POINT)
            .raw(sealed.getEncapsulation())
            .raw(ephemeral)
            .toBytes());
  }

  @Override
  public SecretBytes decapsulate(KemKeyPair key, byte[] encapsulation) throws CryptoException {
    if (encapsulation.length != ML_KEM_SEALED + POINT) {
      throw new CryptoException("An X-Wing encapsulation has 1120 bytes");
    }
    byte[] ephemeral = Arrays.copyOfRange(encapsulation, ML_KEM_SEALED, encapsulation.length);
    try (Expanded own = new Expanded(key.privateKey().expose())) {
      byte[] opened =
          new MLKEMExtractor(own.lattice)
              .extractSecret(Arrays.copyOf(encapsulation, ML_KEM_SEALED));
      return SecretBytes.wrap(combine(opened, agree(own.scalar, ephemeral), ephemeral, own.point));
    }
  }

  private static byte[] agree(byte[] scalar, byte[] point) {
    byte[] agreed = new byte[POINT];
    X25519.scalarMult(scalar, 0, point, 0, agreed, 0);
    return agreed;
  }

  private static byte[] combine(byte[] lattice, byte[] agreed, byte[] ephemeral, byte[] point) {
    SHA3Digest digest = new SHA3Digest(256);
    for (byte[] part : new byte[][] {lattice, agreed, ephemeral, point, LABEL}) {
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
