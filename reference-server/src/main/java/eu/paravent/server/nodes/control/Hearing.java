package eu.paravent.server.nodes.control;

import eu.paravent.server.delivery.control.GroupFounding;
import eu.paravent.server.delivery.control.Missed;
import eu.paravent.server.delivery.control.Signals;
import eu.paravent.server.delivery.control.WakeUps;
import eu.paravent.server.nodes.control.News.Grown;
import eu.paravent.server.nodes.entity.Listening;
import eu.paravent.server.nodes.entity.NewsChannel;
import eu.paravent.server.nodes.entity.NewsChannel.BrokenException;
import eu.paravent.server.sessions.control.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Hears of what happens on other nodes, and makes up for what it does not hear: after each pause in
 * listening, and every now and then, it compares with the database.
 */
@ApplicationScoped
public class Hearing {
  private static final Logger LOG = System.getLogger(Hearing.class.getName());
  private static final Duration TURN = Duration.ofSeconds(1);
  private static final long SOON = Duration.ofSeconds(2).toNanos();
  private static final long ALIVE = Duration.ofSeconds(10).toNanos();

  @Inject NewsChannel channel;
  @Inject Neighbours neighbours;
  @Inject Missed missed;
  @Inject @Any Instance<WakeUps> wakeUps;

  /** On the caller's thread until it is told to stop. */
  void hear(String node, long lookSeconds, BooleanSupplier stopped) throws InterruptedException {
    boolean away = false;
    while (!stopped.getAsBoolean()) {
      try (Listening listening = channel.listen()) {
        if (away) {
          LOG.log(Level.INFO, "Other nodes are heard again");
          away = false;
        }
        neighbours.heard();
        listen(listening, node, Duration.ofSeconds(lookSeconds).toNanos(), stopped);
      } catch (BrokenException | RuntimeException e) {
        if (stopped.getAsBoolean()) {
          return;
        }
        neighbours.deaf();
        if (!away) {
          LOG.log(
              Level.WARNING,
              "Other nodes are not heard until the database is back; tried again every second: {0}",
              e.getMessage());
          away = true;
        }
        Thread.sleep(TURN.toMillis());
      }
    }
  }

  private void listen(Listening listening, String node, long pause, BooleanSupplier stopped)
      throws BrokenException {
    long lookAt = System.nanoTime();
    // what was committed right before may still be on its way here: looked at once more
    boolean settled = false;
    long heardAt = lookAt;
    while (!stopped.getAsBoolean()) {
      long now = System.nanoTime();
      if (now - lookAt >= 0) {
        channel.send(List.of(Neighbours.alive(node)));
        boolean soon = look();
        lookAt = System.nanoTime() + (soon || !settled ? Math.min(SOON, pause) : pause);
        settled = true;
      }
      List<String> payloads = listening.next(TURN);
      if (!payloads.isEmpty()) {
        heardAt = System.nanoTime();
        payloads.forEach(payload -> neighbours.heardFrom(node, payload));
        take(payloads.stream().flatMap(each -> News.unpack(node, each).stream()).toList());
      } else if (System.nanoTime() - heardAt > ALIVE) {
        listening.requireAlive();
        heardAt = System.nanoTime();
      }
    }
  }

  private boolean look() {
    boolean soon = false;
    for (WakeUps each : wakeUps) {
      soon |= each.lookAgain();
    }
    return soon;
  }

  private void take(List<News> news) {
    Map<String, Long> grown = new LinkedHashMap<>();
    for (News each : news) {
      if (each instanceof News.Signal signal) {
        tell(new Signals.Signalled(signal.groupId(), signal.sender(), signal.message()));
      } else if (each instanceof News.Founded founded) {
        GroupFounding.Founded event =
            new GroupFounding.Founded(founded.groupId(), founded.deviceId());
        wakeUps.forEach(wakeUp -> wakeUp.tell(event));
      } else if (each instanceof News.Ended ended) {
        Sessions.Ended event = new Sessions.Ended(ended.tokenHash());
        wakeUps.forEach(wakeUp -> wakeUp.tell(event));
      } else if (each instanceof Grown entry) {
        grown.merge(entry.groupId(), entry.sequence(), Math::max);
        if (entry.commit()) {
          // those that it brings in may be connected here while nobody else of the group is
          missed
              .at(entry.groupId(), entry.sequence())
              .ifPresent(event -> wakeUps.forEach(wakeUp -> wakeUp.tell(List.of(event))));
        }
      }
    }
    grown.forEach((group, sequence) -> wakeUps.forEach(wakeUp -> wakeUp.moved(group, sequence)));
  }

  private void tell(Signals.Signalled event) {
    wakeUps.forEach(wakeUp -> wakeUp.tell(event));
  }
}
