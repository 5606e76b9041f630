package eu.paravent.client.internal.store;

import eu.paravent.client.store.StoreDamagedException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals values and blinds keys under one store key. A value is AES-256-GCM under a key of its own,
 * derived from 16 random bytes that stand before it, so the number of values is not bounded by
 * GCM's nonce; its place is associated data, so a value moved elsewhere does not open. Thread-safe.
 */
final class Sealer implements AutoCloseable {
  private static final int VERSION = 1, SALT = 16, TAG_BITS = 128, BLINDED = 16;
  private static final byte[] ZERO_NONCE = new byte[12];

  private final SecureRandom random = new SecureRandom();
  private final byte[] sealing;
  private final byte[] blinding;

  Sealer(byte[] storeKey) {
    sealing = hmac(storeKey, "paravent store v1 seal".getBytes(StandardCharsets.UTF_8));
    blinding = hmac(storeKey, "paravent store v1 blind".getBytes(StandardCharsets.UTF_8));
  }

  byte[] seal(byte[] place, byte[] value) {
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    try {
      byte[] box = cipher(Cipher.ENCRYPT_MODE, salt, place).doFinal(value);
      byte[] sealed = new byte[1 + SALT + box.length];
      sealed[0] = VERSION;
      System.arraycopy(salt, 0, sealed, 1, SALT);
      System.arraycopy(box, 0, sealed, 1 + SALT, box.length);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is missing in this Java runtime", e);
    }
  }

  /**
   * @param what names the kind of value in the error, never the value
   */
  byte[] open(byte[] place, byte[] sealed, String what) {
    if (sealed.length < 1 + SALT + TAG_BITS / 8 || sealed[0] != VERSION) {
      throw new StoreDamagedException(
          "A value of " + what + " in the local store has no known form", null);
    }
    byte[] salt = Arrays.copyOfRange(sealed, 1, 1 + SALT);
    try {
      return cipher(Cipher.DECRYPT_MODE, salt, place)
          .doFinal(sealed, 1 + SALT, sealed.length - 1 - SALT);
    } catch (AEADBadTagException e) {
      throw new StoreDamagedException(
          "A value of " + what + " in the local store was changed or moved", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is missing in this Java runtime", e);
    }
  }

  private Cipher cipher(int mode, byte[] salt, byte[] place) throws GeneralSecurityException {
    byte[] key = hmac(sealing, salt);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, ZERO_NONCE));
      cipher.updateAAD(place);
      return cipher;
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** The same parts always give the same 16 bytes; nobody without the key can tell which parts. */
  byte[] blind(String... parts) {
    StringBuilder joined = new StringBuilder();
    for (String part : parts) {
      joined.append(part.length()).append(':').append(part);
    }
    return Arrays.copyOf(
        hmac(blinding, joined.toString().getBytes(StandardCharsets.UTF_8)), BLINDED);
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

  @Override
  public void close() {
    Arrays.fill(sealing, (byte) 0);
    Arrays.fill(blinding, (byte) 0);
  }
}
