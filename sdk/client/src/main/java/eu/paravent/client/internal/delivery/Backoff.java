package eu.paravent.client.internal.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubling from a quarter of a second to a minute, of
 * which a random half is taken off, so that a thousand clients do not come back at the same moment.
 */
public final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(250), MOST = Duration.ofMinutes(1);

  private final RandomGenerator random;

  public Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * @param failures attempts that failed in a row, at least 1
   */
  public Duration after(int failures) {
    int doublings = Math.min(Math.max(failures, 1) - 1, 16);
    long most = Math.min(FIRST.toMillis() << doublings, MOST.toMillis());
    return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
  }
}
