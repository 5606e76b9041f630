package eu.paravent.mls.internal.provider;

import eu.paravent.mls.crypto.CryptoException;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc7748.X448;

/** X25519 and X448 (RFC 7748). */
enum MontgomeryGroup implements DhGroup {
  CURVE25519(X25519.SCALAR_SIZE) {
    @Override
    void multiplyBase(byte[] scalar, byte[] result) {
      X25519.scalarMultBase(scalar, 0, result, 0);
    }

    @Override
    boolean multiply(byte[] scalar, byte[] point, byte[] result) {
      return X25519.calculateAgreement(scalar, 0, point, 0, result, 0);
    }
  },
  CURVE448(X448.SCALAR_SIZE) {
    @Override
    void multiplyBase(byte[] scalar, byte[] result) {
      X448.scalarMultBase(scalar, 0, result, 0);
    }

    @Override
    boolean multiply(byte[] scalar, byte[] point, byte[] result) {
      return X448.calculateAgreement(scalar, 0, point, 0, result, 0);
    }
  };

  private static final byte[] NONE = new byte[0];

  /** Of scalars and of points. */
  private final int length;

  MontgomeryGroup(int length) {
    this.length = length;
  }

  abstract void multiplyBase(byte[] scalar, byte[] result);

  /** False where the result is all zero. */
  abstract boolean multiply(byte[] scalar, byte[] point, byte[] result);

  @Override
  public int privateKeyLength() {
    return length;
  }

  @Override
  public byte[] derivePrivateKey(Expansion expansion) {
    return expansion.expand("sk", NONE);
  }

  @Override
  public byte[] checkedPrivateKey(byte[] privateKey) throws CryptoException {
    if (privateKey.length != length) {
      throw new CryptoException("A private key of " + name() + " has " + length + " bytes");
    }
    return privateKey;
  }

  @Override
  public byte[] publicKey(byte[] privateKey) {
    byte[] publicKey = new byte[length];
    multiplyBase(privateKey, publicKey);
    return publicKey;
  }

  @Override
  public byte[] agree(byte[] privateKey, byte[] publicKey) throws CryptoException {
    if (publicKey.length != length) {
      throw new CryptoException("A public key of " + name() + " has " + length + " bytes");
    }
    byte[] agreed = new byte[length];
    // RFC 9180 §7.1.4: an all-zero result is refused
    if (!multiply(privateKey, publicKey, agreed)) {
      throw new CryptoException("A public key of " + name() + " is of small order");
    }
    return agreed;
  }

  @Override
  public String toString() {
    return (this == CURVE25519 ? "X25519" : "X448") + " of Bouncy Castle";
  }
}
