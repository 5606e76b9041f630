package eu.paravent.server.rates.control;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * Counts for many who are told apart by a name: so many in a minute, as many at once after a pause.
 * Remembers a limited number of them, those who are quiet first forgotten. Thread-safe.
 */
final class Meter {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final LoadingCache<String, Bucket> buckets;

  /**
   * @param perMinute 0 for no limit
   * @param most how many it remembers
   */
  Meter(long perMinute, int most, TimeMeter time) {
    buckets =
        Caffeine.newBuilder()
            .maximumSize(perMinute == 0 ? 0 : most)
            // by then it is full again
            .expireAfterAccess(MINUTE.multipliedBy(2))
            .build(name -> bucket(Math.max(1, perMinute), time));
    limited = perMinute > 0;
  }

  private final boolean limited;

  private static Bucket bucket(long perMinute, TimeMeter time) {
    return Bucket.builder()
        .withCustomTimePrecision(time)
        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
        .build();
  }

  /** Counts one more, and says how long to wait: not at all where there is room. */
  Duration count(String name) {
    return limited
        ? Duration.ofNanos(
            buckets.get(name).tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill())
        : Duration.ZERO;
  }

  /** As {@link #count}, without counting. */
  Duration ask(String name) {
    Bucket bucket = limited ? buckets.getIfPresent(name) : null;
    return bucket == null
        ? Duration.ZERO
        : Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
  }

  /** For tests: how many it remembers. */
  long remembered() {
    buckets.cleanUp();
    return buckets.estimatedSize();
  }
}
