package eu.paravent.protocol;

import java.util.Arrays;
import java.util.Base64;

/** RFC 4648 §5 without padding: how bytes and ids are written in JSON, paths and headers. */
public final class Base64Url {
  private Base64Url() {}

  public static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * @throws IllegalArgumentException for padding, foreign characters or non-zero trailing bits, so
   *     that a value has one spelling
   */
  public static byte[] decode(String text) {
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    // four characters are three octets in one way only: what could differ is at the end
    int whole = bytes.length / 3 * 3;
    String end = encode(Arrays.copyOfRange(bytes, whole, bytes.length));
    if (text.length() != whole / 3 * 4 + end.length() || !text.endsWith(end)) {
      throw new IllegalArgumentException("Not canonical base64url without padding");
    }
    return bytes;
  }
}
