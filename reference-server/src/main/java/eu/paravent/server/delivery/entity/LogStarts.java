package eu.paravent.server.delivery.entity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
public class LogStarts {
  @PersistenceContext EntityManager rows;

  public void add(LogStart start) {
    rows.persist(start);
  }

  public Optional<LogStart> find(String groupId) {
    return Optional.ofNullable(rows.find(LogStart.class, groupId));
  }

  /** Empty where another node is deleting in this group right now. */
  @SuppressWarnings("unchecked") // the class is the parameter next to it
  public Optional<LogStart> lockIfFree(String groupId) {
    // JPA has no word for skip locked
    return rows.createNativeQuery(
            "select group_id, kept_from from log_start where group_id = ?1 for update skip locked",
            LogStart.class)
        .setParameter(1, groupId)
        .getResultStream()
        .findFirst();
  }

  /**
   * Groups whose oldest entry every device has, or is older than this; in the order of their ids,
   * from the one after this.
   */
  public List<String> due(String after, Instant before, int most) {
    return rows.createQuery(
            "select s.groupId from LogStart s, Group g where g.id = s.groupId and s.keptFrom <= g.head"
                + " and s.groupId > :after"
                + " and (not exists (select m.storedTo from Membership m where m.groupId = s.groupId"
                + " and m.storedTo < s.keptFrom and (m.removed is null or m.storedTo < m.removed))"
                + " or exists (select l.size from LoggedMessage l where l.groupId = s.groupId"
                + " and l.sequence = s.keptFrom and l.receivedAt < :before))"
                + " order by s.groupId",
            String.class)
        .setParameter("after", after)
        .setParameter("before", before)
        .setMaxResults(most)
        .getResultList();
  }
}
