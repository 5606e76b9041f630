package eu.paravent.client.internal.keys;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/** A hash as people compare it. */
public final class Fingerprint {
  private static final int GROUPS = 12;
  private static final BigInteger GROUP = BigInteger.valueOf(100_000);

  private Fingerprint() {}

  /** SHA-256 of a root certificate: what a guest link holds. */
  public static byte[] hash(byte[] certificate) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(certificate);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is missing in this Java runtime", e);
    }
  }

  /** Twelve groups of five digits, nearly 200 bits of the hash. */
  public static String of(byte[] certificate) {
    return digits(hash(certificate));
  }

  /**
   * @param hash of the certificate
   */
  public static String digits(byte[] hash) {
    BigInteger rest = new BigInteger(1, hash);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      BigInteger[] parts = rest.divideAndRemainder(GROUP);
      String digits = parts[1].toString();
      out.append(i == 0 ? "" : " ").append("0".repeat(5 - digits.length())).append(digits);
      rest = parts[0];
    }
    return out.toString();
  }
}
