package eu.paravent.server.delivery.control;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.delivery.Accepted;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.problems.control.WithoutMessage;
import eu.paravent.server.requests.control.Attempts;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the messages that come while a transaction is under way and appends them with the next
 * one. The more there is to do, the less each costs; a single message waits for nobody. Who sends
 * waits for the commit: nothing is answered or told before. Thread-safe.
 */
@ApplicationScoped
public class Appender {
  private static final int DRAFTS_MOST = 256;
  private static final long BYTES_MOST = 8L << 20;

  /** How long a group that somebody else has is tried again, and with which pause. */
  private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long PAUSE_MILLIS = 3, PATIENCE_SECONDS = 60, END_MILLIS = 3_000;
  private static final Logger LOG = System.getLogger(Appender.class.getName());

  @Resource ManagedThreadFactory threads;
  @Inject GroupCommit commit;
  @Inject Event<LogsGrew> grown;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private @Nullable Thread running;
  private boolean stopped;

  /** Empty where it has to be tried alone. */
  private record Waiting(Draft draft, long since, CompletableFuture<Optional<Accepted>> outcome) {}

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    Thread thread = threads.newThread(this::run);
    thread.setName("paravent-appends");
    thread.start();
    running = thread;
  }

  /**
   * Returns once it is durable, and its followers hear of it. Empty where the caller has to do it
   * in a transaction of its own: somebody else holds the group, there is no such group, or the
   * database took nothing of what came together.
   */
  Optional<Accepted> append(Draft draft) {
    Waiting mine = new Waiting(draft, System.nanoTime(), new CompletableFuture<>());
    synchronized (waiting) {
      if (stopped) {
        throw stops();
      }
      waiting.add(mine);
      waiting.notifyAll();
    }
    try {
      return mine.outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw Refusal.of(
          ProblemCode.UNAVAILABLE, "The server's database is slow. Send the same again.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stops();
    }
  }

  private static Refusal stops() {
    return Refusal.of(ProblemCode.UNAVAILABLE, "This server stops. Send the same again.");
  }

  private void run() {
    try {
      List<Waiting> busy = List.of();
      for (List<Waiting> batch = take(busy); !batch.isEmpty(); batch = take(busy)) {
        busy = append(batch);
      }
    } catch (InterruptedException e) {
      // the server stops
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Those that found their group in other hands, and then whatever has come, in its order. Nothing
   * once the server stops.
   */
  private List<Waiting> take(List<Waiting> busy) throws InterruptedException {
    List<Waiting> batch = new ArrayList<>(busy);
    synchronized (waiting) {
      if (waiting.isEmpty() && !busy.isEmpty()) {
        waiting.wait(PAUSE_MILLIS);
      }
      while (waiting.isEmpty() && busy.isEmpty() && !stopped) {
        waiting.wait();
      }
      long bytes = 0;
      while (!waiting.isEmpty() && batch.size() < DRAFTS_MOST && bytes < BYTES_MOST) {
        Waiting next = waiting.remove();
        bytes += next.draft.message().length;
        batch.add(next);
      }
    }
    return batch;
  }

  /** Those that are to be tried again with the next ones. */
  private List<Waiting> append(List<Waiting> batch) {
    List<GroupCommit.Outcome> outcomes;
    try {
      outcomes = commit.append(batch.stream().map(Waiting::draft).toList());
    } catch (RuntimeException e) {
      batch.forEach(each -> failed(each, e));
      return List.of();
    }
    List<Waiting> busy = new ArrayList<>();
    List<LogGrew> events = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      if (outcomes.get(i) instanceof GroupCommit.Outcome.Kept kept && kept.entry().isPresent()) {
        events.add(LogGrew.by(batch.get(i).draft.groupId(), kept.entry().get()));
      }
    }
    // told first: who hears that it was accepted may count on that the others hear of it; and all
    // at once, so that nobody is told of the first one alone
    if (!events.isEmpty()) {
      tell(new LogsGrew(events));
    }
    for (int i = 0; i < batch.size(); i++) {
      Waiting each = batch.get(i);
      GroupCommit.Outcome outcome = outcomes.get(i);
      if (outcome instanceof GroupCommit.Outcome.Kept kept) {
        each.outcome.complete(Optional.of(kept.accepted()));
      } else if (outcome instanceof GroupCommit.Outcome.Refused refused) {
        each.outcome.completeExceptionally(refused.refusal());
      } else if (outcome instanceof GroupCommit.Outcome.Busy
          && System.nanoTime() - each.since < BUSY_NANOS) {
        busy.add(each);
      } else {
        each.outcome.complete(Optional.empty());
      }
    }
    return busy;
  }

  /** Whatever one of them did to all, does it to itself alone when it is tried alone. */
  private static void failed(Waiting each, RuntimeException cause) {
    if (Attempts.databaseAway(cause)) {
      each.outcome.completeExceptionally(cause);
    } else {
      LOG.log(Level.DEBUG, "Messages are appended one by one", WithoutMessage.of(cause));
      each.outcome.complete(Optional.empty());
    }
  }

  private void tell(LogsGrew appended) {
    try {
      grown.fire(appended);
    } catch (RuntimeException e) {
      // they are in the log, and who misses them finds them there
      LOG.log(Level.WARNING, "Entries could not be told", WithoutMessage.of(e));
    }
  }

  @PreDestroy
  void stop() {
    List<Waiting> left;
    synchronized (waiting) {
      stopped = true;
      left = new ArrayList<>(waiting);
      waiting.clear();
      // not interrupted: H2 closes the database under a thread that is interrupted while it writes
      waiting.notifyAll();
    }
    left.forEach(each -> each.outcome.completeExceptionally(stops()));
    Thread thread = running;
    if (thread != null) {
      try {
        thread.join(END_MILLIS);
      } catch (InterruptedException e) {
        // whoever stops the server is in a hurry
        Thread.currentThread().interrupt();
      }
    }
  }
}
