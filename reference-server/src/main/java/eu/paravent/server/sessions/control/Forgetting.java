package eu.paravent.server.sessions.control;

import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.sessions.entity.SessionRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Deletes expired tokens and assertions; safe on several nodes at once. */
@ApplicationScoped
public class Forgetting {
  @Inject SessionRows rows;
  @Inject ServerClock clock;

  @Transactional
  public void forgetExpired() {
    rows.forget(clock.now());
  }
}
