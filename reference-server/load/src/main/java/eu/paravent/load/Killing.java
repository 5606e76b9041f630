package eu.paravent.load;

import eu.paravent.protocol.Json;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.delivery.LogPage;
import eu.paravent.testkit.contract.Crew;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/**
 * Senders that never stop while something is killed under them, again and again; each sends the
 * same again under its key until it is accepted. At the end the log is compared with what they were
 * told.
 */
final class Killing {
  private static final int LEAST_MILLIS = 500, MOST_MILLIS = 1_500, AGAIN_MILLIS = 50;
  private static final long PATIENCE_NANOS = 180_000_000_000L;

  private final ParaventVenue venue;
  private final List<byte[]> messages;
  private final Crew crew;
  private final Map<Long, Integer> accepted = new ConcurrentHashMap<>();
  private final LongAdder answers = new LongAdder();
  private final LongAdder repeated = new LongAdder();
  private volatile boolean end;

  Killing(ParaventVenue venue, Plan plan) throws Exception {
    this.venue = venue;
    crew = venue.crew(plan.members());
    messages = ParaventVenue.messages(crew, plan.size(), 0);
  }

  /** What is killed, and started again on its data. */
  @FunctionalInterface
  interface Victim {
    void killAndStart() throws Exception;
  }

  /**
   * @param lost accepted and not in the log, or there with another content
   * @param doubled in the log more often than they were accepted
   */
  record Outcome(int kills, long accepted, long repeated, long lost, long doubled) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d kills in mid-load, %d messages accepted (%d sent again): %d lost, %d doubled",
          kills,
          accepted,
          repeated,
          lost,
          doubled);
    }
  }

  Outcome run(int kills, int senders, Victim victim) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(senders);
    SplittableRandom random = new SplittableRandom();
    try {
      List<Future<?>> sending = new ArrayList<>();
      for (int i = 0; i < senders; i++) {
        int number = i;
        sending.add(
            threads.submit(
                () -> {
                  send(number);
                  return number;
                }));
      }
      for (int i = 0; i < kills; i++) {
        awaitMore(sending);
        Thread.sleep(random.nextInt(LEAST_MILLIS, MOST_MILLIS));
        victim.killAndStart();
      }
      awaitMore(sending);
      end = true;
      for (Future<?> each : sending) {
        each.get();
      }
    } finally {
      end = true;
      threads.shutdownNow();
    }
    return compare(kills);
  }

  private void send(int number) throws IOException, InterruptedException {
    String token = crew.tokens().get(number % crew.tokens().size());
    for (int i = number; !end; i++) {
      int index = i % messages.size();
      String key = Sender.newKey();
      long giveUp = System.nanoTime() + PATIENCE_NANOS;
      try (Again again = new Again(token)) {
        while (!again.accepted(index, key)) {
          if (System.nanoTime() > giveUp) {
            throw new IOException("Nothing was accepted any more", again.last);
          }
          repeated.increment();
          Thread.sleep(AGAIN_MILLIS);
        }
      }
    }
  }

  /** A connection that may break. */
  private final class Again implements AutoCloseable {
    private final String token;
    private Sender sender;
    private IOException last = new IOException("Not tried");

    @SuppressWarnings("NullAway.Init") // opened when it is needed
    Again(String token) {
      this.token = token;
    }

    boolean accepted(int index, String key) {
      try {
        if (sender == null) {
          sender = new Sender(venue.server().uri(), token, crew.groupId(), messages);
        }
        long sequence = sender.send(messages.get(index), key).sequence();
        accepted.put(sequence, index);
        answers.increment();
        return true;
      } catch (IOException e) {
        last = e;
        close();
        return false;
      }
    }

    @Override
    @SuppressWarnings("NullAway") // opened again when it is needed
    public void close() {
      try {
        if (sender != null) {
          sender.close();
        }
      } catch (IOException e) {
        // broken, which is what was done to it
      }
      sender = null;
    }
  }

  private void awaitMore(List<Future<?>> sending) throws Exception {
    long before = answers.sum();
    long giveUp = System.nanoTime() + PATIENCE_NANOS;
    while (answers.sum() < before + sending.size()) {
      if (System.nanoTime() > giveUp) {
        throw new IllegalStateException("Nothing was accepted any more");
      }
      for (Future<?> each : sending) {
        if (each.isDone()) {
          each.get();
        }
      }
      Thread.sleep(10);
    }
  }

  private Outcome compare(int kills) throws IOException {
    Set<Long> found = new HashSet<>();
    long lost = 0;
    // the commit by which all joined
    long at = 1;
    try (Asking asking = new Asking(venue.server().uri(), crew.tokens().get(0))) {
      LogPage page;
      do {
        page = Json.read(LogPage.class, asking.log(crew.groupId(), at, Limits.PAGE_MOST));
        for (LogEntry entry : page.entries()) {
          if (entry.sequence() != ++at) {
            throw new IllegalStateException("The log has a gap before " + entry.sequence());
          }
          found.add(at);
          Integer index = accepted.get(at);
          if (index != null && !Arrays.equals(entry.message(), messages.get(index))) {
            lost++;
          }
        }
      } while (at < page.head());
    }
    lost += accepted.keySet().stream().filter(sequence -> !found.contains(sequence)).count();
    // told the same number for two writes
    lost += answers.sum() - accepted.size();
    return new Outcome(kills, answers.sum(), repeated.sum(), lost, found.size() - accepted.size());
  }
}
