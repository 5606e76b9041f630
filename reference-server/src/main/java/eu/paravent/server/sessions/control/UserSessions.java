package eu.paravent.server.sessions.control;

import eu.paravent.protocol.sessions.DeviceSession;
import eu.paravent.protocol.sessions.SessionList;
import eu.paravent.server.requests.control.Page;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.sessions.entity.AccessGrant;
import eu.paravent.server.sessions.entity.SessionRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;

/** The sessions of one member of staff, for whoever administers the organisation. */
@ApplicationScoped
public class UserSessions {
  @Inject SessionRows rows;
  @Inject ServerClock clock;
  @Inject Event<Sessions.Ended> ended;

  public SessionList of(String organisation, String user, Page page) {
    return shown(rows.ofUser(organisation, user, clock.now()), page, "");
  }

  /**
   * @param current which one asks
   */
  static SessionList shown(List<SessionRows.Shown> all, Page page, String current) {
    Page.Part<SessionRows.Shown> part =
        page.mark("sessions", 1)
            .behind(all, shown -> shown.deviceUri() + " " + shown.grant().tokenHash());
    return new SessionList(
        part.map(
            shown ->
                new DeviceSession(
                    shown.grant().tokenHash(),
                    shown.deviceUri(),
                    shown.grant().begunAt(),
                    shown.grant().expiresAt(),
                    shown.grant().tokenHash().equals(current))),
        part.next());
  }

  /** All that are alive on these devices; how many there were. */
  public long endOnDevices(Collection<String> deviceIds) {
    List<AccessGrant> found = rows.onDevices(deviceIds);
    found.forEach(
        grant -> {
          rows.remove(grant.tokenHash());
          ended.fire(new Sessions.Ended(grant.tokenHash()));
        });
    return found.size();
  }

  /** All of them; their push connections close. A device may sign in again: see revocation. */
  public void end(String organisation, String user) {
    rows.ofUser(organisation, user, clock.now())
        .forEach(
            shown -> {
              rows.remove(shown.grant().tokenHash());
              ended.fire(new Sessions.Ended(shown.grant().tokenHash()));
            });
  }
}
