package eu.paravent.web.jdk.javax.crypto;

import eu.paravent.web.jdk.java.security.InvalidAlgorithmParameterException;
import eu.paravent.web.jdk.java.security.InvalidKeyException;
import eu.paravent.web.jdk.java.security.Key;
import eu.paravent.web.jdk.java.security.Provider;
import eu.paravent.web.jdk.java.security.spec.AlgorithmParameterSpec;
import eu.paravent.web.jdk.javax.crypto.spec.GCMParameterSpec;
import eu.paravent.web.jdk.javax.crypto.spec.IvParameterSpec;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.AEADCipher;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * {@code javax.crypto.Cipher} on Bouncy Castle: AES-GCM and ChaCha20-Poly1305, whole messages at a
 * time.
 */
public final class Cipher {
  public static final int ENCRYPT_MODE = 1, DECRYPT_MODE = 2;

  private final AEADCipher cipher;

  private Cipher(AEADCipher cipher) {
    this.cipher = cipher;
  }

  public static Cipher getInstance(String transformation) throws NoSuchAlgorithmException {
    switch (transformation) {
      case "AES/GCM/NoPadding":
        return new Cipher(GCMBlockCipher.newInstance(AESEngine.newInstance()));
      case "ChaCha20-Poly1305":
        return new Cipher(new ChaCha20Poly1305());
      default:
        throw new NoSuchAlgorithmException(transformation);
    }
  }

  public static Cipher getInstance(String transformation, Provider provider)
      throws NoSuchAlgorithmException {
    return getInstance(transformation);
  }

  public void init(int mode, Key key, AlgorithmParameterSpec parameters)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    KeyParameter secret = new KeyParameter(key.getEncoded());
    try {
      if (parameters instanceof GCMParameterSpec gcm) {
        cipher.init(
            mode == ENCRYPT_MODE, new AEADParameters(secret, gcm.getTLen(), gcm.getIV(), null));
      } else if (parameters instanceof IvParameterSpec iv) {
        cipher.init(mode == ENCRYPT_MODE, new AEADParameters(secret, 128, iv.getIV(), null));
      } else {
        throw new InvalidAlgorithmParameterException("Not the parameters of this cipher");
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidKeyException("Key or nonce of the wrong length");
    }
  }

  public void updateAAD(byte[] data) {
    cipher.processAADBytes(data, 0, data.length);
  }

  public byte[] doFinal(byte[] input) throws BadPaddingException {
    return doFinal(input, 0, input.length);
  }

  public byte[] doFinal(byte[] input, int offset, int length) throws BadPaddingException {
    byte[] out = new byte[cipher.getOutputSize(length)];
    doFinal(input, offset, length, out, 0);
    return out;
  }

  public int doFinal(byte[] input, int offset, int length, byte[] output, int at)
      throws BadPaddingException {
    try {
      int written = cipher.processBytes(input, offset, length, output, at);
      return written + cipher.doFinal(output, at + written);
    } catch (InvalidCipherTextException e) {
      throw new AEADBadTagException("Tag mismatch");
    }
  }
}
