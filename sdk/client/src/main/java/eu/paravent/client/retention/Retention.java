package eu.paravent.client.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long something said is kept. Of a record class ({@link ConversationClass#fromYearEnd}) days
 * are counted from the end of the year, by German time, in which the server took it; of others from
 * that moment.
 *
 * @param minimumDays kept so long by the archivist, whoever deletes it, and no message disappears
 *     sooner by its own time; 0 for no minimum
 * @param maximumDays deleted then, by every client and in the archive; 0 for no maximum
 */
public record Retention(int minimumDays, int maximumDays) {
  /** The longest: about a hundred years. */
  public static final int MOST = 36_525;

  private static final long DAY = Duration.ofDays(1).getSeconds(), GERMAN_NEW_YEAR = 3600;

  /**
   * @throws IllegalArgumentException if a maximum is shorter than the minimum, or one is out of 0
   *     to {@link #MOST}
   */
  public Retention {
    if (minimumDays < 0 || maximumDays < 0 || minimumDays > MOST || maximumDays > MOST) {
      throw new IllegalArgumentException("Retention is from 0 to " + MOST + " days");
    }
    if (maximumDays != 0 && maximumDays < minimumDays) {
      throw new IllegalArgumentException(
          "What is kept for " + minimumDays + " days is not deleted after " + maximumDays);
    }
  }

  /** Neither minimum nor maximum. */
  public static Retention none() {
    return new Retention(0, 0);
  }

  /** Kept for so many days, then as long as anybody likes. */
  public static Retention atLeast(int days) {
    return new Retention(days, 0);
  }

  /** Deleted after so many days at the latest. */
  public static Retention atMost(int days) {
    return new Retention(0, days);
  }

  /** Kept for so many days, and deleted after so many at the latest. */
  public static Retention between(int minimumDays, int maximumDays) {
    return new Retention(minimumDays, maximumDays);
  }

  /** Until when it has to be kept; empty where there is no minimum. */
  public Optional<Instant> keptUntil(ConversationClass kind, Instant said) {
    return after(kind, said, minimumDays);
  }

  /** When it is deleted at the latest; empty where there is no maximum. */
  public Optional<Instant> deletedAt(ConversationClass kind, Instant said) {
    return after(kind, said, maximumDays);
  }

  private static Optional<Instant> after(ConversationClass kind, Instant said, int days) {
    if (days == 0) {
      return Optional.empty();
    }
    long from = kind.fromYearEnd() ? nextYear(said.getEpochSecond()) : said.getEpochSecond();
    return Optional.of(Instant.ofEpochSecond(from + days * DAY));
  }

  /** The first second of the next year in Germany, where new year is always at UTC+1. */
  private static long nextYear(long second) {
    long day = (second + GERMAN_NEW_YEAR) / DAY;
    long year = 1970 + day / 366;
    while (firstDay(year) <= day) {
      year++;
    }
    return firstDay(year) * DAY - GERMAN_NEW_YEAR;
  }

  /** Of a year, in days since 1970. */
  private static long firstDay(long year) {
    long before = year - 1;
    long leaps = before / 4 - before / 100 + before / 400;
    return (year - 1970) * 365 + leaps - 477;
  }
}
