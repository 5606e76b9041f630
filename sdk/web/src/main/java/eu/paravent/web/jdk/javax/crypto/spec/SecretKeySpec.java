package eu.paravent.web.jdk.javax.crypto.spec;

import eu.paravent.web.jdk.javax.crypto.SecretKey;

/** {@code javax.crypto.spec.SecretKeySpec}. */
public final class SecretKeySpec implements SecretKey {
  private final byte[] key;

  public SecretKeySpec(byte[] key, String algorithm) {
    this.key = key.clone();
  }

  public SecretKeySpec(byte[] key, int offset, int length, String algorithm) {
    this.key = new byte[length];
    System.arraycopy(key, offset, this.key, 0, length);
  }

  @Override
  public byte[] getEncoded() {
    return key.clone();
  }
}
