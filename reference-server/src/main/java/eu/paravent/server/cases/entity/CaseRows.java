package eu.paravent.server.cases.entity;

import eu.paravent.protocol.privacy.PrivacyCase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
public class CaseRows {
  @PersistenceContext EntityManager rows;

  public void add(TrackedCase added) {
    rows.persist(added);
    rows.flush();
  }

  public List<TrackedCase> of(String organisation) {
    return rows.createQuery(
            "select c from TrackedCase c where c.organisation = :organisation", TrackedCase.class)
        .setParameter("organisation", organisation)
        .getResultList();
  }

  /** Until the transaction ends, nobody else changes it. */
  public Optional<TrackedCase> lock(String organisation, String id) {
    return Optional.ofNullable(rows.find(TrackedCase.class, id, LockModeType.PESSIMISTIC_WRITE))
        .filter(found -> found.organisation().equals(organisation));
  }

  public boolean open(String organisation, String person, String kind) {
    return rows.createQuery(
                "select count(c) from TrackedCase c where c.organisation = :organisation and"
                    + " c.person = :person and c.kind = :kind and c.state = :open",
                Long.class)
            .setParameter("organisation", organisation)
            .setParameter("person", person)
            .setParameter("kind", kind)
            .setParameter("open", PrivacyCase.OPEN)
            .getSingleResult()
        > 0;
  }

  /** The open one of a kind, where a person has one. */
  public Optional<TrackedCase> openOf(String organisation, String person, String kind) {
    return rows.createQuery(
            "select c from TrackedCase c where c.organisation = :organisation and"
                + " c.person = :person and c.kind = :kind and c.state = :open order by c.dueAt",
            TrackedCase.class)
        .setParameter("organisation", organisation)
        .setParameter("person", person)
        .setParameter("kind", kind)
        .setParameter("open", PrivacyCase.OPEN)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  public List<CaseStep> steps(String caseId) {
    return rows.createQuery("select s from CaseStep s where s.caseId = :case", CaseStep.class)
        .setParameter("case", caseId)
        .getResultList();
  }

  public CaseStep step(String caseId, String place) {
    CaseStep known = rows.find(CaseStep.class, new CaseStep.Key(caseId, place));
    if (known != null) {
      return known;
    }
    CaseStep made = new CaseStep(caseId, place);
    rows.persist(made);
    return made;
  }

  /** Those that were closed before. */
  public void forgetClosedBefore(Instant time) {
    List<String> old =
        rows.createQuery(
                "select c.id from TrackedCase c where c.closedAt is not null and c.closedAt <"
                    + " :time",
                String.class)
            .setParameter("time", time)
            .getResultList();
    for (String id : old) {
      rows.createQuery("delete from CaseStep s where s.caseId = :case")
          .setParameter("case", id)
          .executeUpdate();
      rows.createNativeQuery("delete from privacy_case_group where case_id = ?")
          .setParameter(1, id)
          .executeUpdate();
      rows.createQuery("delete from TrackedCase c where c.id = :case")
          .setParameter("case", id)
          .executeUpdate();
    }
  }
}
