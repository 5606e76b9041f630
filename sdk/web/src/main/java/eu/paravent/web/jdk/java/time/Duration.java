package eu.paravent.web.jdk.java.time;

import eu.paravent.web.jdk.java.time.temporal.Temporal;
import eu.paravent.web.jdk.java.time.temporal.TemporalAmount;

/** {@code java.time.Duration} as far as the client uses it. */
public final class Duration implements Comparable<Duration>, TemporalAmount {
  public static final Duration ZERO = new Duration(0, 0);

  private static final int NANOS = 1_000_000_000, MILLIS = 1_000, NANOS_OF_MILLI = 1_000_000;

  private final long seconds;
  private final int nanos;

  private Duration(long seconds, int nanos) {
    this.seconds = seconds;
    this.nanos = nanos;
  }

  static Duration of(long seconds, long nanos) {
    return new Duration(
        Math.addExact(seconds, Math.floorDiv(nanos, NANOS)),
        (int) Math.floorMod(nanos, (long) NANOS));
  }

  public static Duration ofNanos(long nanos) {
    return of(0, nanos);
  }

  public static Duration ofMillis(long millis) {
    return of(Math.floorDiv(millis, MILLIS), Math.floorMod(millis, (long) MILLIS) * NANOS_OF_MILLI);
  }

  public static Duration ofSeconds(long seconds) {
    return new Duration(seconds, 0);
  }

  public static Duration ofMinutes(long minutes) {
    return ofSeconds(Math.multiplyExact(minutes, 60L));
  }

  public static Duration ofHours(long hours) {
    return ofSeconds(Math.multiplyExact(hours, 3_600L));
  }

  public static Duration ofDays(long days) {
    return ofSeconds(Math.multiplyExact(days, 86_400L));
  }

  public static Duration between(Temporal from, Temporal to) {
    Instant first = (Instant) from, second = (Instant) to;
    return of(
        Math.subtractExact(second.getEpochSecond(), first.getEpochSecond()),
        (long) second.getNano() - first.getNano());
  }

  public long getSeconds() {
    return seconds;
  }

  public long toSeconds() {
    return seconds;
  }

  public int getNano() {
    return nanos;
  }

  public long toMillis() {
    return Math.addExact(Math.multiplyExact(seconds, MILLIS), nanos / NANOS_OF_MILLI);
  }

  public long toNanos() {
    return Math.addExact(Math.multiplyExact(seconds, NANOS), nanos);
  }

  public long toDays() {
    return seconds / 86_400;
  }

  public Duration plus(Duration other) {
    return of(Math.addExact(seconds, other.seconds), (long) nanos + other.nanos);
  }

  public Duration minus(Duration other) {
    return of(Math.subtractExact(seconds, other.seconds), (long) nanos - other.nanos);
  }

  public Duration multipliedBy(long times) {
    return of(Math.multiplyExact(seconds, times), nanos * times);
  }

  public Duration dividedBy(long by) {
    long rest = Math.floorMod(seconds, by);
    return of(Math.floorDiv(seconds, by), (rest * NANOS + nanos) / by);
  }

  public boolean isZero() {
    return seconds == 0 && nanos == 0;
  }

  public boolean isNegative() {
    return seconds < 0;
  }

  @Override
  public int compareTo(Duration other) {
    int bySeconds = Long.compare(seconds, other.seconds);
    return bySeconds != 0 ? bySeconds : Integer.compare(nanos, other.nanos);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Duration that && seconds == that.seconds && nanos == that.nanos;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(seconds) * 31 + nanos;
  }

  @Override
  public String toString() {
    return "PT" + toMillis() / 1000.0 + "S";
  }
}
