package eu.paravent.web.jdk.java.time;

import eu.paravent.web.jdk.java.time.temporal.Temporal;
import eu.paravent.web.jdk.java.time.temporal.TemporalAmount;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code java.time.Instant} as far as the client uses it; years 0 to 9999 as text. */
public final class Instant implements Comparable<Instant>, Temporal {
  private static final long LEAST = -31_557_014_167_219_200L, MOST = 31_556_889_864_403_199L;
  private static final int NANOS = 1_000_000_000;
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4})-(\\d\\d)-(\\d\\d)T(\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,9}))?)?Z");

  public static final Instant EPOCH = new Instant(0, 0);
  public static final Instant MIN = new Instant(LEAST, 0);
  public static final Instant MAX = new Instant(MOST, NANOS - 1);

  private final long seconds;
  private final int nanos;

  private Instant(long seconds, int nanos) {
    this.seconds = seconds;
    this.nanos = nanos;
  }

  public static Instant ofEpochSecond(long seconds) {
    return ofEpochSecond(seconds, 0);
  }

  public static Instant ofEpochSecond(long seconds, long nanos) {
    long sum = Math.addExact(seconds, Math.floorDiv(nanos, NANOS));
    if (sum < LEAST || sum > MOST) {
      throw new DateTimeException("Instant exceeds minimum or maximum instant");
    }
    return new Instant(sum, (int) Math.floorMod(nanos, (long) NANOS));
  }

  public static Instant ofEpochMilli(long millis) {
    return ofEpochSecond(Math.floorDiv(millis, 1_000), Math.floorMod(millis, 1_000L) * 1_000_000);
  }

  /** ISO-8601 in UTC. */
  public static Instant parse(CharSequence text) {
    Matcher match = FORM.matcher(text);
    if (!match.matches()) {
      throw new DateTimeException("Not an ISO-8601 instant");
    }
    int month = number(match, 2), day = number(match, 3);
    int hour = number(match, 4), minute = number(match, 5), second = number(match, 6);
    long days = days(number(match, 1), month, day);
    if (month < 1
        || month > 12
        || day < 1
        || hour > 23
        || minute > 59
        || second > 59
        || !date(days).endsWith(match.group(2) + "-" + match.group(3))) {
      throw new DateTimeException("Not a date and time that exists");
    }
    String fraction = match.group(7) == null ? "" : match.group(7);
    int nanos =
        fraction.isEmpty() ? 0 : Integer.parseInt(fraction + "0".repeat(9 - fraction.length()));
    return new Instant(days * 86_400 + hour * 3_600 + minute * 60 + second, nanos);
  }

  private static int number(Matcher match, int group) {
    String digits = match.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  public long getEpochSecond() {
    return seconds;
  }

  public int getNano() {
    return nanos;
  }

  public long toEpochMilli() {
    return Math.addExact(Math.multiplyExact(seconds, 1_000), nanos / 1_000_000);
  }

  public Instant plus(TemporalAmount amount) {
    Duration duration = (Duration) amount;
    return ofEpochSecond(
        Math.addExact(seconds, duration.getSeconds()), (long) nanos + duration.getNano());
  }

  public Instant minus(TemporalAmount amount) {
    Duration duration = (Duration) amount;
    return ofEpochSecond(
        Math.subtractExact(seconds, duration.getSeconds()), (long) nanos - duration.getNano());
  }

  public Instant plusSeconds(long more) {
    return ofEpochSecond(Math.addExact(seconds, more), nanos);
  }

  public Instant minusSeconds(long fewer) {
    return ofEpochSecond(Math.subtractExact(seconds, fewer), nanos);
  }

  public Instant plusMillis(long more) {
    return plus(Duration.ofMillis(more));
  }

  public boolean isAfter(Instant other) {
    return compareTo(other) > 0;
  }

  public boolean isBefore(Instant other) {
    return compareTo(other) < 0;
  }

  @Override
  public int compareTo(Instant other) {
    int bySeconds = Long.compare(seconds, other.seconds);
    return bySeconds != 0 ? bySeconds : Integer.compare(nanos, other.nanos);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Instant that && seconds == that.seconds && nanos == that.nanos;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(seconds) * 51 + nanos;
  }

  @Override
  public String toString() {
    long day = Math.floorDiv(seconds, 86_400);
    int rest = (int) Math.floorMod(seconds, 86_400L);
    String fraction = "";
    if (nanos != 0) {
      String digits = pad(nanos, 9);
      int length = nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
      fraction = "." + digits.substring(0, length);
    }
    return date(day)
        + "T"
        + pad(rest / 3_600, 2)
        + ":"
        + pad(rest / 60 % 60, 2)
        + ":"
        + pad(rest % 60, 2)
        + fraction
        + "Z";
  }

  private static String pad(long number, int length) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, length - digits.length())) + digits;
  }

  /** Days since 1970-01-01 in the Gregorian calendar, counting years from March. */
  private static long days(int year, int month, int day) {
    long y = month > 2 ? year : year - 1L;
    long era = Math.floorDiv(y, 400);
    long yearOfEra = y - era * 400;
    long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
  }

  private static String date(long days) {
    long shifted = days + 719_468;
    long era = Math.floorDiv(shifted, 146_097);
    long dayOfEra = shifted - era * 146_097;
    long yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long shiftedMonth = (5 * dayOfYear + 2) / 153;
    long month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return pad(year, 4)
        + "-"
        + pad(month, 2)
        + "-"
        + pad(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, 2);
  }
}
