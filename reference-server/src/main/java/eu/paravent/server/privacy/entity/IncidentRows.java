package eu.paravent.server.privacy.entity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which conversations an incident is about: numbers of the server's own tables only. */
@ApplicationScoped
public class IncidentRows {
  @PersistenceContext EntityManager rows;

  /**
   * A conversation and the states of its keys concerned.
   *
   * @param from empty where the log no longer says
   * @param to the same
   */
  public record Concerned(String groupId, Optional<Long> from, Optional<Long> to) {}

  /** Those that a device of this organisation is or was in, with the keys it had. */
  public List<Concerned> ofDevice(String organisation, String deviceUri) {
    return rows
        .createQuery(
            "select m.groupId, m.joined, m.removed, g.epoch from Membership m, Group g,"
                + " RegisteredDevice d where m.deviceId = d.id and g.id = m.groupId and d.uri = :uri"
                + " and d.organisation = :organisation order by m.groupId",
            Object[].class)
        .setParameter("uri", deviceUri)
        .setParameter("organisation", organisation)
        .getResultList()
        .stream()
        .map(
            row -> {
              String group = (String) row[0];
              long joined = (Long) row[1];
              @Nullable Long removed = (Long) row[2];
              return new Concerned(
                  group,
                  joined == 0 ? Optional.of(0L) : endedBy(group, joined).map(epoch -> epoch + 1),
                  removed == null ? Optional.of((Long) row[3]) : endedBy(group, removed));
            })
        .toList();
  }

  private Optional<Long> endedBy(String groupId, long sequence) {
    return rows.createQuery(
            "select c.epoch from AcceptedCommit c where c.groupId = :group and c.sequence ="
                + " :sequence",
            Long.class)
        .setParameter("group", groupId)
        .setParameter("sequence", sequence)
        .getResultStream()
        .findFirst();
  }

  /** Those with the organisation's devices in which something was said in this time. */
  public List<Concerned> inPeriod(String organisation, Instant from, Instant to) {
    return rows
        .createQuery(
            "select l.groupId, min(l.epoch), max(l.epoch) from LoggedMessage l where l.receivedAt >="
                + " :from and l.receivedAt <= :to and l.groupId in (select m.groupId from Membership"
                + " m, RegisteredDevice d where m.deviceId = d.id and d.organisation ="
                + " :organisation) group by l.groupId order by l.groupId",
            Object[].class)
        .setParameter("from", from)
        .setParameter("to", to)
        .setParameter("organisation", organisation)
        .getResultList()
        .stream()
        .map(
            row ->
                new Concerned(
                    (String) row[0], Optional.of((Long) row[1]), Optional.of((Long) row[2])))
        .toList();
  }

  /** Addresses of devices in these conversations, and whose they are. */
  public List<String[]> people(Collection<String> groups) {
    if (groups.isEmpty()) {
      return List.of();
    }
    return rows
        .createQuery(
            "select distinct d.organisation, d.user, d.uri from Membership m, RegisteredDevice d"
                + " where m.deviceId = d.id and m.groupId in :groups order by d.organisation, d.uri",
            Object[].class)
        .setParameter("groups", List.copyOf(groups))
        .getResultList()
        .stream()
        .map(
            row ->
                new String[] {
                  row[1] == null
                      ? (String) row[2]
                      : "mimi://" + (String) row[0] + "/u/" + (String) row[1],
                  (String) row[2]
                })
        .toList();
  }
}
