package eu.paravent.server.nodes.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NeighboursTest {
  private static final long SILENCE = 90;
  private final Neighbours neighbours = new Neighbours();

  @Test
  void countsEachOtherNodeOnce() {
    neighbours.heardFrom("here", Neighbours.alive("there"), 1);
    neighbours.heardFrom("here", "there\nentry group 7", 2);
    neighbours.heardFrom("here", Neighbours.alive("elsewhere"), 3);

    assertThat(neighbours.present(4, SILENCE)).isEqualTo(2);
  }

  @Test
  void isNotItsOwnNeighbour() {
    neighbours.heardFrom("here", Neighbours.alive("here"), 1);

    assertThat(neighbours.present(2, SILENCE)).isZero();
  }

  @Test
  void forgetsWhoIsSilent() {
    neighbours.heardFrom("here", Neighbours.alive("there"), 1);
    neighbours.heardFrom("here", Neighbours.alive("elsewhere"), 50);

    assertThat(neighbours.present(1 + SILENCE, SILENCE)).isEqualTo(2);
    assertThat(neighbours.present(2 + SILENCE, SILENCE)).isEqualTo(1);
    assertThat(neighbours.present(51 + SILENCE, SILENCE)).isZero();
  }

  /** Nodes of an earlier release hear it too. */
  @Test
  void beingThereIsNoNews() {
    assertThat(News.unpack("here", Neighbours.alive("there"))).isEqualTo(List.of());
  }
}
