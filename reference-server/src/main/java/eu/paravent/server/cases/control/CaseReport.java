package eu.paravent.server.cases.control;

import eu.paravent.protocol.privacy.PrivacyCase;
import eu.paravent.server.requests.control.Retried;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** A case after something was done about it, in a transaction of its own. */
@ApplicationScoped
public class CaseReport {
  @Inject CaseBook cases;

  @Retried
  @Transactional
  public PrivacyCase of(String organisation, String caseId) {
    return cases.find(organisation, caseId);
  }
}
