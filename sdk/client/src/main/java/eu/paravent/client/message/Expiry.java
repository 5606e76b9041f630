package eu.paravent.client.message;

import java.time.Duration;
import java.time.Instant;

/**
 * When a message disappears: every device of every participant deletes its content by itself, with
 * or without the server, by its own clock. Kept by the participants' clients, not by mathematics:
 * nobody can make a device forget that does not want to.
 */
public sealed interface Expiry {
  /** The longest time after reading. */
  Duration MOST = Duration.ofDays(365);

  /**
   * For everybody at the same moment, read or not.
   *
   * @throws IllegalArgumentException if it is before 1970 or after 2105
   */
  static Expiry at(Instant time) {
    return new At(time);
  }

  /**
   * For each reader as long after reading, for the sender after sending. Where it is never read, 30
   * days after it arrived.
   *
   * @param time whole seconds, from one to {@link #MOST}
   */
  static Expiry afterReading(Duration time) {
    return new AfterReading(time);
  }

  /** As {@link Expiry#at}. */
  record At(Instant time) implements Expiry {
    private static final Instant LAST = Instant.parse("2106-01-01T00:00:00Z");

    public At {
      if (time.isBefore(Instant.EPOCH) || !time.isBefore(LAST)) {
        throw new IllegalArgumentException("A message expires between 1970 and 2105");
      }
    }
  }

  /** As {@link Expiry#afterReading}. */
  record AfterReading(Duration time) implements Expiry {
    public AfterReading {
      if (time.getSeconds() < 1 || time.compareTo(MOST) > 0) {
        throw new IllegalArgumentException(
            "A message expires one second to " + 365 + " days after it is read");
      }
    }
  }
}
