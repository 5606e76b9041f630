package eu.paravent.protocol;

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
    if (!encode(bytes).equals(text)) {
      throw new IllegalArgumentException("Not canonical base64url without padding");
    }
    return bytes;
  }
}
