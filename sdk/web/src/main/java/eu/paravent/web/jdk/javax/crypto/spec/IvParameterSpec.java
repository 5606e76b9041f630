package eu.paravent.web.jdk.javax.crypto.spec;

import eu.paravent.web.jdk.java.security.spec.AlgorithmParameterSpec;

/** {@code javax.crypto.spec.IvParameterSpec}. */
public class IvParameterSpec implements AlgorithmParameterSpec {
  private final byte[] iv;

  public IvParameterSpec(byte[] iv) {
    this.iv = iv.clone();
  }

  public byte[] getIV() {
    return iv.clone();
  }
}
