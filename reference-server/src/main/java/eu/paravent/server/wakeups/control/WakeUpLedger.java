package eu.paravent.server.wakeups.control;

import eu.paravent.server.devices.control.Devices;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.revocations.control.Revocations;
import eu.paravent.server.settings.control.Setting;
import eu.paravent.server.settings.control.Settings;
import eu.paravent.server.wakeups.entity.RegisteredWakeUp;
import eu.paravent.server.wakeups.entity.WakeUpRows;
import eu.paravent.server.wakeups.entity.WakeUpRows.Due;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Who has to be woken, taken by one node each, and what came of it; each in a short transaction.
 */
@ApplicationScoped
public class WakeUpLedger {
  /** An endpoint that fails for so long is given up. */
  private static final Duration GIVEN_UP = Duration.ofDays(7);

  private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
  private static final int DOUBLINGS_MOST = 16;

  @Inject WakeUpRows rows;
  @Inject Devices devices;
  @Inject Revocations revocations;
  @Inject ServerClock clock;
  @Inject Settings settings;
  private Duration pause = Duration.ZERO;

  @PostConstruct
  void read() {
    pause = Duration.ofSeconds(settings.number(Setting.WAKE_UP_PAUSE_SECONDS));
  }

  /**
   * Those for whom something waits in these groups. Until the claim runs out nobody else wakes
   * them; where this node dies with it, another one does then.
   */
  @Transactional
  public List<Due> claim(Collection<String> groups, int most) {
    return claimed(rows.due(groups, clock.now(), most), most);
  }

  /** As the other, for whatever waits. */
  @Transactional
  public List<Due> claim(int most) {
    return claimed(rows.due(clock.now(), most), most);
  }

  private List<Due> claimed(List<Due> due, int most) {
    Instant until = clock.now().plus(pause).plusSeconds(2L * WakeUpChannel.PATIENCE_SECONDS);
    return due.stream()
        .limit(most)
        .filter(each -> !removedAsRevoked(each))
        .filter(each -> rows.claim(each, until))
        .toList();
  }

  /** Whoever has a lost device is not to be told when there is news for it. */
  private boolean removedAsRevoked(Due due) {
    boolean revoked =
        devices
            .find(due.deviceId())
            .filter(device -> device.inviteId().isEmpty())
            .filter(device -> revocations.revoked(device.organisation(), device.chain()))
            .isPresent();
    if (revoked) {
      rows.remove(due.deviceId());
    }
    return revoked;
  }

  @Transactional
  public void note(Due due, WakeUpChannel.Outcome outcome) {
    Instant now = clock.now();
    rows.lock(due.deviceId())
        // it may have moved meanwhile
        .filter(wakeUp -> wakeUp.isAt(due.kind(), due.endpoint()))
        .ifPresent(
            wakeUp -> {
              switch (outcome) {
                case WOKEN -> wakeUp.woken(due.newest(), now.plus(pause));
                case FAILED -> failed(wakeUp, now);
                case GONE -> rows.remove(wakeUp);
              }
            });
  }

  private void failed(RegisteredWakeUp wakeUp, Instant now) {
    wakeUp.failed(now, now.plus(pauseAfter(wakeUp.failures() + 1)));
    if (wakeUp.failingSince(now.minus(GIVEN_UP))) {
      rows.remove(wakeUp);
    }
  }

  private Duration pauseAfter(int failures) {
    Duration longer = pause.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS_MOST));
    return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
  }
}
