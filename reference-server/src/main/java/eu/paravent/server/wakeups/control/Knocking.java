package eu.paravent.server.wakeups.control;

import eu.paravent.server.delivery.control.LogGrew;
import eu.paravent.server.delivery.control.LogsGrew;
import eu.paravent.server.problems.control.WithoutMessage;
import eu.paravent.server.requests.control.Attempts;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.settings.control.Setting;
import eu.paravent.server.settings.control.Settings;
import eu.paravent.server.wakeups.entity.WakeUpRows.Due;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Wakes devices for which something waits and that are not connected. What grew here is looked at
 * {@link #DELAY_SECONDS} later, when those that are connected have stored it; everything else, such
 * as what a killed node left, every {@link Setting#WAKE_UP_LOOK_SECONDS}. Costs nothing where no
 * device wants to be woken, and a write of a message never waits for it.
 */
@ApplicationScoped
public class Knocking {
  private static final int DELAY_SECONDS = 2, WANTED_SECONDS = 10;

  /** At once, on this node. */
  private static final int KNOCKS = 16;

  private static final int GROUPS_AT_ONCE = 200, GROUPS_MOST = 100_000;

  private static final Logger LOG = System.getLogger(Knocking.class.getName());

  @Resource ManagedScheduledExecutorService scheduler;
  @Resource ManagedThreadFactory threads;
  @Inject WakeUpLedger ledger;
  @Inject Presence presence;
  @Inject Channels channels;
  @Inject ServerClock clock;
  @Inject Settings settings;

  /** When what is not looked at yet began. */
  private final Map<String, Instant> grown = new ConcurrentHashMap<>();

  private final Semaphore free = new Semaphore(KNOCKS);
  private @Nullable ExecutorService knocking;
  private @Nullable ScheduledFuture<?> rounds;
  private long round;
  private long lookSeconds = 1;

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    if (settings.text(Setting.WAKE_UP_ADDRESSES).filter("none"::equals).isPresent()) {
      return;
    }
    lookSeconds = settings.number(Setting.WAKE_UP_LOOK_SECONDS);
    knocking = Executors.newFixedThreadPool(KNOCKS, threads);
    rounds = scheduler.scheduleWithFixedDelay(this::round, 1, 1, TimeUnit.SECONDS);
  }

  void grew(@Observes(during = TransactionPhase.AFTER_SUCCESS) LogsGrew appended) {
    if (presence.isWanted()) {
      for (LogGrew event : appended.events()) {
        // beyond that the next look finds them
        if (grown.size() < GROUPS_MOST) {
          grown.putIfAbsent(event.groupId(), clock.now());
        }
      }
    }
  }

  private void round() {
    try {
      long now = round++;
      if (now % WANTED_SECONDS == 0) {
        presence.askAgain();
      }
      if (presence.isWanted()) {
        presence.write(clock.now());
        wakeForWhatGrew();
        if (now % lookSeconds == 0) {
          knock(ledger.claim(free.availablePermits()));
        }
      }
    } catch (RuntimeException e) {
      // a task that throws is never run again
      if (Attempts.databaseAway(e)) {
        LOG.log(Level.DEBUG, "Nobody can be woken: the database is away");
      } else {
        LOG.log(Level.WARNING, "A look for devices to wake failed", WithoutMessage.of(e));
      }
    }
  }

  private void wakeForWhatGrew() {
    Instant before = clock.now().minusSeconds(DELAY_SECONDS);
    while (free.availablePermits() > 0) {
      List<String> groups =
          grown.entrySet().stream()
              .filter(entry -> entry.getValue().isBefore(before))
              .map(Map.Entry::getKey)
              .limit(GROUPS_AT_ONCE)
              .toList();
      if (groups.isEmpty()) {
        return;
      }
      int most = free.availablePermits();
      // before they are looked at: what grows from now on is looked at again
      groups.forEach(grown::remove);
      List<Due> claimed = ledger.claim(groups, most);
      if (claimed.size() == most) {
        groups.forEach(group -> grown.putIfAbsent(group, before.minusMillis(1)));
      }
      knock(claimed);
    }
  }

  private void knock(List<Due> claimed) {
    ExecutorService executor = knocking;
    for (Due due : claimed) {
      free.acquireUninterruptibly();
      if (executor == null) {
        throw new IllegalStateException("Not started");
      }
      executor.execute(() -> wake(due));
    }
  }

  private void wake(Due due) {
    try {
      ledger.note(due, channels.wake(due.kind(), due.endpoint()));
    } catch (RuntimeException e) {
      // the claim runs out, and it is tried again
      LOG.log(Level.DEBUG, "A device could not be woken", WithoutMessage.of(e));
    } finally {
      free.release();
    }
  }

  @PreDestroy
  void stop() {
    if (rounds != null) {
      rounds.cancel(false);
    }
    if (knocking != null) {
      knocking.shutdownNow();
    }
  }
}
