package eu.paravent.mls.internal.provider;

import eu.paravent.mls.crypto.KemAlgorithm;
import java.math.BigInteger;
import java.util.Set;

/**
 * Whether bytes are a public key that can be encrypted to (RFC 9420 §10, RFC 9180 §7.1.4), told
 * without an agreement: a key that is none, once in the tree, would keep every member from
 * committing. The same answer whatever the provider.
 */
final class EncapsulationKeys {
  private static final BigInteger ONE = BigInteger.ONE;
  private static final BigInteger P25519 = ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger P448 =
      ONE.shiftLeft(448).subtract(ONE.shiftLeft(224)).subtract(ONE);

  /** Points whose order divides the cofactor, on the curve and on its twist (RFC 7748 §6). */
  private static final Set<BigInteger> SMALL_25519 =
      Set.of(
          BigInteger.ZERO,
          ONE,
          P25519.subtract(ONE),
          new BigInteger(
              "325606250916557431795983626356110631294008115727848805560023387167927233504"),
          new BigInteger(
              "39382357235489614581723060781553021112529911719440698176882885853963445705823"));

  private static final Set<BigInteger> SMALL_448 = Set.of(BigInteger.ZERO, ONE, P448.subtract(ONE));

  private EncapsulationKeys() {}

  static boolean valid(KemAlgorithm algorithm, byte[] publicKey) {
    return switch (algorithm) {
      case DHKEM_X25519_HKDF_SHA256 ->
          publicKey.length == 32 && !SMALL_25519.contains(number(publicKey, 0x7f).mod(P25519));
      case DHKEM_X448_HKDF_SHA512 ->
          publicKey.length == 56 && !SMALL_448.contains(number(publicKey, 0xff).mod(P448));
      case DHKEM_P256_HKDF_SHA256 -> NistCurve.P256.has(publicKey);
      case DHKEM_P384_HKDF_SHA384 -> NistCurve.P384.has(publicKey);
      case DHKEM_P521_HKDF_SHA512 -> NistCurve.P521.has(publicKey);
      case MLKEM768_X25519 -> HybridKem.WITH_X25519.isPublicKey(publicKey);
      case MLKEM768_P256 -> HybridKem.WITH_P256.isPublicKey(publicKey);
    };
  }

  /** Little-endian; the mask is for the last byte. */
  private static BigInteger number(byte[] littleEndian, int mask) {
    byte[] bytes = new byte[littleEndian.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[bytes.length - 1 - i] = littleEndian[i];
    }
    bytes[0] &= (byte) mask;
    return new BigInteger(1, bytes);
  }
}
