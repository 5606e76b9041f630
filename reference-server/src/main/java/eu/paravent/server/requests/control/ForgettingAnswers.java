package eu.paravent.server.requests.control;

import eu.paravent.server.requests.entity.AnswerRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Deletes answers nobody asks for any more; safe on several nodes at once. */
@ApplicationScoped
public class ForgettingAnswers {
  @Inject AnswerRows rows;
  @Inject ServerClock clock;

  @Transactional
  public void forgetExpired() {
    rows.forget(clock.now());
  }
}
