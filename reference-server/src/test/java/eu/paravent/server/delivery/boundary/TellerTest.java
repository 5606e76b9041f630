package eu.paravent.server.delivery.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.server.delivery.control.LogGrew;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TellerTest {
  private static final long SECONDS_MOST = 60;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final CountDownLatch goOn = new CountDownLatch(1);

  private final Teller teller =
      new Teller(
          (group, events) -> {
            if (group.equals("slow")) {
              await(goOn);
            }
            if (group.equals("broken")) {
              throw new IllegalStateException("Told to fail");
            }
            told.add(group + events.stream().map(event -> event.entry().sequence()).toList());
          });

  @Test
  void tellsTogetherWhatCameWhileItTold() throws Exception {
    teller.tell(List.of(entry("slow", 1)));
    Thread thread = start();
    // it is in the middle of the first one, or about to begin
    teller.then(() -> told.add("between"));
    teller.tell(List.of(entry("a", 1)));
    teller.tell(List.of(entry("b", 7), entry("a", 2)));
    goOn.countDown();

    assertThat(teller.settled(SECONDS_MOST)).isTrue();
    assertThat(told).containsExactly("slow[1]", "between", "a[1, 2]", "b[7]");
    end(thread);
  }

  /** Who listens already does not begin with the first of them alone. */
  @Test
  void tellsTogetherWhatCameTogether() throws Exception {
    Thread thread = start();
    for (int i = 0; i < 100; i++) {
      teller.tell(List.of(entry("a", 1), entry("b", 2), entry("a", 3)));
      assertThat(teller.settled(SECONDS_MOST)).isTrue();
    }

    assertThat(told).hasSize(200).containsOnly("a[1, 3]", "b[2]");
    end(thread);
  }

  @Test
  void goesOnAfterAFailure() throws Exception {
    Thread thread = start();
    teller.tell(List.of(entry("broken", 1)));
    teller.tell(List.of(entry("a", 1)));

    assertThat(teller.settled(SECONDS_MOST)).isTrue();
    assertThat(told).containsExactly("a[1]");
    end(thread);
  }

  @Test
  void endsWhenItIsStopped() throws Exception {
    Thread thread = start();

    end(thread);

    assertThat(teller.settled(SECONDS_MOST)).isFalse();
  }

  private Thread start() {
    Thread thread = new Thread(teller);
    thread.start();
    return thread;
  }

  private void end(Thread thread) throws InterruptedException {
    teller.stop();
    thread.join(SECONDS_MOST * 1000);
    assertThat(thread.isAlive()).isFalse();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static LogGrew entry(String group, long sequence) {
    return new LogGrew(
        group,
        new LogEntry(sequence, LogEntry.APPLICATION, 0, new byte[0], Instant.EPOCH),
        List.of(),
        List.of(),
        Map.of());
  }
}
