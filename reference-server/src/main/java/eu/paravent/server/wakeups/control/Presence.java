package eu.paravent.server.wakeups.control;

import eu.paravent.server.delivery.control.Connected;
import eu.paravent.server.settings.control.Setting;
import eu.paravent.server.settings.control.Settings;
import eu.paravent.server.wakeups.entity.WakeUpRows;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Which devices are connected to which node, as far as it matters for waking them. Nodes write it
 * down for each other, and renew it; what a node that was killed wrote runs out by itself.
 */
@ApplicationScoped
public class Presence {
  private static final int AT_ONCE = 500;

  @Inject @Any Instance<Connected> connected;
  @Inject WakeUpRows rows;
  @Inject Settings settings;

  private Duration lasts = Duration.ZERO, renewed = Duration.ZERO;

  /** Those that this node has written down as connected, also while they registered. */
  private final Set<String> written = ConcurrentHashMap.newKeySet();

  /** Written down as gone once; again, in case that crossed with their registration. */
  private Set<String> justGone = Set.of();

  private Instant renewedAt = Instant.EPOCH;
  private volatile boolean wanted;

  @PostConstruct
  void begin() {
    Duration look = Duration.ofSeconds(settings.number(Setting.WAKE_UP_LOOK_SECONDS));
    lasts = look.multipliedBy(2);
    // twice before it runs out
    renewed = lasts.dividedBy(3);
  }

  /** Somebody registered here. */
  void wanted() {
    wanted = true;
  }

  /** Whether any device wants to be woken, as far as this node knows. */
  boolean isWanted() {
    return wanted;
  }

  /** Other nodes register too. */
  @Transactional
  public void askAgain() {
    wanted = rows.any();
  }

  Instant until(String deviceId, Instant now) {
    if (!here().contains(deviceId)) {
      return now.minusMillis(1);
    }
    // it may leave before the next round
    written.add(deviceId);
    return now.plus(lasts);
  }

  private Set<String> here() {
    return connected.stream()
        .flatMap(each -> each.devices().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** On one thread. */
  @Transactional
  public void write(Instant now) {
    Set<String> here = here();
    Set<String> gone = new HashSet<>(written);
    gone.removeAll(here);
    Set<String> come = new HashSet<>(here);
    if (renewedAt.plus(renewed).isAfter(now)) {
      come.removeAll(written);
    } else {
      renewedAt = now;
    }
    Set<String> again = new HashSet<>(justGone);
    again.removeAll(here);
    inParts(again, now.minusMillis(1));
    inParts(gone, now.minusMillis(1));
    inParts(come, now.plus(lasts));
    written.removeAll(gone);
    written.addAll(here);
    justGone = gone;
  }

  private void inParts(Set<String> devices, Instant until) {
    List<String> all = List.copyOf(devices);
    for (int i = 0; i < all.size(); i += AT_ONCE) {
      rows.connected(all.subList(i, Math.min(all.size(), i + AT_ONCE)), until);
    }
  }
}
