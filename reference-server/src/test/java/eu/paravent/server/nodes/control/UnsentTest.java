package eu.paravent.server.nodes.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnsentTest {
  private final Unsent unsent = new Unsent();

  @Test
  void ofTheEntriesOfOneGroupTheNewestIsEnough() throws Exception {
    unsent.add(new News.Grown("one", 2, false));
    unsent.add(new News.Grown("other", 9, false));
    unsent.add(new News.Grown("one", 3, false));
    unsent.add(new News.Grown("one", 1, false));

    assertThat(unsent.take())
        .containsExactlyInAnyOrder(
            new News.Grown("one", 3, false), new News.Grown("other", 9, false));
  }

  @Test
  void everyCommitIsToldSinceEachBringsSomebodyIn() throws Exception {
    unsent.add(new News.Grown("one", 2, true));
    unsent.add(new News.Grown("one", 3, true));

    assertThat(unsent.take()).hasSize(2);
  }

  @Test
  void whatCouldNotBeSentWaitsButNoSignalDoes() throws Exception {
    List<News> failed =
        List.of(new News.Signal("one", "device", new byte[1]), new News.Grown("one", 2, false));
    unsent.add(new News.Grown("one", 3, false));

    unsent.putBack(failed);

    assertThat(unsent.take()).containsExactly(new News.Grown("one", 3, false));
  }

  @Test
  void aFloodOfSignalsIsNotKept() throws Exception {
    for (int i = 0; i < 5_000; i++) {
      unsent.add(new News.Signal("one", "device", new byte[1]));
    }
    unsent.add(new News.Ended("hash"));

    assertThat(unsent.take()).hasSizeLessThan(2_000).contains(new News.Ended("hash"));
  }
}
