package eu.paravent.server.cases.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Erases what the server has about a person, place by place. Interrupted anywhere, it goes on when
 * it is asked again; what is kept says why, and is looked at again each time.
 */
@ApplicationScoped
public class Erasure {
  @Inject ErasureSteps steps;

  /** To be called outside of a transaction. */
  public void run(String organisation, String caseId, String officer) {
    steps.begin(organisation, caseId);
    for (Place place : Place.inOrder()) {
      steps.step(organisation, caseId, place, officer);
    }
  }
}
