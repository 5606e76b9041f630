package eu.paravent.mls.internal.provider;

import java.security.PrivateKey;

/** A PKCS #8 structure as it is; see {@link RawPublicKey}. The caller wipes what it gave. */
final class RawPrivateKey implements PrivateKey {
  private static final long serialVersionUID = 1L;

  private final transient byte[] encoded;

  RawPrivateKey(byte[] encoded) {
    this.encoded = encoded;
  }

  @Override
  public String getAlgorithm() {
    return "EdDSA";
  }

  @Override
  public String getFormat() {
    return "PKCS#8";
  }

  @Override
  public byte[] getEncoded() {
    return encoded.clone();
  }
}
