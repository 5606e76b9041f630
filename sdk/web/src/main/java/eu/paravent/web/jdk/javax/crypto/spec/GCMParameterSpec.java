package eu.paravent.web.jdk.javax.crypto.spec;

import eu.paravent.web.jdk.java.security.spec.AlgorithmParameterSpec;

/** {@code javax.crypto.spec.GCMParameterSpec}. */
public class GCMParameterSpec implements AlgorithmParameterSpec {
  private final int tagBits;
  private final byte[] iv;

  public GCMParameterSpec(int tagBits, byte[] iv) {
    this.tagBits = tagBits;
    this.iv = iv.clone();
  }

  public int getTLen() {
    return tagBits;
  }

  public byte[] getIV() {
    return iv.clone();
  }
}
