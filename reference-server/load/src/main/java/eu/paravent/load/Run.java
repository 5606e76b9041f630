package eu.paravent.load;

import eu.paravent.client.internal.delivery.JdkTransport;
import eu.paravent.mls.MlsException;
import eu.paravent.protocol.delivery.Accepted;
import eu.paravent.testkit.contract.Crew;
import eu.paravent.testkit.contract.ServerUnderTest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/** One load on one running server: warm-up, measured time, check. */
final class Run {
  /** Made beforehand for each group, sent again and again: what is in them is sealed. */
  private static final int MESSAGES = 64;

  private static final Duration TO_ARRIVE = Duration.ofSeconds(30);

  private record Crowd(Crew crew, List<byte[]> messages, List<Recipient> recipients) {}

  private record Sent(Crowd crowd, long sequence, long at) {}

  private final Plan plan;
  private final URI server;
  private final long pid;
  private final List<Crowd> crowds = new ArrayList<>();
  private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
  private final LongAdder accepted = new LongAdder();
  private volatile long end = Long.MAX_VALUE;

  Run(Plan plan, URI server, long pid) {
    this.plan = plan;
    this.server = server;
    this.pid = pid;
  }

  Report report(String registrationToken) throws Exception {
    ServerUnderTest target =
        new ServerUnderTest(
            server.toString(),
            registrationToken,
            InstantSource.system(),
            () -> new JdkTransport(server));
    for (int i = 0; i < plan.groups(); i++) {
      crowds.add(gather(target, i));
    }
    List<Recipient> recipients = crowds.stream().flatMap(c -> c.recipients().stream()).toList();
    ExecutorService senders = Executors.newFixedThreadPool(plan.groups() * plan.senders());
    try (Listening listening = new Listening(recipients)) {
      long start = System.nanoTime();
      List<Future<?>> sending = new ArrayList<>();
      for (int s = 0; s < plan.senders(); s++) {
        for (Crowd crowd : crowds) {
          int number = sending.size();
          sending.add(
              senders.submit(
                  () -> {
                    send(crowd, number, start);
                    return number;
                  }));
        }
      }
      pause(plan.warmUp(), listening);
      long from = System.nanoTime();
      long acceptedBefore = accepted.sum();
      long deliveredBefore = delivered(recipients);
      Duration cpuBefore = Consumption.cpu(pid);
      pause(plan.seconds(), listening);
      long to = System.nanoTime();
      double seconds = (to - from) / 1e9;
      long acceptedThen = accepted.sum() - acceptedBefore;
      long deliveredThen = delivered(recipients) - deliveredBefore;
      Duration cpu = Consumption.cpu(pid).minus(cpuBefore);
      end = to;
      for (Future<?> each : sending) {
        each.get();
      }
      awaitArrival(listening, recipients);
      listening.stop();
      listening.requireWell();
      return new Report(
          acceptedThen / seconds,
          deliveredThen / seconds,
          milliseconds(from, to),
          cpu.toNanos() / 1e3 / Math.max(1, deliveredThen),
          Consumption.rss(pid),
          check());
    } finally {
      end = 0;
      senders.shutdownNow();
      for (Recipient recipient : recipients) {
        recipient.channel().close();
      }
    }
  }

  private Crowd gather(ServerUnderTest target, int number) throws MlsException, IOException {
    Crew crew = Crew.gather(target, plan.members());
    SplittableRandom random = new SplittableRandom(number);
    List<byte[]> messages = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      byte[] text = new byte[plan.size()];
      random.nextBytes(text);
      messages.add(crew.message(text));
    }
    List<Recipient> recipients = new ArrayList<>();
    for (String token : crew.tokens().subList(0, plan.online())) {
      recipients.add(Recipient.connect(server, token));
    }
    return new Crowd(crew, messages, recipients);
  }

  private void send(Crowd crowd, int number, long start) throws IOException, InterruptedException {
    List<String> tokens = crowd.crew().tokens();
    int all = plan.groups() * plan.senders();
    // a sender that is late because of the server counts from when it should have sent
    double every = plan.rate() == 0 ? 0 : 1e9 * all / plan.rate();
    try (Sender sender =
        new Sender(server, tokens.get(number % tokens.size()), crowd.crew().groupId())) {
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
        Accepted answer =
            sender.send(crowd.messages().get((int) ((number + i) % MESSAGES)), Sender.newKey());
        accepted.increment();
        sent.add(new Sent(crowd, answer.sequence(), due));
      }
    }
  }

  private static void pause(int seconds, Listening listening) throws InterruptedException {
    for (int i = 0; i < seconds * 10; i++) {
      Thread.sleep(100);
      listening.requireWell();
    }
  }

  private static long delivered(List<Recipient> recipients) {
    return recipients.stream().mapToLong(Recipient::delivered).sum();
  }

  private void awaitArrival(Listening listening, List<Recipient> recipients)
      throws InterruptedException, ExecutionException {
    long due = sent.size() * (long) plan.online();
    long giveUp = System.nanoTime() + TO_ARRIVE.toNanos();
    while (delivered(recipients) < due && System.nanoTime() < giveUp) {
      listening.requireWell();
      Thread.sleep(20);
    }
  }

  private double[] milliseconds(long from, long to) {
    long[] latencies =
        sent.stream()
            .filter(each -> each.at() >= from && each.at() < to)
            .flatMapToLong(
                each ->
                    each.crowd().recipients().stream()
                        .mapToLong(recipient -> recipient.at(each.sequence()) - each.at()))
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
        if (recipient.at(each.sequence()) == 0) {
          throw new IllegalStateException(
              "Entry " + each.sequence() + " was accepted and did not come to all");
        }
      }
    }
    long deliveries = 0;
    for (Crowd crowd : crowds) {
      Recipient one = crowd.recipients().get(0);
      for (Recipient other : crowd.recipients()) {
        if (other.last() != one.last() || other.content() != one.content()) {
          throw new IllegalStateException("Two recipients of a group were told different things");
        }
        deliveries += other.delivered();
      }
    }
    return deliveries;
  }
}
