package eu.paravent.server.organisations.control;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.organisations.entity.OrganisationRows;
import eu.paravent.server.organisations.entity.RegisteredOrganisation;
import eu.paravent.server.problems.control.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What the other components ask about organisations. */
@ApplicationScoped
public class Organisations {
  @Inject OrganisationRows rows;

  /** Refuses where it is not registered. */
  public void require(String organisation) {
    rootOf(organisation);
  }

  /** Whether it is registered here. */
  public boolean known(String organisation) {
    return rows.find(organisation).isPresent();
  }

  /** The registered root, DER. */
  public byte[] rootOf(String organisation) {
    return rows.find(organisation)
        .map(RegisteredOrganisation::rootCertificate)
        .orElseThrow(
            () ->
                Refusal.of(
                    ProblemCode.ORGANISATION_UNKNOWN,
                    "Register " + organisation + " on this server first."));
  }
}
