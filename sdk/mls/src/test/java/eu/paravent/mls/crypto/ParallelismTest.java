package eu.paravent.mls.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParallelismTest {
  static List<Parallelism> all() {
    return List.of(
        Parallelism.callingThread(), Parallelism.commonPool(0), Parallelism.commonPool(3));
  }

  @ParameterizedTest
  @MethodSource("all")
  void runsEachPartOnceAndShowsWhatItWrote(Parallelism parallelism) {
    for (int count : new int[] {0, 1, 15, 16, 1000}) {
      int[] times = new int[count];
      parallelism.forEach(count, i -> times[i]++);
      assertThat(times).isEqualTo(IntStream.generate(() -> 1).limit(count).toArray());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void throwsWhatAPartThrows(Parallelism parallelism) {
    assertThatThrownBy(
            () ->
                parallelism.forEach(
                    100,
                    i -> {
                      if (i == 57) {
                        throw new IllegalStateException("part 57");
                      }
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("part 57");
  }

  @Test
  void callsHelpersOnlyWhereThatIsWorthIt() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    Parallelism.commonPool(3).forEach(15, i -> threads.add(Thread.currentThread()));
    assertThat(threads).containsExactly(Thread.currentThread());
  }

  @Test
  void letsAHelperTakePart() {
    // the caller's first part waits until somebody else took one
    CountDownLatch other = new CountDownLatch(1);
    Thread caller = Thread.currentThread();
    Parallelism.commonPool(1)
        .forEach(
            1000,
            i -> {
              if (Thread.currentThread() != caller) {
                other.countDown();
              } else {
                await(other);
              }
            });
    assertThat(other.getCount()).isZero();
  }

  @Test
  void doesNotWaitForABusyPool() {
    CountDownLatch end = new CountDownLatch(1);
    int workers = Math.max(1, ForkJoinPool.getCommonPoolParallelism());
    List<? extends ForkJoinTask<?>> busy =
        Stream.generate(() -> ForkJoinPool.commonPool().submit(() -> await(end)))
            .limit(workers)
            .toList();
    try {
      int[] times = new int[1000];
      Parallelism.commonPool(3).forEach(1000, i -> times[i]++);
      assertThat(times).containsOnly(1);
    } finally {
      end.countDown();
      busy.forEach(ForkJoinTask::join);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Nobody came");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
