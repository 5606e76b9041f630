package eu.paravent.client.internal.invite;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a guest that waits calls itself, sealed under a key from the link and bound to its key
 * package, so that the server neither reads it nor gives it to another.
 */
public final class SealedName {
  private static final int NONCE = 12, TAG_BITS = 128, LONGEST = 100;

  private SealedName() {}

  /**
   * @param name cut off where it is longer than any name
   */
  public static byte[] seal(byte[] key, String name, byte[] keyPackage, SecureRandom random) {
    String shown = name.substring(0, Math.min(name.length(), LONGEST));
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      byte[] box =
          cipher(Cipher.ENCRYPT_MODE, key, nonce, keyPackage)
              .doFinal(shown.getBytes(StandardCharsets.UTF_8));
      byte[] sealed = Arrays.copyOf(nonce, NONCE + box.length);
      System.arraycopy(box, 0, sealed, NONCE, box.length);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is missing in this Java runtime", e);
    }
  }

  /** Empty where it was not sealed by who has the link, for this key package. */
  public static Optional<String> open(byte[] key, byte[] sealed, byte[] keyPackage) {
    if (sealed.length < NONCE + TAG_BITS / 8) {
      return Optional.empty();
    }
    try {
      byte[] plain =
          cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, NONCE), keyPackage)
              .doFinal(sealed, NONCE, sealed.length - NONCE);
      return Optional.of(new String(plain, StandardCharsets.UTF_8));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is missing in this Java runtime", e);
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] keyPackage)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(keyPackage);
    return cipher;
  }
}
