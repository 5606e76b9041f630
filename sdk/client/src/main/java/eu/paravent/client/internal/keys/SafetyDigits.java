package eu.paravent.client.internal.keys;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.SortedMap;

/** The arithmetic of safety numbers (docs/devices.md). */
public final class SafetyDigits {
  private static final int VERSION = 1, PERSON = 1, ORGANISATION = 2, HASH = 32, ROUNDS = 5200;
  private static final int GROUPS_EACH = 6, GROUP_BYTES = 5;
  private static final BigInteger GROUP = BigInteger.valueOf(100_000);

  private SafetyDigits() {}

  /**
   * One person's half: slow on purpose, so that a key with the same digits is not found by trying.
   *
   * @param keys device URI to signature key
   */
  public static byte[] person(String userUri, SortedMap<String, byte[]> keys) {
    byte[] hash = Fingerprint.hash(framed("paravent safety number 1", userUri.getBytes(UTF_8)));
    for (java.util.Map.Entry<String, byte[]> entry : keys.entrySet()) {
      hash = Fingerprint.hash(concat(hash, framed(entry.getKey(), entry.getValue())));
    }
    byte[] all = hash;
    for (int i = 0; i < ROUNDS; i++) {
      hash = Fingerprint.hash(concat(hash, all));
    }
    return hash;
  }

  private static final java.nio.charset.Charset UTF_8 = StandardCharsets.UTF_8;

  private static byte[] framed(String name, byte[] value) {
    byte[] text = name.getBytes(UTF_8);
    byte[] length = {(byte) (text.length >> 8), (byte) text.length};
    return concat(concat(length, text), value);
  }

  private static byte[] concat(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  /** Twelve groups of five digits; the order of the two does not matter. */
  public static String digits(byte[] one, byte[] other) {
    String first = half(one);
    String second = half(other);
    return first.compareTo(second) <= 0 ? first + " " + second : second + " " + first;
  }

  private static String half(byte[] hash) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < GROUPS_EACH; i++) {
      byte[] part = Arrays.copyOfRange(hash, i * GROUP_BYTES, (i + 1) * GROUP_BYTES);
      String digits = new BigInteger(1, part).mod(GROUP).toString();
      out.append(i == 0 ? "" : " ").append("0".repeat(5 - digits.length())).append(digits);
    }
    return out.toString();
  }

  public static byte[] payload(byte[] own, byte[] other) {
    return concat(concat(new byte[] {VERSION, PERSON}, own), other);
  }

  public static byte[] organisation(byte[] rootHash) {
    return concat(new byte[] {VERSION, ORGANISATION}, rootHash);
  }

  /** Whether these two payloads are of the two sides of one comparison. */
  public static boolean matches(byte[] own, byte[] scanned) {
    if (own.length != 2 + 2 * HASH || scanned.length != own.length) {
      return false;
    }
    byte[] turned =
        payload(
            Arrays.copyOfRange(scanned, 2 + HASH, 2 + 2 * HASH),
            Arrays.copyOfRange(scanned, 2, 2 + HASH));
    return scanned[0] == VERSION && scanned[1] == PERSON && MessageDigest.isEqual(own, turned);
  }
}
