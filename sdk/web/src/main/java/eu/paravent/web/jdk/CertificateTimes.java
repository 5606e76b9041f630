package eu.paravent.web.jdk;

import eu.paravent.web.jdk.java.time.Instant;
import java.text.ParseException;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;

/**
 * What {@code org.bouncycastle.asn1} gets instead of {@code java.text.SimpleDateFormat}, for the
 * times in certificates (RFC 5280 §4.1.2.5): UTC, digits only. The compiler's own does not read
 * them.
 */
public final class CertificateTimes {
  private final boolean shortYear;
  private final String zone;

  public CertificateTimes(String pattern) {
    this(pattern, Locale.ROOT);
  }

  public CertificateTimes(String pattern, Locale locale) {
    if (!pattern.startsWith("yyyyMMddHHmmss") && !pattern.startsWith("yyMMddHHmmss")) {
      throw new IllegalArgumentException("Not a time of a certificate: " + pattern);
    }
    shortYear = !pattern.startsWith("yyyy");
    zone = pattern.endsWith("z") ? "GMT+00:00" : pattern.endsWith("'Z'") ? "Z" : "";
  }

  /** UTC is the only one. */
  public void setTimeZone(TimeZone zone) {}

  public String format(Date date) {
    String iso = Instant.ofEpochMilli(date.getTime()).toString();
    String digits =
        iso.substring(shortYear ? 2 : 0, 4)
            + iso.substring(5, 7)
            + iso.substring(8, 10)
            + iso.substring(11, 13)
            + iso.substring(14, 16)
            + iso.substring(17, 19);
    return digits + zone;
  }

  public Date parse(String text) throws ParseException {
    int year = shortYear ? 2 : 4;
    if (text.length() < year + 10) {
      throw new ParseException("Too short for a time", text.length());
    }
    String century = shortYear ? (text.charAt(0) < '5' ? "20" : "19") : "";
    String iso =
        century
            + text.substring(0, year)
            + "-"
            + text.substring(year, year + 2)
            + "-"
            + text.substring(year + 2, year + 4)
            + "T"
            + text.substring(year + 4, year + 6)
            + ":"
            + text.substring(year + 6, year + 8)
            + ":"
            + text.substring(year + 8, year + 10)
            + "Z";
    String rest = text.substring(year + 10);
    if (!rest.isEmpty() && !rest.equals("Z") && !rest.equals("GMT+00:00")) {
      throw new ParseException("Not in UTC", year + 10);
    }
    try {
      return new Date(Instant.parse(iso).toEpochMilli());
    } catch (RuntimeException e) {
      ParseException broken = new ParseException("Not a time: " + e.getMessage(), 0);
      broken.initCause(e);
      throw broken;
    }
  }
}
