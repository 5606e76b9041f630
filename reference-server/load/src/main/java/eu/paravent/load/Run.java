package eu.paravent.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/** One load on one running server: warm-up, measured time, check. */
final class Run {
  private static final Duration TO_ARRIVE = Duration.ofSeconds(30);

  private record Sent(Crowd crowd, long key, long at) {}

  private final Plan plan;
  private final Venue venue;
  private final List<Crowd> crowds = new ArrayList<>();
  private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
  private final LongAdder accepted = new LongAdder();
  private volatile long end = Long.MAX_VALUE;

  Run(Plan plan, Venue venue) {
    this.plan = plan;
    this.venue = venue;
  }

  Report report() throws Exception {
    List<Recipient> recipients = new ArrayList<>();
    ExecutorService senders = Executors.newFixedThreadPool(plan.groups() * plan.senders());
    try (Listening listening = new Listening()) {
      for (int i = 0; i < plan.groups(); i++) {
        Crowd crowd = venue.gather(plan, i);
        crowds.add(crowd);
        recipients.addAll(crowd.recipients());
        // while the next ones gather, these are asked whether they are still there
        listening.to(crowd.recipients());
      }
      long start = System.nanoTime();
      List<Future<?>> sending = new ArrayList<>();
      for (int s = 0; s < plan.senders(); s++) {
        for (Crowd crowd : crowds) {
          int number = sending.size();
          Poster poster = crowd.posters().get(s);
          sending.add(
              senders.submit(
                  () -> {
                    send(crowd, poster, number, start);
                    return number;
                  }));
        }
      }
      pause(plan.warmUp(), listening, sending);
      long from = System.nanoTime();
      long acceptedBefore = accepted.sum();
      long deliveredBefore = delivered(recipients);
      Duration cpuBefore = Consumption.cpu(venue.pid());
      pause(plan.seconds(), listening, sending);
      long to = System.nanoTime();
      double seconds = (to - from) / 1e9;
      long acceptedThen = accepted.sum() - acceptedBefore;
      long deliveredThen = delivered(recipients) - deliveredBefore;
      Duration cpu = Consumption.cpu(venue.pid()).minus(cpuBefore);
      end = to;
      awaitSenders(listening, sending);
      awaitArrival(listening, recipients);
      double[] catchUp = catchUp();
      listening.stop();
      listening.requireWell();
      return new Report(
          acceptedThen / seconds,
          deliveredThen / seconds,
          milliseconds(from, to),
          cpu.toNanos() / 1e3 / Math.max(1, deliveredThen),
          Consumption.rss(venue.pid()) >> 10,
          catchUp[0],
          catchUp[1],
          check());
    } finally {
      end = 0;
      senders.shutdownNow();
      for (Crowd crowd : crowds) {
        for (Poster poster : crowd.posters()) {
          poster.close();
        }
        for (Recipient recipient : crowd.recipients()) {
          recipient.channel().close();
        }
      }
    }
  }

  private void send(Crowd crowd, Poster poster, int number, long start)
      throws IOException, InterruptedException {
    int all = plan.groups() * plan.senders();
    // a sender that is late because of the server counts from when it should have sent
    double every = plan.rate() == 0 ? 0 : 1e9 * all / plan.rate();
    for (long i = 0; ; i++) {
      long due = System.nanoTime();
      if (every > 0) {
        due = start + (long) ((i + (double) number / all) * every);
        long wait = due - System.nanoTime();
        if (wait > 0) {
          Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
        }
      }
      if (System.nanoTime() >= end) {
        return;
      }
      long key = poster.post((int) ((number + i) % Integer.MAX_VALUE));
      accepted.increment();
      sent.add(new Sent(crowd, key, due));
    }
  }

  private static void pause(int seconds, Listening listening, List<Future<?>> sending)
      throws InterruptedException, ExecutionException {
    for (int i = 0; i < seconds * 10; i++) {
      Thread.sleep(100);
      listening.requireWell();
      for (Future<?> each : sending) {
        if (each.isDone()) {
          // before the end there is nothing but a failure
          each.get();
        }
      }
    }
  }

  /** The last message of each is answered, or the run is over: a server may forget one. */
  private static void awaitSenders(Listening listening, List<Future<?>> sending)
      throws InterruptedException, ExecutionException {
    long giveUp = System.nanoTime() + TO_ARRIVE.toNanos();
    for (Future<?> each : sending) {
      while (!each.isDone()) {
        listening.requireWell();
        if (System.nanoTime() > giveUp) {
          throw new IllegalStateException(
              "A message was neither accepted nor refused within " + TO_ARRIVE);
        }
        Thread.sleep(20);
      }
      each.get();
    }
  }

  private static long delivered(List<Recipient> recipients) {
    return recipients.stream().mapToLong(Recipient::delivered).sum();
  }

  private void awaitArrival(Listening listening, List<Recipient> recipients)
      throws InterruptedException {
    long due = sent.size() * (long) plan.online();
    long giveUp = System.nanoTime() + TO_ARRIVE.toNanos();
    while (delivered(recipients) < due && System.nanoTime() < giveUp) {
      listening.requireWell();
      Thread.sleep(20);
    }
  }

  /** All that were away come back at once: messages in a second of all together, and how many. */
  private double[] catchUp() throws Exception {
    List<Callable<Long>> coming =
        crowds.stream()
            .flatMap(crowd -> crowd.absent().stream())
            .limit(plan.absent())
            .map(absent -> (Callable<Long>) absent::catchUp)
            .toList();
    if (coming.isEmpty()) {
      return new double[] {0, 0};
    }
    ExecutorService all = Executors.newFixedThreadPool(coming.size());
    try {
      long start = System.nanoTime();
      long read = 0;
      for (Future<Long> each : all.invokeAll(coming)) {
        read += each.get();
      }
      return new double[] {read / ((System.nanoTime() - start) / 1e9), read};
    } finally {
      all.shutdownNow();
    }
  }

  private double[] milliseconds(long from, long to) {
    long[] latencies =
        sent.stream()
            .filter(each -> each.at() >= from && each.at() < to)
            .flatMapToLong(
                each ->
                    each.crowd().recipients().stream()
                        .mapToLong(recipient -> recipient.at(each.key()) - each.at()))
            .toArray();
    if (latencies.length == 0) {
      throw new IllegalStateException("Nothing was delivered in the measured time");
    }
    Arrays.sort(latencies);
    return new double[] {
      share(latencies, 0.5), share(latencies, 0.95), share(latencies, 0.99),
    };
  }

  private static double share(long[] sorted, double part) {
    return sorted[(int) Math.min(sorted.length - 1, sorted.length * part)] / 1e6;
  }

  /** Whatever was accepted came to everybody, and the same to all. Gaps were seen before. */
  private long check() {
    for (Sent each : sent) {
      for (Recipient recipient : each.crowd().recipients()) {
        if (recipient.at(each.key()) == 0) {
          throw new IllegalStateException(
              "Entry " + each.key() + " was accepted and did not come to all");
        }
      }
    }
    long deliveries = 0;
    for (Crowd crowd : crowds) {
      Recipient one = crowd.recipients().get(0);
      for (Recipient other : crowd.recipients()) {
        if (other.last() != one.last()
            || other.delivered() != one.delivered()
            || other.content() != one.content()) {
          throw new IllegalStateException("Two recipients of a group were told different things");
        }
        deliveries += other.delivered();
      }
    }
    return deliveries;
  }
}
