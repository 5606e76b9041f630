package eu.paravent.server.delivery.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;

/** Only what is in the database for good is told to anyone. */
@ApplicationScoped
public class AfterCommit {
  @Inject WakeUps wakeUps;

  void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) LogGrew event) {
    wakeUps.tell(event);
  }
}
