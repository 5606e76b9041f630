package eu.paravent.server.delivery.boundary;

import eu.paravent.protocol.delivery.PushFrame;
import eu.paravent.server.delivery.control.Connected;
import eu.paravent.server.delivery.control.GroupFounding;
import eu.paravent.server.delivery.control.LogGrew;
import eu.paravent.server.delivery.control.Memberships;
import eu.paravent.server.delivery.control.Missed;
import eu.paravent.server.delivery.control.Signals;
import eu.paravent.server.delivery.control.WakeUps;
import eu.paravent.server.metrics.control.Meters;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.sessions.control.Sessions;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The connections of this node, found by device and by group. Holds nothing that is not in the
 * database too: when the node goes, the clients reconnect to another.
 *
 * <p>Whoever follows a group is told all of it from then on, in order; what came before, the client
 * asks for once it is ready.
 */
@ApplicationScoped
public class PushConnections implements WakeUps, Connected {
  /** Seconds between two pings, and within which each is to be answered. */
  private static final long SILENCE = 30;

  /** Devices or sessions in one query. */
  private static final int AT_ONCE = 500;

  private static final Logger LOG = System.getLogger(PushConnections.class.getName());

  private final Set<PushConnection> all = ConcurrentHashMap.newKeySet();
  private final Map<String, Set<PushConnection>> byDevice = new ConcurrentHashMap<>();
  private final Map<String, Followers> byGroup = new ConcurrentHashMap<>();

  /** A new follower waits no longer than that for what was there before it. */
  private static final long SETTLED_SECONDS = 5;

  private final List<Teller> tellers =
      Stream.generate(() -> new Teller(this::grown))
          .limit(Math.max(1, Runtime.getRuntime().availableProcessors() / 2))
          .toList();

  @Resource ManagedScheduledExecutorService scheduler;
  @Resource ManagedThreadFactory threads;
  @Resource ManagedExecutorService executor;
  @Inject Missed missed;
  @Inject Memberships memberships;
  @Inject Sessions sessions;
  @Inject ServerClock clock;
  @Inject Meters meters;
  private @Nullable ScheduledFuture<?> ticking;
  private long ticks;

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    meters.watch("paravent.push.connections", "Open push connections", all::size);
    meters.watch(
        "paravent.push.backlog.frames",
        "Frames that wait for slow readers",
        () -> all.stream().mapToInt(PushConnection::backlog).sum());
    for (Teller teller : tellers) {
      Thread thread = threads.newThread(teller);
      thread.setName("paravent-tells-followers");
      thread.start();
    }
    ticking = scheduler.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  private void tick() {
    Instant now = clock.now();
    boolean ping = ++ticks % SILENCE == 0;
    for (PushConnection connection : all) {
      connection.tick(now, SILENCE);
      if (ping) {
        connection.ping(now);
      }
    }
    readWhatIsWaitedFor();
  }

  void opened(PushConnection connection) {
    all.add(connection);
  }

  /** From now on it hears of its device's joins and removals. */
  void signedIn(PushConnection connection, String deviceId) {
    byDevice.compute(
        deviceId,
        (id, present) -> {
          Set<PushConnection> connections =
              present == null ? ConcurrentHashMap.newKeySet() : present;
          connections.add(connection);
          return connections;
        });
  }

  void follow(PushConnection connection, List<String> groups) {
    for (String group : connection.follow(groups)) {
      add(connection, group, Followers.fromAnywhere());
      if (!connection.follows(group)) {
        // Removed between the two lines.
        remove(connection, group);
      }
    }
  }

  /** What came before is asked for by those that follow from now on. */
  void startAfter(Map<String, Long> heads) {
    heads.forEach(
        (group, head) -> {
          Followers followers = byGroup.get(group);
          if (followers != null) {
            followers.startAfter(head);
          }
        });
  }

  void closed(PushConnection connection) {
    all.remove(connection);
    String device = connection.deviceId();
    if (device != null) {
      byDevice.computeIfPresent(
          device,
          (id, connections) -> {
            connections.remove(connection);
            return connections.isEmpty() ? null : connections;
          });
    }
    connection.groups().forEach(group -> remove(connection, group));
  }

  @Override
  public void tell(List<LogGrew> events) {
    events.stream()
        .collect(Collectors.groupingBy(event -> teller(event.groupId())))
        .forEach(Teller::tell);
  }

  private Teller teller(String groupId) {
    return tellers.get(Math.floorMod(groupId.hashCode(), tellers.size()));
  }

  /** So that nobody who follows from now on is told what was there before. */
  void settle() throws InterruptedException {
    for (Teller teller : tellers) {
      teller.settled(SETTLED_SECONDS);
    }
  }

  private void grown(String group, List<LogGrew> events) {
    Followers followers = byGroup.get(group);
    if (followers == null) {
      events.forEach(this::happened);
    } else {
      followers.hear(events, this::happened);
    }
  }

  /** Up to each change of who follows they are told together. */
  private void happened(Followers followers, List<LogGrew> events) {
    int from = 0;
    for (int i = 0; i < events.size(); i++) {
      if (changesFollowers(events.get(i)) || i == events.size() - 1) {
        List<LogGrew> some = events.subList(from, i + 1);
        Told told = new Told(some.get(0).groupId(), some.stream().map(LogGrew::entry).toList());
        followers.forEach(connection -> connection.send(told));
        some.forEach(this::happened);
        from = i + 1;
      }
    }
  }

