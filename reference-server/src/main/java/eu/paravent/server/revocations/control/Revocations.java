package eu.paravent.server.revocations.control;

import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.audit.control.AuditEvent;
import eu.paravent.server.audit.control.AuditLog;
import eu.paravent.server.identity.control.CertificateList;
import eu.paravent.server.identity.control.Certificates;
import eu.paravent.server.organisations.control.Organisations;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.Retried;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.revocations.entity.RevocationRows;
import eu.paravent.server.revocations.entity.StoredList;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Which certificates their organisations took back. */
@ApplicationScoped
public class Revocations {
  @Inject RevocationRows rows;
  @Inject Organisations organisations;
  @Inject ServerClock clock;
  @Inject AuditLog audit;

  /**
   * Takes a list in, unless there is a newer one; the same one again is fine. Committed on return:
   * who signs in from then on is measured by it.
   */
  @Retried
  @Transactional
  public void accept(String organisation, byte[] crl) {
    byte[] root = organisations.rootOf(organisation);
    if (crl.length > Limits.REVOCATION_LIST) {
      throw Refusal.of(
          ProblemCode.TOO_LARGE, "A list has at most " + Limits.REVOCATION_LIST + " bytes.");
    }
    CertificateList list = CertificateList.check(crl, root, clock.now());
    Optional<StoredList> before = rows.lock(organisation);
    if (before.isEmpty()) {
      rows.add(new StoredList(organisation, list.number(), crl, clock.now()));
    } else if (before.get().is(crl)) {
      return;
    } else if (list.number().compareTo(before.get().number()) <= 0) {
      throw Refusal.of(
          ProblemCode.REVOCATION_LIST_OUTDATED,
          "The server has list "
              + before.get().number()
              + ". Fetch it, and give yours a higher number.");
    } else {
      before.get().replace(list.number(), crl, clock.now());
    }
    rows.replace(organisation, list.serials());
    audit.record(
        organisation,
        AuditEvent.REVOCATIONS_PUBLISHED,
        "root",
        AuditLog.fact("number", list.number()),
        AuditLog.fact("certificates", list.serials().size()));
  }

  /** The newest list, DER. */
  public byte[] newest(String organisation) {
    organisations.rootOf(organisation);
    return rows.find(organisation)
        .map(StoredList::crl)
        .orElseThrow(
            () ->
                Refusal.of(
                    ProblemCode.REVOCATION_LIST_UNKNOWN,
                    organisation + " has not brought a list to this server yet."));
  }

  /**
   * Whether the first certificate is on the list; guests' never are.
   *
   * @param chain of a device of this organisation
   */
  public boolean revoked(String organisation, List<byte[]> chain) {
    return rows.revoked(organisation, Certificates.serial(chain.get(0)));
  }
}
