package eu.paravent.server.cases.control;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.privacy.PrivacyCase;
import eu.paravent.protocol.privacy.PrivacyCase.Step;
import eu.paravent.server.audit.control.AuditEvent;
import eu.paravent.server.audit.control.AuditLog;
import eu.paravent.server.cases.entity.CaseRows;
import eu.paravent.server.cases.entity.PersonRows;
import eu.paravent.server.cases.entity.PersonRows.PersonDevice;
import eu.paravent.server.cases.entity.TrackedCase;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.Retried;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.sessions.control.UserSessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/** Each step is a transaction of its own, safe to be done again: what is done stays done. */
@ApplicationScoped
public class ErasureSteps {
  @Inject CaseBook cases;
  @Inject CaseRows rows;
  @Inject PersonRows people;
  @Inject UserSessions sessions;
  @Inject AuditLog audit;
  @Inject ServerClock clock;

  /** Whose data goes; refuses where it must not. */
  @Retried
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void begin(String organisation, String caseId) {
    TrackedCase found = cases.requireOpen(organisation, caseId);
    if (!found.kind().equals(PrivacyCase.ERASURE)) {
      throw Refusal.of(
          ProblemCode.INVALID_VALUE,
          "Only a case of erasure erases; this is " + found.kind() + ".");
    }
    if (rows.open(organisation, found.person(), PrivacyCase.RESTRICTION)) {
      throw Refusal.of(
          ProblemCode.ERASURE_RESTRICTED,
          "A case of restriction of this person is open: close it first.");
    }
    people.rememberHeads(caseId, ids(devices(found)));
  }

  @Retried
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void step(String organisation, String caseId, Place place, String officer) {
    TrackedCase found = cases.requireOpen(organisation, caseId);
    List<PersonDevice> devices = devices(found);
    List<String> values =
        switch (place) {
          case RECEIPTS -> devices.stream().map(PersonDevice::uri).toList();
          case CASES -> List.of(found.person());
          default -> ids(devices);
        };
    long erased =
        switch (place.how()) {
          case ERASE ->
              place == Place.SESSIONS
                  ? sessions.endOnDevices(values)
                  : people.delete(place.table(), place.column(), values);
          case PARTLY ->
              place == Place.MEMBERSHIPS
                  ? people.deleteEndedMemberships(values)
                  : people.deleteUsesOfDeadInvites(values, clock.now().toEpochMilli());
          case KEEP -> 0;
          case LAST -> stillNamed(devices) ? 0 : people.delete("device", "id", values);
        };
    long left = people.count(place.table(), place.column(), values);
    String state = left == 0 ? Step.ERASED : place == Place.MEMBERSHIPS ? Step.WAITING : Step.KEPT;
    rows.step(caseId, place.code())
        .is(state, left == 0 ? erased : left, left == 0 ? "" : place.reason(), clock.now());
    audit.record(
        organisation,
        AuditEvent.DATA_ERASED,
        officer,
        AuditLog.fact("case", caseId),
        AuditLog.fact("place", place.code()),
        AuditLog.fact("erased", erased),
        AuditLog.fact("left", left));
  }

  private boolean stillNamed(List<PersonDevice> devices) {
    return Place.inOrder().stream()
        .filter(place -> place != Place.DEVICES && place.column().equals("device_id"))
        .anyMatch(place -> people.count(place.table(), place.column(), ids(devices)) > 0);
  }

  private List<PersonDevice> devices(TrackedCase found) {
    return new Person(found.organisation(), found.person()).devices(people);
  }

  private static List<String> ids(List<PersonDevice> devices) {
    return devices.stream().map(PersonDevice::id).toList();
  }
}
