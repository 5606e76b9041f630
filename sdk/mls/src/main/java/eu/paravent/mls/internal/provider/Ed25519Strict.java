package eu.paravent.mls.internal.provider;

import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Ed25519 (RFC 8032 §5.1) that refuses what different implementations judge differently:
 * non-canonical encodings (Bouncy Castle does) and points of small order (done here), so that all
 * members agree on what is a valid signature.
 */
final class Ed25519Strict implements Signing {
  /** The y coordinates, little-endian, of the eight points whose order divides 8. */
  private static final byte[][] SMALL_ORDER = {
    HexFormat.of().parseHex("0000000000000000000000000000000000000000000000000000000000000000"),
    HexFormat.of().parseHex("0100000000000000000000000000000000000000000000000000000000000000"),
    HexFormat.of().parseHex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    HexFormat.of().parseHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
    HexFormat.of().parseHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
  };

  @Override
  public byte[] publicKey(byte[] seed) {
    if (seed.length != Ed25519.SECRET_KEY_SIZE) {
      throw new IllegalArgumentException("An Ed25519 private key has 32 bytes");
    }
    byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(seed, 0, publicKey, 0);
    return publicKey;
  }

  @Override
  public byte[] sign(byte[] seed, byte[] publicKey, byte[] message) {
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(seed, 0, publicKey, 0, message, 0, message.length, signature, 0);
    return signature;
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    return admissible(publicKey, signature)
        && Ed25519.verify(signature, 0, publicKey, 0, message, 0, message.length);
  }

  /** What any implementation must refuse, or might judge in its own way, is out before it looks. */
  static boolean admissible(byte[] publicKey, byte[] signature) {
    return publicKey.length == Ed25519.PUBLIC_KEY_SIZE
        && signature.length == Ed25519.SIGNATURE_SIZE
        && canonical(publicKey)
        && !smallOrder(publicKey)
        && !smallOrder(signature);
  }

  /** RFC 8032 §5.1.3: y below p = 2^255 - 19. */
  private static boolean canonical(byte[] point) {
    if ((point[31] & 0x7f) != 0x7f || (point[0] & 0xff) < 0xed) {
      return true;
    }
    for (int i = 1; i < 31; i++) {
      if (point[i] != (byte) 0xff) {
        return true;
      }
    }
    return false;
  }

  /** Whether the point that begins the array is of small order; the sign bit does not matter. */
  private static boolean smallOrder(byte[] point) {
    for (byte[] y : SMALL_ORDER) {
      int difference = (point[31] & 0x7f) ^ y[31];
      for (int i = 0; i < 31; i++) {
        difference |= point[i] ^ y[i];
      }
      if (difference == 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return "Ed25519 of Bouncy Castle";
  }
}
