package eu.paravent.server.cases.control;

import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.privacy.CaseChange;
import eu.paravent.protocol.privacy.CaseList;
import eu.paravent.protocol.privacy.CaseOpening;
import eu.paravent.protocol.privacy.PrivacyCase;
import eu.paravent.server.cases.entity.CaseRows;
import eu.paravent.server.cases.entity.CaseStep;
import eu.paravent.server.cases.entity.PersonRows;
import eu.paravent.server.cases.entity.PersonRows.PersonDevice;
import eu.paravent.server.cases.entity.TrackedCase;
import eu.paravent.server.notices.control.ConsentWithdrawn;
import eu.paravent.server.organisations.control.Organisations;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.Ids;
import eu.paravent.server.requests.control.Page;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.settings.control.Setting;
import eu.paravent.server.settings.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Requests of people about their data: none is forgotten, and each has its deadline. */
@ApplicationScoped
public class CaseBook {
  private static final int REFERENCE_MOST = 100;
  private static final Duration OLDEST = Duration.ofDays(3650);

  @Inject CaseRows rows;
  @Inject PersonRows people;
  @Inject Organisations organisations;
  @Inject Settings settings;
  @Inject ServerClock clock;

  public PrivacyCase open(String organisation, CaseOpening opening) {
    organisations.require(organisation);
    Person.of(organisation, opening.person());
    if (!PrivacyCase.KINDS.contains(opening.kind())) {
      throw invalid("The kind is one of " + PrivacyCase.KINDS.stream().sorted().toList() + ".");
    } else if (opening.reference().length() > REFERENCE_MOST
        || opening.reference().chars().anyMatch(Character::isISOControl)) {
      throw invalid("A reference is one line of at most " + REFERENCE_MOST + " characters.");
    } else if (opening.receivedAt().isAfter(clock.now().plus(Limits.CLOCK_SKEW))
        || opening.receivedAt().isBefore(clock.now().minus(OLDEST))) {
      throw invalid("A request came in the past, and not more than ten years ago.");
    }
    TrackedCase made = new TrackedCase(Ids.random(), organisation, opening);
    rows.add(made);
    return shown(made);
  }

  /**
   * A person asks through its own device; the same again, while it is open, is the same case.
   *
   * @param person URI of the caller
   */
  public PrivacyCase askedByThemselves(String organisation, String person, String kind) {
    return rows.openOf(organisation, person, kind)
        .map(this::shown)
        .orElseGet(() -> open(organisation, new CaseOpening(kind, person, clock.now(), "")));
  }

  /** Who takes consent back wants to be forgotten as well (GDPR Art. 17(1)(b)). */
  public void withdrawn(@Observes ConsentWithdrawn by) {
    askedByThemselves(by.organisation(), by.person(), PrivacyCase.ERASURE);
  }

  public CaseList list(String organisation, Page page) {
    organisations.require(organisation);
    Page.Part<TrackedCase> part =
        page.mark("cases", 1).behind(rows.of(organisation), CaseBook::place);
    return new CaseList(part.map(this::shown), part.next());
  }

  /** Open ones first, the next deadline first. */
  private static String place(TrackedCase one) {
    return String.format(
        Locale.ROOT, "%d %015d %s", one.open() ? 0 : 1, one.dueAt().toEpochMilli(), one.id());
  }

  public PrivacyCase find(String organisation, String id) {
    return shown(require(organisation, id));
  }

  public PrivacyCase change(String organisation, String id, CaseChange change) {
    TrackedCase found = requireOpen(organisation, id);
    switch (change.action()) {
      case CaseChange.EXTEND -> found.extend();
      case CaseChange.FULFIL -> found.close(PrivacyCase.FULFILLED, clock.now());
      case CaseChange.REFUSE -> found.close(PrivacyCase.REFUSED, clock.now());
      default -> throw invalid("A case is changed by extend, fulfil or refuse.");
    }
    return shown(found);
  }

  TrackedCase require(String organisation, String id) {
    return rows.lock(organisation, id)
        .orElseThrow(
            () ->
                Refusal.of(
                    ProblemCode.CASE_UNKNOWN, organisation + " has no case of this number."));
  }

  TrackedCase requireOpen(String organisation, String id) {
    TrackedCase found = require(organisation, id);
    if (!found.open()) {
      throw Refusal.of(
          ProblemCode.CASE_CLOSED, "It was closed as " + found.state() + ". Open a new one.");
    }
    return found;
  }

  private PrivacyCase shown(TrackedCase one) {
    Set<String> own =
        new Person(one.organisation(), one.person())
            .devices(people).stream().map(PersonDevice::id).collect(Collectors.toSet());
    return new PrivacyCase(
        one.id(),
        one.kind(),
        one.person(),
        one.reference(),
        one.askedAt(),
        one.dueAt(),
        one.extended(),
        one.overdueAt(clock.now()),
        one.state(),
        one.closedAt(),
        steps(one.id()),
        people.behind(one.id(), own).stream()
            .map(behind -> new PrivacyCase.Outstanding(behind.groupId(), behind.device()))
            .toList());
  }

  private List<PrivacyCase.Step> steps(String caseId) {
    var byPlace =
        rows.steps(caseId).stream().collect(Collectors.toMap(CaseStep::place, Function.identity()));
    return Place.inOrder().stream()
        .filter(place -> byPlace.containsKey(place.code()))
        .map(place -> byPlace.get(place.code()))
        .map(
            step ->
                new PrivacyCase.Step(
                    step.place(), step.state(), step.rowCount(), step.reason(), step.doneAt()))
        .toList();
  }

  /** Closed ones are kept as long as the audit log, which has the same story. */
  @Transactional
  public void forgetOld() {
    rows.forgetClosedBefore(
        clock.now().minus(Duration.ofDays(settings.number(Setting.AUDIT_RETENTION_DAYS))));
  }

  private static Refusal invalid(String why) {
    return Refusal.of(ProblemCode.INVALID_VALUE, why);
  }
}
