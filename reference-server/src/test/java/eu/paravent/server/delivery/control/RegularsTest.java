package eu.paravent.server.delivery.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RegularsTest {
  private final Regulars regulars = new Regulars();

  @Test
  void whoComesAloneWaitsForNobody() {
    assertThat(regulars.expected()).isZero();
    regulars.came(Set.of("a"));
    assertThat(regulars.expected()).isZero();
    regulars.came(Set.of("b"));
    assertThat(regulars.expected()).isZero();
  }

  @Test
  void twoHalvesThatTakeTurnsBecomeOne() {
    regulars.came(Set.of("a", "b"));
    regulars.came(Set.of("c", "d", "e"));
    assertThat(regulars.expected()).isEqualTo(5);

    regulars.came(Set.of("a", "b", "c", "d", "e"));
    assertThat(regulars.expected()).isEqualTo(5);
  }

  @Test
  void whoStaysAwayIsForgotten() {
    regulars.came(Set.of("a", "b", "c"));
    regulars.came(Set.of("a", "b"));
    regulars.came(Set.of("a", "b"));
    assertThat(regulars.expected()).isEqualTo(2);

    regulars.came(Set.of("a"));
    assertThat(regulars.expected()).isZero();
  }
}
