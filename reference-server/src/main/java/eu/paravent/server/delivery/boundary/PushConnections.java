package eu.paravent.server.delivery.boundary;

import eu.paravent.protocol.Json;
import eu.paravent.protocol.delivery.PushFrame;
import eu.paravent.server.delivery.control.GroupFounding;
import eu.paravent.server.delivery.control.LogGrew;
import eu.paravent.server.delivery.control.Signals;
import eu.paravent.server.delivery.control.WakeUps;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.sessions.control.Sessions;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections of this node, found by device and by group. Holds nothing that is not in the
 * database too: when the node goes, the clients reconnect to another.
 */
@ApplicationScoped
public class PushConnections implements WakeUps {
  /** Seconds between two pings; twice as long without an answer is the end. */
  private static final long SILENCE = 30;

  private final Set<PushConnection> all = ConcurrentHashMap.newKeySet();
  private final Map<String, Set<PushConnection>> byDevice = new ConcurrentHashMap<>();
  private final Map<String, Set<PushConnection>> byGroup = new ConcurrentHashMap<>();

  @Resource ManagedScheduledExecutorService scheduler;
  @Inject ServerClock clock;
  private @Nullable ScheduledFuture<?> ticking;
  private long ticks;

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    ticking = scheduler.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  private void tick() {
    Instant now = clock.now();
    boolean ping = ++ticks % SILENCE == 0;
    for (PushConnection connection : all) {
      connection.tick(now, SILENCE);
      if (ping) {
        connection.ping();
      }
    }
  }

  void opened(PushConnection connection) {
    all.add(connection);
  }

  /** From now on it hears of its device's joins and removals. */
  void signedIn(PushConnection connection, String deviceId) {
    add(byDevice, deviceId, connection);
  }

  void follow(PushConnection connection, List<String> groups) {
    for (String group : connection.follow(groups)) {
      add(byGroup, group, connection);
      if (!connection.follows(group)) {
        // Removed between the two lines.
        remove(byGroup, group, connection);
      }
    }
  }

  void closed(PushConnection connection) {
    all.remove(connection);
    String device = connection.deviceId();
    if (device != null) {
      remove(byDevice, device, connection);
    }
    connection.groups().forEach(group -> remove(byGroup, group, connection));
  }

  @Override
  public void tell(LogGrew event) {
    Set<PushConnection> followers = byGroup.getOrDefault(event.groupId(), Set.of());
    if (!followers.isEmpty()) {
      String frame = text(PushFrame.entry(event.groupId(), event.entry()));
      followers.forEach(connection -> connection.send(frame));
    }
    event.removed().forEach(device -> ofDevice(device).forEach(c -> leave(c, event.groupId())));
    event.joined().forEach(device -> ofDevice(device).forEach(c -> join(c, event.groupId())));
    event
        .welcomes()
        .forEach(
            (device, welcome) -> {
              Collection<PushConnection> connections = ofDevice(device);
              if (!connections.isEmpty()) {
                String frame = text(PushFrame.welcome(welcome));
                connections.forEach(connection -> connection.send(frame));
              }
            });
  }

  void signalled(@Observes(during = TransactionPhase.AFTER_SUCCESS) Signals.Signalled event) {
    String frame = text(PushFrame.signal(event.groupId(), event.message()));
    for (PushConnection connection : byGroup.getOrDefault(event.groupId(), Set.of())) {
      if (!event.sender().equals(connection.deviceId())) {
        connection.offer(frame);
      }
    }
  }

  void founded(@Observes(during = TransactionPhase.AFTER_SUCCESS) GroupFounding.Founded event) {
    ofDevice(event.deviceId()).forEach(connection -> join(connection, event.groupId()));
  }

  void sessionEnded(@Observes(during = TransactionPhase.AFTER_SUCCESS) Sessions.Ended event) {
    for (PushConnection connection : all) {
      if (connection.usesToken(event.tokenHash())) {
        connection.close(PushConnection.NOT_SIGNED_IN, "Signed out");
      }
    }
  }

  private void join(PushConnection connection, String group) {
    connection.join(group);
    add(byGroup, group, connection);
  }

  private void leave(PushConnection connection, String group) {
    connection.leave(group);
    remove(byGroup, group, connection);
  }

  private Collection<PushConnection> ofDevice(String deviceId) {
    return byDevice.getOrDefault(deviceId, Set.of());
  }

  private static void add(
      Map<String, Set<PushConnection>> index, String key, PushConnection connection) {
    index.compute(
        key,
        (k, set) -> {
          Set<PushConnection> connections = set == null ? ConcurrentHashMap.newKeySet() : set;
          connections.add(connection);
          return connections;
        });
  }

  private static void remove(
      Map<String, Set<PushConnection>> index, String key, PushConnection connection) {
    index.computeIfPresent(
        key,
        (k, set) -> {
          set.remove(connection);
          return set.isEmpty() ? null : set;
        });
  }

  static String text(PushFrame frame) {
    return new String(Json.write(frame), StandardCharsets.UTF_8);
  }

  @PreDestroy
  void stop() {
    if (ticking != null) {
      ticking.cancel(false);
    }
    for (PushConnection connection : all) {
      connection.close(CloseReason.CloseCodes.SERVICE_RESTART, "The server stops; reconnect");
    }
  }
}
