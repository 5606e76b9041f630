package eu.paravent.client.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final ZoneId GERMANY = ZoneId.of("Europe/Berlin");

  private static ZonedDateTime keptUntil(ConversationClass kind, String said) {
    return kind.usual().keptUntil(kind, Instant.parse(said)).orElseThrow().atZone(GERMANY);
  }

  /** § 257 (5) HGB: the time begins with the end of the calendar year. */
  @Test
  void aLetterIsKeptForSixYearsFromTheEndOfItsYear() {
    assertThat(keptUntil(ConversationClass.COMMERCIAL_LETTER, "2026-01-01T00:00:00Z"))
        .isEqualTo(ZonedDateTime.of(2033, 1, 1, 0, 0, 0, 0, GERMANY));
    assertThat(keptUntil(ConversationClass.COMMERCIAL_LETTER, "2026-12-31T22:59:59Z"))
        .isEqualTo(ZonedDateTime.of(2033, 1, 1, 0, 0, 0, 0, GERMANY));
    // it is new year in Germany already
    assertThat(keptUntil(ConversationClass.COMMERCIAL_LETTER, "2026-12-31T23:00:00Z"))
        .isAfterOrEqualTo(ZonedDateTime.of(2034, 1, 1, 0, 0, 0, 0, GERMANY));
  }

  @Test
  void noLegalTimeIsUndercutInAnyYear() {
    for (int year = 1970; year < 2100; year++) {
      Instant said = Instant.parse(year + "-07-01T12:00:00Z");
      assertThat(keptUntil(ConversationClass.COMMERCIAL_LETTER, said.toString()))
          .isAfterOrEqualTo(ZonedDateTime.of(year + 7, 1, 1, 0, 0, 0, 0, GERMANY))
          .isBefore(ZonedDateTime.of(year + 7, 1, 4, 0, 0, 0, 0, GERMANY));
      assertThat(keptUntil(ConversationClass.BOOKING_VOUCHER, said.toString()))
          .isAfterOrEqualTo(ZonedDateTime.of(year + 9, 1, 1, 0, 0, 0, 0, GERMANY))
          .isBefore(ZonedDateTime.of(year + 9, 1, 4, 0, 0, 0, 0, GERMANY));
    }
  }

  @Test
  void ordinaryTalkIsCountedFromTheMomentItWasSaid() {
    Instant said = Instant.parse("2026-11-29T10:00:00Z");

    assertThat(Retention.atMost(1).deletedAt(ConversationClass.ORDINARY, said))
        .contains(Instant.parse("2026-11-30T10:00:00Z"));
    assertThat(Retention.none().deletedAt(ConversationClass.ORDINARY, said)).isEmpty();
    assertThat(Retention.none().keptUntil(ConversationClass.COMMERCIAL_LETTER, said)).isEmpty();
  }

  @Test
  void aMaximumIsNotBelowTheMinimum() {
    assertThatThrownBy(() -> Retention.between(10, 9)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Retention.atLeast(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Retention.atMost(Retention.MOST + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