  private static boolean changesFollowers(LogGrew event) {
    return !event.joined().isEmpty() || !event.removed().isEmpty() || !event.welcomes().isEmpty();
  }

  private void happened(LogGrew event) {
    String group = event.groupId();
    event.removed().forEach(device -> ofDevice(device).forEach(c -> leave(c, group)));
    event
        .joined()
        .forEach(device -> ofDevice(device).forEach(c -> join(c, group, event.entry().sequence())));
    event
        .welcomes()
        .forEach(
            (device, welcome) -> {
              Collection<PushConnection> connections = ofDevice(device);
              if (!connections.isEmpty()) {
                String frame = Told.text(PushFrame.welcome(welcome));
                connections.forEach(connection -> connection.send(frame));
              }
            });
  }

  @Override
  public void tell(Signals.Signalled event) {
    teller(event.groupId()).then(() -> happened(event));
  }

  private void happened(Signals.Signalled event) {
    Followers followers = byGroup.get(event.groupId());
    if (followers != null) {
      String frame = Told.text(PushFrame.signal(event.groupId(), event.message()));
      followers.forEach(
          connection -> {
            if (!event.sender().equals(connection.deviceId())) {
              connection.offer(frame);
            }
          });
    }
  }

  @Override
  public void tell(GroupFounding.Founded event) {
    ofDevice(event.deviceId()).forEach(connection -> join(connection, event.groupId(), 0));
  }

  @Override
  public void tell(Sessions.Ended event) {
    for (PushConnection connection : all) {
      if (connection.usesToken(event.tokenHash())) {
        connection.close(PushConnection.NOT_SIGNED_IN, "Signed out");
      }
    }
  }

  @Override
  public void moved(String groupId, long sequence) {
    Followers followers = byGroup.get(groupId);
    if (followers != null && followers.behind(sequence)) {
      // in turn with who reads already: that one may have looked before this entry was there
      followers.reading().lock();
      try {
        if (followers.behind(sequence)) {
          read(groupId, followers);
        }
      } finally {
        followers.reading().unlock();
      }
    }
  }

  /** From where they were told to the end of the log. */
  private void read(String groupId, Followers followers) {
    Missed.Part part;
    do {
      part = missed.after(groupId, followers.told());
      if (!part.events().isEmpty()) {
        followers.skipTo(part.events().get(0).entry().sequence() - 1);
      }
      followers.hear(part.events(), this::happened);
    } while (part.more());
  }

  /** What overtook an entry that did not come within a second. */
  private void readWhatIsWaitedFor() {
    byGroup.forEach(
        (group, followers) -> {
          if (followers.waiting()) {
            executor.execute(() -> readIfNobodyDoes(group, followers));
          }
        });
  }

  private void readIfNobodyDoes(String group, Followers followers) {
    if (followers.reading().tryLock()) {
      try {
        read(group, followers);
      } catch (RuntimeException e) {
        LOG.log(Level.DEBUG, "The log cannot be read now; the next second tries again", e);
      } finally {
        followers.reading().unlock();
      }
    }
  }

  @Override
  public boolean lookAgain() {
    boolean soon = false;
    List<String> devices = List.copyOf(byDevice.keySet());
    for (int i = 0; i < devices.size(); i += AT_ONCE) {
      List<String> some = devices.subList(i, Math.min(devices.size(), i + AT_ONCE));
      Map<String, Map<String, Long>> followed = memberships.followedBy(some);
      followed.values().forEach(heads -> heads.forEach(this::moved));
      for (String device : some) {
        Set<String> groups = followed.getOrDefault(device, Map.of()).keySet();
        for (PushConnection connection : ofDevice(device)) {
          soon |= connection.compare(groups);
        }
      }
    }
    List<PushConnection> connections = List.copyOf(all);
    for (int i = 0; i < connections.size(); i += AT_ONCE) {
      Map<String, List<PushConnection>> byToken =
          connections.subList(i, Math.min(connections.size(), i + AT_ONCE)).stream()
              .filter(connection -> connection.tokenHash().isPresent())
              .collect(Collectors.groupingBy(c -> c.tokenHash().orElseThrow()));
      if (!byToken.isEmpty()) {
        sessions.gone(byToken.keySet()).forEach(hash -> tell(new Sessions.Ended(hash)));
      }
    }
    return soon;
  }

  private void join(PushConnection connection, String group, long sequence) {
    connection.join(group);
    add(connection, group, Followers.after(sequence));
  }

  private void leave(PushConnection connection, String group) {
    connection.leave(group);
    remove(connection, group);
  }

  private void add(PushConnection connection, String group, Followers ifFirst) {
    byGroup.compute(
        group,
        (id, present) -> {
          Followers followers = present == null ? ifFirst : present;
          followers.add(connection);
          return followers;
        });
  }

  private void remove(PushConnection connection, String group) {
    byGroup.computeIfPresent(
        group,
        (id, followers) -> {
          followers.remove(connection);
          return followers.isEmpty() ? null : followers;
        });
  }

  private Collection<PushConnection> ofDevice(String deviceId) {
    return byDevice.getOrDefault(deviceId, Set.of());
  }

  @Override
  public Set<String> devices() {
    return Set.copyOf(byDevice.keySet());
  }

  @PreDestroy
  void stop() {
    if (ticking != null) {
      ticking.cancel(false);
    }
    tellers.forEach(Teller::stop);
    for (PushConnection connection : all) {
      connection.close(CloseReason.CloseCodes.GOING_AWAY, "The server stops; reconnect");
    }
  }
}
