package eu.paravent.client.internal.backup;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;

/** The secret of a recovery key as people write it: Crockford's base 32, the checksum last. */
public final class RecoveryText {
  /** Of the secret, in bytes. */
  public static final int LENGTH = 20;

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int DIGITS = 32, CHECK = 4, GROUP = 4;

  private RecoveryText() {}

  public static String of(byte[] secret) {
    String all = digits(secret, DIGITS) + check(secret);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < all.length(); i++) {
      out.append(i > 0 && i % GROUP == 0 ? "-" : "").append(all.charAt(i));
    }
    return out.toString();
  }

  /**
   * @throws IllegalArgumentException if it is none
   */
  public static byte[] parse(String typed) {
    StringBuilder clean = new StringBuilder();
    for (char c : typed.toUpperCase(Locale.ROOT).toCharArray()) {
      char meant = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
      if (ALPHABET.indexOf(meant) >= 0) {
        clean.append(meant);
      } else if (meant != '-' && !Character.isWhitespace(meant)) {
        throw new IllegalArgumentException(
            "A recovery key has letters and digits only, and no U: check what was typed");
      }
    }
    if (clean.length() != DIGITS + CHECK) {
      throw new IllegalArgumentException(
          "A recovery key has nine groups of four, and here are "
              + clean.length()
              + " characters: something is missing or too much");
    }
    BigInteger value = BigInteger.ZERO;
    for (int i = 0; i < DIGITS; i++) {
      value = value.shiftLeft(5).or(BigInteger.valueOf(ALPHABET.indexOf(clean.charAt(i))));
    }
    byte[] secret = bytes(value);
    if (!check(secret).contentEquals(clean.substring(DIGITS))) {
      throw new IllegalArgumentException(
          "A character of the recovery key is wrong: its checksum does not fit");
    }
    return secret;
  }

  private static byte[] bytes(BigInteger value) {
    byte[] raw = value.toByteArray();
    byte[] secret = new byte[LENGTH];
    int length = Math.min(raw.length, LENGTH);
    System.arraycopy(raw, raw.length - length, secret, LENGTH - length, length);
    return secret;
  }

  private static String check(byte[] secret) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret);
      return digits(Arrays.copyOf(hash, 3), CHECK + 1).substring(1);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is missing in this Java runtime", e);
    }
  }

  private static String digits(byte[] bytes, int count) {
    BigInteger rest = new BigInteger(1, bytes);
    char[] out = new char[count];
    for (int i = count - 1; i >= 0; i--) {
      out[i] = ALPHABET.charAt(rest.intValue() & 31);
      rest = rest.shiftRight(5);
    }
    return new String(out);
  }
}
