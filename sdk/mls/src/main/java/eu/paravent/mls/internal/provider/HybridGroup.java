package eu.paravent.mls.internal.provider;

import eu.paravent.mls.crypto.CryptoException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc7748.X25519;

/** The half of a {@link HybridKem} that is no lattice (draft-irtf-cfrg-concrete-hybrid-kems). */
enum HybridGroup {
  /** X-Wing: a result of zero is not refused, the secret then rests on ML-KEM alone. */
  CURVE25519(0x647a, "\\.//^\\", 32, 32) {
    @Override
    byte[] scalar(byte[] seed) {
      return seed.clone();
    }

    @Override
    byte[] element(byte[] scalar) {
      byte[] element = new byte[X25519.POINT_SIZE];
      X25519.scalarMultBase(scalar, 0, element, 0);
      return element;
    }

    @Override
    byte[] agree(byte[] scalar, byte[] element) {
      byte[] agreed = new byte[X25519.POINT_SIZE];
      X25519.scalarMult(scalar, 0, element, 0, agreed, 0);
      return agreed;
    }

    @Override
    boolean has(byte[] element) {
      return true;
    }
  },

  P256(0x0050, "MLKEM768-P256", 128, 65) {
    /** The first of four candidates below the order: none is one with a chance of 2^-128. */
    @Override
    byte[] scalar(byte[] seed) {
      int length = NistCurve.P256.privateKeyLength();
      for (int from = 0; from < seed.length; from += length) {
        byte[] candidate = Arrays.copyOfRange(seed, from, from + length);
        if (NistCurve.P256.isPrivateKey(candidate)) {
          return candidate;
        }
      }
      throw new IllegalStateException("No private key can be derived");
    }

    @Override
    byte[] element(byte[] scalar) {
      return NistCurve.P256.publicKey(scalar);
    }

    @Override
    byte[] agree(byte[] scalar, byte[] element) throws CryptoException {
      return NistCurve.P256.agree(scalar, element);
    }

    @Override
    boolean has(byte[] element) {
      return NistCurve.P256.has(element);
    }
  };

  private final int kem;
  private final byte[] label;
  private final int seedLength;
  private final int elementLength;

  HybridGroup(int kem, String label, int seedLength, int elementLength) {
    this.kem = kem;
    this.label = label.getBytes(StandardCharsets.US_ASCII);
    this.seedLength = seedLength;
    this.elementLength = elementLength;
  }

  /** IANA kem_id of the hybrid with it. */
  int kem() {
    return kem;
  }

  /** What the combiner ends with. */
  byte[] label() {
    return label.clone();
  }

  /** Bytes that a scalar is made of. */
  int seedLength() {
    return seedLength;
  }

  int elementLength() {
    return elementLength;
  }

  /** RandomScalar. */
  abstract byte[] scalar(byte[] seed);

  /** Of the generator. */
  abstract byte[] element(byte[] scalar);

  /**
   * What both share.
   *
   * @return fresh
   */
  abstract byte[] agree(byte[] scalar, byte[] element) throws CryptoException;

  /** Whether bytes of the right length are an element. */
  abstract boolean has(byte[] element);
}
