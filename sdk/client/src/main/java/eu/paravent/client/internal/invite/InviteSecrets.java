package eu.paravent.client.internal.invite;

import eu.paravent.client.internal.keys.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the seed of a guest link stands for: the key that signs guest certificates, and the key of
 * the lobby card (HKDF, RFC 5869).
 */
public final class InviteSecrets {
  private static final byte[] SALT = "paravent invite v1".getBytes(StandardCharsets.US_ASCII);

  private InviteSecrets() {}

  public static SigningKey signingKey(byte[] seed) {
    byte[] secret = derive(seed, "invite signing key");
    try {
      return SigningKey.ofSeed(secret);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  static byte[] lobbyKey(byte[] seed) {
    return derive(seed, "lobby key");
  }

  /** Under which a guest that waits seals its name. */
  public static byte[] requestKey(byte[] seed) {
    return derive(seed, "join request key");
  }

  /** One block of HKDF-SHA256. */
  private static byte[] derive(byte[] seed, String info) {
    byte[] label = info.getBytes(StandardCharsets.US_ASCII);
    byte[] block = Arrays.copyOf(label, label.length + 1);
    block[label.length] = 1;
    byte[] extracted = hmac(SALT, seed);
    try {
      return hmac(extracted, block);
    } finally {
      Arrays.fill(extracted, (byte) 0);
    }
  }

  private static byte[] hmac(byte[] key, byte[] data) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 is missing in this Java runtime", e);
    }
  }
}
