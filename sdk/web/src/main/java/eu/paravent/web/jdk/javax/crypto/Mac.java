package eu.paravent.web.jdk.javax.crypto;

import eu.paravent.web.jdk.java.security.InvalidKeyException;
import eu.paravent.web.jdk.java.security.Key;
import eu.paravent.web.jdk.java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** {@code javax.crypto.Mac} on Bouncy Castle: HMAC with SHA-2. */
public final class Mac {
  private final HMac mac;

  private Mac(HMac mac) {
    this.mac = mac;
  }

  public static Mac getInstance(String algorithm) throws NoSuchAlgorithmException {
    switch (algorithm) {
      case "HmacSHA256":
        return new Mac(new HMac(MessageDigest.byName("SHA-256")));
      case "HmacSHA384":
        return new Mac(new HMac(MessageDigest.byName("SHA-384")));
      case "HmacSHA512":
        return new Mac(new HMac(MessageDigest.byName("SHA-512")));
      default:
        throw new NoSuchAlgorithmException(algorithm);
    }
  }

  public void init(Key key) throws InvalidKeyException {
    mac.init(new KeyParameter(key.getEncoded()));
  }

  public void update(byte input) {
    mac.update(input);
  }

  public void update(byte[] input) {
    mac.update(input, 0, input.length);
  }

  public void update(byte[] input, int offset, int length) {
    mac.update(input, offset, length);
  }

  public byte[] doFinal() {
    byte[] out = new byte[mac.getMacSize()];
    mac.doFinal(out, 0);
    return out;
  }

  public byte[] doFinal(byte[] input) {
    update(input);
    return doFinal();
  }

  public void doFinal(byte[] output, int offset) {
    mac.doFinal(output, offset);
  }

  public void reset() {
    mac.reset();
  }

  public int getMacLength() {
    return mac.getMacSize();
  }
}
