package eu.paravent.server.delivery.control;

import eu.paravent.protocol.delivery.PendingWelcome;
import eu.paravent.protocol.delivery.WelcomeList;
import eu.paravent.server.delivery.entity.WelcomeRows;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The welcomes that wait for a device. */
@ApplicationScoped
public class Welcomes {
  @Inject WelcomeRows rows;

  /** Oldest first; where there are very many, the rest comes once these are acknowledged. */
  public WelcomeList waiting(Caller.SignedIn device) {
    return new WelcomeList(
        rows.waiting(device.deviceId(), Reading.BYTES_MOST).stream()
            .map(
                waiting ->
                    new PendingWelcome(
                        waiting.queued().id(),
                        waiting.queued().groupId(),
                        waiting.queued().sequence(),
                        waiting.message()))
            .toList());
  }

  /** Also where it is gone already, or never was this device's. */
  public void acknowledge(String welcomeId, Caller.SignedIn device) {
    rows.find(welcomeId).filter(queued -> queued.isFor(device.deviceId())).ifPresent(rows::remove);
  }
}
