package eu.paravent.web.jdk.java.security;

import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;

/**
 * {@code java.security.MessageDigest} on Bouncy Castle, for the algorithms that the client uses.
 */
public final class MessageDigest {
  private final ExtendedDigest digest;

  private MessageDigest(ExtendedDigest digest) {
    this.digest = digest;
  }

  public static MessageDigest getInstance(String algorithm) throws NoSuchAlgorithmException {
    return new MessageDigest(byName(algorithm));
  }

  /** The digest that this name stands for. */
  public static ExtendedDigest byName(String algorithm) throws NoSuchAlgorithmException {
    switch (algorithm) {
      case "SHA-256":
        return new SHA256Digest();
      case "SHA-384":
        return new SHA384Digest();
      case "SHA-512":
        return new SHA512Digest();
      default:
        throw new NoSuchAlgorithmException(algorithm);
    }
  }

  /** In a time that depends on the length of {@code right} only. */
  public static boolean isEqual(byte[] left, byte[] right) {
    if (left == right) {
      return true;
    }
    if (left == null || right == null) {
      return false;
    }
    int different = left.length ^ right.length;
    for (int i = 0; i < right.length; i++) {
      different |= right[i] ^ (i < left.length ? left[i] : (byte) ~right[i]);
    }
    return different == 0;
  }

  public void update(byte input) {
    digest.update(input);
  }

  public void update(byte[] input) {
    digest.update(input, 0, input.length);
  }

  public void update(byte[] input, int offset, int length) {
    digest.update(input, offset, length);
  }

  public byte[] digest() {
    byte[] out = new byte[digest.getDigestSize()];
    digest.doFinal(out, 0);
    return out;
  }

  public byte[] digest(byte[] input) {
    update(input);
    return digest();
  }

  public void reset() {
    digest.reset();
  }

  public int getDigestLength() {
    return digest.getDigestSize();
  }
}
