package eu.paravent.server.sessions.control;

import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.revocations.control.Revocations;
import eu.paravent.server.sessions.entity.AccessGrant;
import eu.paravent.server.sessions.entity.SessionRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Ends the sessions of devices whose certificates were revoked. */
@ApplicationScoped
public class RevokedSessions {
  @Inject SessionRows rows;
  @Inject Revocations revocations;
  @Inject ServerClock clock;
  @Inject Event<Sessions.Ended> ended;

  /** Those of an organisation, to be called once its new list is committed. */
  @Transactional
  public void end(String organisation) {
    for (AccessGrant grant : rows.ofStaff(organisation, clock.now())) {
      if (revocations.revoked(organisation, grant.chain())) {
        rows.remove(grant.tokenHash());
        ended.fire(new Sessions.Ended(grant.tokenHash()));
      }
    }
  }

  /**
   * Ends this one if need be, to be called once it is committed: a list may have come while the
   * device signed in.
   */
  @Transactional
  public boolean endIfRevoked(String token) {
    String hash = SignIn.hash(token);
    boolean revoked =
        rows.grant(hash)
            .filter(
                grant ->
                    rows.organisationOfStaff(grant.deviceId())
                        .filter(organisation -> revocations.revoked(organisation, grant.chain()))
                        .isPresent())
            .isPresent();
    if (revoked) {
      rows.remove(hash);
      ended.fire(new Sessions.Ended(hash));
    }
    return revoked;
  }
}
