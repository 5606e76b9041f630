package eu.paravent.server.delivery.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.server.delivery.control.LogGrew;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FollowersTest {
  private final List<Long> told = new ArrayList<>();

  @Test
  void tellsInTheOrderOfTheLogWhateverComesFirst() {
    Followers followers = Followers.after(4);

    hear(followers, 7, 6, 8);
    assertThat(told).isEmpty();
    assertThat(followers.waiting()).isTrue();
    hear(followers, 5);

    assertThat(told).containsExactly(5L, 6L, 7L, 8L);
    assertThat(followers.waiting()).isFalse();
  }

  @Test
  void tellsNothingTwice() {
    Followers followers = Followers.after(4);

    hear(followers, 5, 5, 4, 6, 5);

    assertThat(told).containsExactly(5L, 6L);
  }

  @Test
  void beginsAnywhereUnlessToldWhere() {
    Followers anywhere = Followers.fromAnywhere();
    hear(anywhere, 9, 10);
    anywhere.startAfter(20);
    assertThat(anywhere.told()).isEqualTo(10);

    Followers placed = Followers.fromAnywhere();
    placed.startAfter(20);
    hear(placed, 9, 21);

    assertThat(told).containsExactly(9L, 10L, 21L);
  }

  @Test
  void isNotBehindBeforeItKnowsWhereItIs() {
    assertThat(Followers.fromAnywhere().behind(100)).isFalse();
    assertThat(Followers.after(99).behind(100)).isTrue();
    assertThat(Followers.after(100).behind(100)).isFalse();
  }

  /** Retention may have taken what is missing. */
  @Test
  void goesOnBehindWhatIsDeleted() {
    Followers followers = Followers.after(4);
    hear(followers, 6, 9);

    followers.skipTo(7);
    hear(followers, 8);

    assertThat(told).containsExactly(8L, 9L);
  }

  @Test
  void keepsABoundedNumberOfThoseThatCameEarly() {
    Followers followers = Followers.after(0);

    LongStream.rangeClosed(2, 10_000).forEach(sequence -> hear(followers, sequence));
    hear(followers, 1);

    assertThat(told).hasSizeBetween(2, 1_000).isSorted().startsWith(1L, 2L);
    // the rest is read from the log from here on
    assertThat(followers.behind(10_000)).isTrue();
  }

  private void hear(Followers followers, long... sequences) {
    for (long sequence : sequences) {
      LogEntry entry = new LogEntry(sequence, LogEntry.APPLICATION, 0, new byte[0], Instant.EPOCH);
      followers.hear(
          List.of(new LogGrew("group", entry, List.of(), List.of(), Map.of())),
          (to, events) -> events.forEach(event -> told.add(event.entry().sequence())));
    }
  }
}
