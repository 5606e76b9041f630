package eu.paravent.server.limits.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.protocol.Limits;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionPeriodsTest {
  @Test
  void isTheOperatorsOrTheProtocols() {
    assertThat(RetentionPeriods.period("X", Optional.of(" 30 "))).isEqualTo(Duration.ofDays(30));
    assertThat(RetentionPeriods.period("X", Optional.of("1"))).isEqualTo(Limits.RETENTION_LEAST);
    assertThat(RetentionPeriods.period("X", Optional.of("3650"))).isEqualTo(Limits.RETENTION_MOST);
    assertThat(RetentionPeriods.period("X", Optional.of(" "))).isEqualTo(Limits.RETENTION);
    assertThat(RetentionPeriods.period("X", Optional.empty())).isEqualTo(Limits.RETENTION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "3651", "-1", "P30D", "30 days", "99999999999999999999"})
  void refusesWhatIsNoPeriodAndSaysWhatIs(String days) {
    assertThatThrownBy(() -> RetentionPeriods.period("PARAVENT_X", Optional.of(days)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PARAVENT_X")
        .hasMessageContaining("1 to 3650");
  }
}
