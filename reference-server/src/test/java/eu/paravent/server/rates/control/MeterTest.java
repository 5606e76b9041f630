package eu.paravent.server.rates.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MeterTest {
  private long nanos;
  private final TimeMeter time =
      new TimeMeter() {
        @Override
        public long currentTimeNanos() {
          return nanos;
        }

        @Override
        public boolean isWallClockBased() {
          return false;
        }
      };

  @Test
  void letsAMinutesNumberThroughAtOnceAndThenOneAfterTheOther() {
    Meter meter = new Meter(6, 100, time);

    for (int i = 0; i < 6; i++) {
      assertThat(meter.count("alice")).isZero();
    }

    assertThat(meter.count("alice")).isEqualTo(Duration.ofSeconds(10));
    assertThat(meter.count("bob")).isZero();
    pass(Duration.ofSeconds(9));
    assertThat(meter.count("alice")).isEqualTo(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(1));
    assertThat(meter.count("alice")).isZero();
    assertThat(meter.count("alice")).isPositive();
  }

  /** Who is refused is not punished for it: the wait does not grow. */
  @Test
  void doesNotCountWhatItRefuses() {
    Meter meter = new Meter(1, 100, time);
    assertThat(meter.count("alice")).isZero();

    for (int i = 0; i < 100; i++) {
      assertThat(meter.count("alice")).isEqualTo(Duration.ofMinutes(1));
    }
    pass(Duration.ofMinutes(1));

    assertThat(meter.count("alice")).isZero();
  }

  @Test
  void answersWithoutCounting() {
    Meter meter = new Meter(1, 100, time);

    assertThat(meter.ask("alice")).isZero();
    assertThat(meter.ask("alice")).isZero();
    meter.count("alice");

    assertThat(meter.ask("alice")).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void remembersALimitedNumberHoweverManyCome() {
    Meter meter = new Meter(10, 100, time);

    for (int i = 0; i < 100_000; i++) {
      meter.count("stranger " + i);
    }

    assertThat(meter.remembered()).isLessThanOrEqualTo(100);
  }

  @Test
  void noLimitIsNoLimit() {
    Meter meter = new Meter(0, 100, time);

    for (int i = 0; i < 10_000; i++) {
      assertThat(meter.count("alice")).isZero();
    }

    assertThat(meter.remembered()).isZero();
  }

  private void pass(Duration duration) {
    nanos += duration.toNanos();
  }
}
