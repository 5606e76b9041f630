package eu.paravent.server.delivery.control;

import eu.paravent.server.sessions.control.KnownSessions;
import eu.paravent.server.sessions.control.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Forgets sessions that ended, here or on another node. */
@ApplicationScoped
public class EndedSessions implements WakeUps {
  @Inject KnownSessions known;

  @Override
  public void tell(Sessions.Ended event) {
    known.forget(event.tokenHash());
  }

  // all else says nothing of sessions

  @Override
  public void tell(List<LogGrew> events) {}

  @Override
  public void tell(Signals.Signalled event) {}

  @Override
  public void tell(GroupFounding.Founded event) {}

  @Override
  public void moved(String groupId, long sequence) {}

  @Override
  public boolean lookAgain() {
    return false;
  }
}
