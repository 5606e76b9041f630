package eu.paravent.server.wakeups.control;

import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.wakeups.WakeUp;
import eu.paravent.protocol.wakeups.WakeUpRegistration;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.sessions.control.Caller;
import eu.paravent.server.wakeups.entity.RegisteredWakeUp;
import eu.paravent.server.wakeups.entity.WakeUpRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** Which devices want to be woken, and where: one endpoint for a device. */
@ApplicationScoped
public class WakeUpRegister {
  @Inject WakeUpRows rows;
  @Inject Channels channels;
  @Inject Presence presence;
  @Inject ServerClock clock;

  public WakeUp register(Caller.SignedIn device, WakeUpRegistration registration) {
    channels
        .defect(registration.kind(), registration.endpoint())
        .ifPresent(
            defect -> {
              throw Refusal.of(ProblemCode.WAKE_UP_REFUSED, defect);
            });
    Instant now = clock.now();
    Optional<RegisteredWakeUp> known = rows.lock(device.deviceId());
    RegisteredWakeUp wakeUp = known.orElseGet(() -> new RegisteredWakeUp(device.deviceId()));
    wakeUp.register(
        registration.kind(), registration.endpoint(), now, now.plus(Limits.WAKE_UP_LIFETIME));
    wakeUp.connected(presence.until(device.deviceId(), now));
    if (known.isEmpty()) {
      rows.add(wakeUp);
    }
    presence.wanted();
    return new WakeUp(wakeUp.kind(), wakeUp.expiresAt());
  }

  public WakeUp own(Caller.SignedIn device) {
    return rows.find(device.deviceId())
        .filter(wakeUp -> wakeUp.expiresAt().isAfter(clock.now()))
        .map(wakeUp -> new WakeUp(wakeUp.kind(), wakeUp.expiresAt()))
        .orElseThrow(
            () ->
                Refusal.of(
                    ProblemCode.WAKE_UP_UNKNOWN,
                    "It never registered, too long ago, or its endpoint is gone."));
  }

  /** Also where there is none. */
  public void remove(Caller.SignedIn device) {
    rows.remove(device.deviceId());
  }

  @Transactional
  public void forgetExpired() {
    rows.forget(clock.now());
  }
}
