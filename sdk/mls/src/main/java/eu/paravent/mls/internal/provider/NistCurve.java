package eu.paravent.mls.internal.provider;

import eu.paravent.mls.crypto.CryptoException;
import java.math.BigInteger;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/**
 * P-256, P-384 and P-521 (FIPS 186-5) as HPKE and ECDSA need them: scalars of fixed length, points
 * uncompressed, every point that comes in validated (RFC 9180 §7.1.4).
 */
final class NistCurve implements DhGroup {
  private static final int UNCOMPRESSED = 4;

  static final NistCurve P256 = new NistCurve("P-256", 0xff),
      P384 = new NistCurve("P-384", 0xff),
      P521 = new NistCurve("P-521", 0x01);

  private final String name;
  private final ECDomainParameters domain;
  private final int fieldLength;
  private final int scalarLength;
  private final int topMask;

  /**
   * @param name as in FIPS 186-5
   * @param topMask what the first byte of a candidate scalar keeps (RFC 9180 §7.1.3)
   */
  private NistCurve(String name, int topMask) {
    this.name = name;
    this.topMask = topMask;
    X9ECParameters parameters = CustomNamedCurves.getByName(name);
    domain = new ECDomainParameters(parameters);
    fieldLength = (domain.getCurve().getFieldSize() + 7) / 8;
    scalarLength = (domain.getN().bitLength() + 7) / 8;
  }

  ECDomainParameters domain() {
    return domain;
  }

  @Override
  public int privateKeyLength() {
    return scalarLength;
  }

  @Override
  public byte[] derivePrivateKey(Expansion expansion) {
    for (int counter = 0; counter < 256; counter++) {
      byte[] candidate = expansion.expand("candidate", new byte[] {(byte) counter});
      candidate[0] &= (byte) topMask;
      if (isPrivateKey(candidate)) {
        return candidate;
      }
    }
    // RFC 9180: the probability is negligible
    throw new IllegalStateException("No private key can be derived");
  }

  /** Between 0 and the order, and no longer than it. */
  boolean isPrivateKey(byte[] privateKey) {
    BigInteger scalar = new BigInteger(1, privateKey);
    return privateKey.length <= scalarLength
        && scalar.signum() > 0
        && scalar.compareTo(domain.getN()) < 0;
  }

  /** Some write scalars without leading zeros: these are put in front again. */
  @Override
  public byte[] checkedPrivateKey(byte[] privateKey) throws CryptoException {
    if (!isPrivateKey(privateKey)) {
      throw new CryptoException(
          "A private key of "
              + name
              + " has at most "
              + scalarLength
              + " bytes, between 0 and the order");
    }
    byte[] whole = new byte[scalarLength];
    System.arraycopy(privateKey, 0, whole, scalarLength - privateKey.length, privateKey.length);
    return whole;
  }

  @Override
  public byte[] publicKey(byte[] privateKey) {
    return new FixedPointCombMultiplier()
        .multiply(domain.getG(), new BigInteger(1, privateKey))
        .normalize()
        .getEncoded(false);
  }

  /** A point other than infinity, on the curve. */
  ECPoint point(byte[] encoded) throws CryptoException {
    if (encoded.length != 1 + 2 * fieldLength || encoded[0] != UNCOMPRESSED) {
      throw new CryptoException("A public key of " + name + " is an uncompressed point");
    }
    try {
      return domain.validatePublicPoint(domain.getCurve().decodePoint(encoded));
    } catch (IllegalArgumentException e) {
      throw new CryptoException("A public key of " + name + " is not on the curve");
    }
  }

  /** Whether {@link #point} takes it. */
  boolean has(byte[] encoded) {
    try {
      point(encoded);
      return true;
    } catch (CryptoException e) {
      return false;
    }
  }

  @Override
  public byte[] agree(byte[] privateKey, byte[] publicKey) throws CryptoException {
    ECPoint shared = point(publicKey).multiply(new BigInteger(1, privateKey)).normalize();
    // the order is prime and the scalar smaller: never infinity
    return BigIntegers.asUnsignedByteArray(fieldLength, shared.getAffineXCoord().toBigInteger());
  }
}
