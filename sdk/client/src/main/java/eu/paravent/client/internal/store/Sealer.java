package eu.paravent.client.internal.store;

import eu.paravent.client.store.StoreDamagedException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedDeque;
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
  private static final int VERSION = 1, SALT = 16, TAG_BITS = 128, BLINDED = 16, IDLE_MOST = 4;
  private static final byte[] ZERO_NONCE = new byte[12];

  private final SecureRandom random = new SecureRandom();
  private final byte[] sealing;
  private final byte[] blinding;
  private final ConcurrentLinkedDeque<Tools> idle = new ConcurrentLinkedDeque<>();

  Sealer(byte[] storeKey) {
    sealing = hmac(storeKey, "paravent store v1 seal".getBytes(StandardCharsets.UTF_8));
    blinding = hmac(storeKey, "paravent store v1 blind".getBytes(StandardCharsets.UTF_8));
  }

  byte[] seal(byte[] place, byte[] value) {
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    try {
      byte[] box =
          use(
              tools -> {
                prepare(tools, Cipher.ENCRYPT_MODE, salt, place);
                return tools.cipher.doFinal(value);
              });
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
      return use(
          tools -> {
            prepare(tools, Cipher.DECRYPT_MODE, salt, place);
            return tools.cipher.doFinal(sealed, 1 + SALT, sealed.length - 1 - SALT);
          });
    } catch (AEADBadTagException e) {
      throw new StoreDamagedException(
          "A value of " + what + " in the local store was changed or moved", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is missing in this Java runtime", e);
    }
  }

  /** To look for a provider costs more than to seal a small value: what was found is used again. */
  private static final class Tools {
    final Cipher cipher;
    final Mac sealing;
    final Mac blinding;

    Tools(byte[] sealing, byte[] blinding) throws GeneralSecurityException {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
      this.sealing = mac(sealing);
      this.blinding = mac(blinding);
    }
  }

  @FunctionalInterface
  private interface Work {
    byte[] with(Tools tools) throws GeneralSecurityException;
  }

  private byte[] use(Work work) throws GeneralSecurityException {
    Tools known = idle.poll();
    Tools tools = known == null ? new Tools(sealing, blinding) : known;
    byte[] result = work.with(tools);
    // what failed is not used again
    if (idle.size() < IDLE_MOST) {
      idle.push(tools);
    }
    return result;
  }

  private static void prepare(Tools tools, int mode, byte[] salt, byte[] place)
      throws GeneralSecurityException {
    byte[] key = tools.sealing.doFinal(salt);
    try {
      tools.cipher.init(
          mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, ZERO_NONCE));
      tools.cipher.updateAAD(place);
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
    byte[] bytes = joined.toString().getBytes(StandardCharsets.UTF_8);
    try {
      return Arrays.copyOf(use(tools -> tools.blinding.doFinal(bytes)), BLINDED);
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  private static byte[] hmac(byte[] key, byte[] data) {
    try {
      return mac(key).doFinal(data);
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  private static Mac mac(byte[] key) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac;
  }

  private static IllegalStateException missing(GeneralSecurityException e) {
    return new IllegalStateException("HMAC-SHA256 is missing in this Java runtime", e);
  }

  @Override
  public void close() {
    idle.clear();
    Arrays.fill(sealing, (byte) 0);
    Arrays.fill(blinding, (byte) 0);
  }
}
