package eu.paravent.mls.internal.provider;

import java.security.PublicKey;

/**
 * A SubjectPublicKeyInfo as it is: native providers parse it themselves, faster than a key factory.
 */
final class RawPublicKey implements PublicKey {
  private static final long serialVersionUID = 1L;

  private final byte[] encoded;

  RawPublicKey(byte[] encoded) {
    this.encoded = encoded;
  }

  @Override
  public String getAlgorithm() {
    return "EdDSA";
  }

  @Override
  public String getFormat() {
    return "X.509";
  }

  @Override
  public byte[] getEncoded() {
    return encoded.clone();
  }
}
