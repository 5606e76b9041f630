package eu.paravent.mls.internal.provider;

import org.bouncycastle.math.ec.rfc8032.Ed448;

/** Ed448 (RFC 8032 §5.2) without context; as strict as {@link Ed25519Strict}. */
final class Ed448Strict implements Signing {
  private static final byte[] NO_CONTEXT = new byte[0];

  @Override
  public byte[] publicKey(byte[] privateKey) {
    if (privateKey.length != Ed448.SECRET_KEY_SIZE) {
      throw new IllegalArgumentException("An Ed448 private key has 57 bytes");
    }
    byte[] publicKey = new byte[Ed448.PUBLIC_KEY_SIZE];
    Ed448.generatePublicKey(privateKey, 0, publicKey, 0);
    return publicKey;
  }

  @Override
  public byte[] sign(byte[] privateKey, byte[] publicKey, byte[] message) {
    byte[] signature = new byte[Ed448.SIGNATURE_SIZE];
    Ed448.sign(privateKey, 0, publicKey, 0, NO_CONTEXT, message, 0, message.length, signature, 0);
    return signature;
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    return publicKey.length == Ed448.PUBLIC_KEY_SIZE
        && signature.length == Ed448.SIGNATURE_SIZE
        && !smallOrder(publicKey)
        && !smallOrder(signature)
        && Ed448.verify(signature, 0, publicKey, 0, NO_CONTEXT, message, 0, message.length);
  }

  /** Whether the point that begins the array has an order that divides 4: y is 0, 1 or -1. */
  private static boolean smallOrder(byte[] point) {
    int zero = 0, one = point[0] ^ 1, minusOne = point[0] ^ 0xfe;
    for (int i = 0; i < 56; i++) {
      zero |= point[i];
      if (i > 0) {
        one |= point[i];
        // p - 1 = 2^448 - 2^224 - 2
        minusOne |= point[i] ^ (i == 28 ? (byte) 0xfe : (byte) 0xff);
      }
    }
    return zero == 0 || one == 0 || (minusOne & 0xff) == 0;
  }
}
