package eu.paravent.server.requests.control;

import eu.paravent.protocol.Base64Url;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.problems.control.Refusal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** Ids: those the server makes, and the check of those that clients choose. */
public final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 16, SECRET_BYTES = 32;

  private Ids() {}

  /** 128 random bits as 22 characters. */
  public static String random() {
    return random(BYTES);
  }

  /** 256 random bits as 43 characters: who holds it may act. */
  public static String randomSecret() {
    return random(SECRET_BYTES);
  }

  private static String random(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return Base64Url.encode(bytes);
  }

  /** SHA-256 as 43 characters: what is kept in place of a secret. */
  public static String hash(byte[] bytes) {
    try {
      return Base64Url.encode(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256", e);
    }
  }

  /** Whether it is base64url, without padding, of 16 to 32 bytes. */
  public static boolean wellFormed(String text) {
    if (text.length() > 43) {
      return false;
    }
    try {
      int length = Base64Url.decode(text).length;
      return length >= Limits.ID_BYTES_LEAST && length <= Limits.ID_BYTES_MOST;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * An id from a path or body, unchanged.
   *
   * @param what names it in the refusal
   */
  public static String require(String text, String what) {
    if (!wellFormed(text)) {
      throw Refusal.of(
          ProblemCode.INVALID_VALUE,
          "The "
              + what
              + " must be base64url without padding of "
              + Limits.ID_BYTES_LEAST
              + " to "
              + Limits.ID_BYTES_MOST
              + " bytes.");
    }
    return text;
  }
}
