package eu.paravent.server.delivery.control;

import eu.paravent.protocol.delivery.PendingWelcome;
import eu.paravent.protocol.delivery.WelcomeList;
import eu.paravent.server.delivery.entity.WelcomeRows;
import eu.paravent.server.requests.control.Page;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** The welcomes that wait for a device. */
@ApplicationScoped
public class Welcomes {
  @Inject WelcomeRows rows;

  /** Oldest first; a page ends earlier where its welcomes are large. */
  public WelcomeList waiting(Caller.SignedIn device, Page page) {
    Page.Mark mark = page.mark("welcomes", 2);
    WelcomeRows.Found found =
        rows.waiting(
            device.deviceId(), mark.time(0), mark.text(1), page.limit(), Reading.BYTES_MOST);
    Page.Part<WelcomeRows.Waiting> part =
        found.more()
            ? mark.part(found.first(), Welcomes::place)
            : mark.cut(found.first(), Welcomes::place);
    return new WelcomeList(
        part.map(
            waiting ->
                new PendingWelcome(
                    waiting.queued().id(),
                    waiting.queued().groupId(),
                    waiting.queued().sequence(),
                    waiting.message())),
        part.next());
  }

  private static List<Object> place(WelcomeRows.Waiting waiting) {
    return List.of(waiting.queued().queuedAt().toEpochMilli(), waiting.queued().id());
  }

  /** Also where it is gone already, or never was this device's. */
  public void acknowledge(String welcomeId, Caller.SignedIn device) {
    rows.find(welcomeId).filter(queued -> queued.isFor(device.deviceId())).ifPresent(rows::remove);
  }
}
