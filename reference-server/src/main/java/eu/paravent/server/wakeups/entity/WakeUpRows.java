package eu.paravent.server.wakeups.entity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@ApplicationScoped
public class WakeUpRows {
  private static final String WHO = "select w.deviceId, w.kind, w.endpoint, w.notBefore, ";

  /** Entries of groups that it is in and has not stored all of. */
  private static final String ENTRIES =
      WHO
          + "e.receivedAt from RegisteredWakeUp w, Membership m, Group g, LoggedMessage e"
          + " where m.deviceId = w.deviceId and m.removed is null and g.id = m.groupId"
          + " and m.storedTo < g.head and e.groupId = g.id and e.sequence = g.head"
          + " and e.receivedAt > w.wokenFor and w.connectedUntil < :now and w.notBefore <= :now"
          + " and w.expiresAt > :now";

  private static final String WELCOMES =
      WHO
          + "q.queuedAt from RegisteredWakeUp w, QueuedWelcome q where q.deviceId = w.deviceId"
          + " and q.queuedAt > w.wokenFor and w.connectedUntil < :now and w.notBefore <= :now"
          + " and w.expiresAt > :now";

  @PersistenceContext EntityManager rows;

  /**
   * A device that something waits for.
   *
   * @param newest when the newest of it came
   */
  public record Due(
      String deviceId, String kind, String endpoint, Instant notBefore, Instant newest) {
    @Override
    public String toString() {
      return "Due[" + kind + "]";
    }
  }

  public boolean any() {
    return !rows.createQuery("select w.deviceId from RegisteredWakeUp w", String.class)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  public Optional<RegisteredWakeUp> find(String deviceId) {
    return Optional.ofNullable(rows.find(RegisteredWakeUp.class, deviceId));
  }

  /** Until the transaction ends, nobody else changes it. */
  public Optional<RegisteredWakeUp> lock(String deviceId) {
    return Optional.ofNullable(
        rows.find(RegisteredWakeUp.class, deviceId, LockModeType.PESSIMISTIC_WRITE));
  }

  /** Fails with the transaction where another one was first. */
  public void add(RegisteredWakeUp wakeUp) {
    rows.persist(wakeUp);
    rows.flush();
  }

  public void remove(String deviceId) {
    rows.createQuery("delete from RegisteredWakeUp w where w.deviceId = :device")
        .setParameter("device", deviceId)
        .executeUpdate();
  }

  public void remove(RegisteredWakeUp wakeUp) {
    rows.remove(wakeUp);
  }

  /** Those for which something waits in these groups. */
  public List<Due> due(Collection<String> groups, Instant now, int most) {
    return read(
        most,
        rows.createQuery(ENTRIES + " and m.groupId in :groups", Object[].class)
            .setParameter("groups", groups)
            .setParameter("now", now),
        rows.createQuery(WELCOMES + " and q.groupId in :groups", Object[].class)
            .setParameter("groups", groups)
            .setParameter("now", now));
  }

  /** Those for which something waits anywhere. */
  public List<Due> due(Instant now, int most) {
    return read(
        most,
        rows.createQuery(ENTRIES, Object[].class).setParameter("now", now),
        rows.createQuery(WELCOMES, Object[].class).setParameter("now", now));
  }

  @SafeVarargs
  private static List<Due> read(int most, TypedQuery<Object[]>... queries) {
    Map<String, Due> byDevice = new LinkedHashMap<>();
    for (TypedQuery<Object[]> query : queries) {
      for (Object[] row : query.setMaxResults(most).getResultList()) {
        Due due =
            new Due(
                (String) row[0],
                (String) row[1],
                (String) row[2],
                (Instant) row[3],
                (Instant) row[4]);
        byDevice.merge(
            due.deviceId(), due, (one, two) -> one.newest().isAfter(two.newest()) ? one : two);
      }
    }
    return new ArrayList<>(byDevice.values());
  }

  /** Takes it for this node until then; false where another one was first. */
  public boolean claim(Due due, Instant until) {
    return rows.createQuery(
                "update RegisteredWakeUp w set w.notBefore = :until where w.deviceId = :device"
                    + " and w.notBefore = :seen")
            .setParameter("until", until)
            .setParameter("device", due.deviceId())
            .setParameter("seen", due.notBefore())
            .executeUpdate()
        == 1;
  }

  public void connected(Collection<String> devices, Instant until) {
    rows.createQuery(
            "update RegisteredWakeUp w set w.connectedUntil = :until where w.deviceId in :devices")
        .setParameter("until", until)
        .setParameter("devices", devices)
        .executeUpdate();
  }

  public void forget(Instant now) {
    rows.createQuery("delete from RegisteredWakeUp w where w.expiresAt <= :now")
        .setParameter("now", now)
        .executeUpdate();
  }
}
