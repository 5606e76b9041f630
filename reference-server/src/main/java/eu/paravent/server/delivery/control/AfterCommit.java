package eu.paravent.server.delivery.control;

import eu.paravent.server.sessions.control.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** Only what is in the database for good is told to anyone. */
@ApplicationScoped
public class AfterCommit {
  @Inject @Any Instance<WakeUps> wakeUps;

  void grew(@Observes(during = TransactionPhase.AFTER_SUCCESS) LogsGrew grown) {
    wakeUps.forEach(each -> each.tell(grown.events()));
  }

  void signalled(@Observes(during = TransactionPhase.AFTER_SUCCESS) Signals.Signalled event) {
    wakeUps.forEach(each -> each.tell(event));
  }

  void founded(@Observes(during = TransactionPhase.AFTER_SUCCESS) GroupFounding.Founded event) {
    wakeUps.forEach(each -> each.tell(event));
  }

  void ended(@Observes(during = TransactionPhase.AFTER_SUCCESS) Sessions.Ended event) {
    wakeUps.forEach(each -> each.tell(event));
  }
}
