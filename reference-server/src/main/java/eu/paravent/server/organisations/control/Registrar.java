package eu.paravent.server.organisations.control;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.organisations.OrganisationRegistration;
import eu.paravent.server.audit.control.AuditEvent;
import eu.paravent.server.audit.control.AuditLog;
import eu.paravent.server.identity.control.Certificates;
import eu.paravent.server.identity.control.DeviceName;
import eu.paravent.server.identity.control.Jws;
import eu.paravent.server.organisations.entity.OrganisationRows;
import eu.paravent.server.organisations.entity.RegisteredOrganisation;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.Ids;
import eu.paravent.server.requests.control.ServerClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/** Registers organisations, each with one root for ever. */
@ApplicationScoped
public class Registrar {
  @Inject OrganisationRows rows;
  @Inject ServerClock clock;
  @Inject AuditLog audit;

  /** Whether it is new. */
  public boolean register(String id, OrganisationRegistration registration, String audience) {
    if (!DeviceName.isOrganisation(id)) {
      throw Refusal.of(
          ProblemCode.INVALID_VALUE,
          "An organisation's id looks like a domain in lower case, such as acme.example.");
    }
    Instant now = clock.now();
    byte[] key = Certificates.checkRoot(registration.rootCertificate(), id, now);
    Jws.Claims claims = Jws.parse(registration.proof()).verify(key, audience, now);
    if (!claims.sub().equals(id)) {
      throw Refusal.of(
          ProblemCode.ASSERTION_REFUSED, "The proof is for another organisation than " + id + ".");
    }
    Optional<RegisteredOrganisation> known = rows.find(id);
    if (known.isPresent() && !known.get().hasRoot(registration.rootCertificate())) {
      throw Refusal.of(
          ProblemCode.ORGANISATION_ROOT_DIFFERS,
          "A root cannot be replaced. Use the root that " + id + " was registered with.");
    }
    if (known.isEmpty()) {
      rows.add(new RegisteredOrganisation(id, registration.rootCertificate(), now));
      audit.record(
          id,
          AuditEvent.ORGANISATION_REGISTERED,
          "operator",
          AuditLog.fact("root-sha256", Ids.hash(registration.rootCertificate())));
    }
    return known.isEmpty();
  }
}
