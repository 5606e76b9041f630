package eu.paravent.server.delivery.entity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
public class WelcomeRows {
  @PersistenceContext EntityManager rows;

  public void add(WelcomeMessage welcome) {
    rows.persist(welcome);
    // The rows that refer to it follow.
    rows.flush();
  }

  public void add(QueuedWelcome queued) {
    rows.persist(queued);
  }

  /**
   * Oldest first, behind one that was queued then: as many as fit into the limits, but at least one
   * if there is one.
   */
  public Found waiting(String deviceId, Instant at, String id, int most, long mostBytes) {
    List<Object[]> queue =
        rows.createQuery(
                "select q, w.size from QueuedWelcome q, WelcomeMessage w where q.deviceId = :device"
                    + " and (q.queuedAt > :at or (q.queuedAt = :at and q.id > :id))"
                    + " and w.groupId = q.groupId and w.sequence = q.sequence order by q.queuedAt, q.id",
                Object[].class)
            .setParameter("device", deviceId)
            .setParameter("at", at)
            .setParameter("id", id)
            .setMaxResults(most + 1)
            .getResultList();
    List<Waiting> waiting = new ArrayList<>();
    long bytes = 0;
    for (Object[] row : queue) {
      bytes += (Integer) row[1];
      if (waiting.size() == most || (!waiting.isEmpty() && bytes > mostBytes)) {
        return new Found(waiting, true);
      }
      QueuedWelcome queued = (QueuedWelcome) row[0];
      waiting.add(new Waiting(queued, message(queued).message()));
    }
    return new Found(waiting, false);
  }

  /**
   * @param more where these are not all
   */
  public record Found(List<Waiting> first, boolean more) {}

  /** Those of one commit that wait still. */
  public List<Waiting> of(String groupId, long sequence) {
    List<QueuedWelcome> queue =
        rows.createQuery(
                "select q from QueuedWelcome q where q.groupId = :group and q.sequence = :sequence",
                QueuedWelcome.class)
            .setParameter("group", groupId)
            .setParameter("sequence", sequence)
            .getResultList();
    if (queue.isEmpty()) {
      return List.of();
    }
    byte[] message = message(queue.get(0)).message();
    return queue.stream().map(queued -> new Waiting(queued, message)).toList();
  }

  public List<String> waitingIds(String deviceId) {
    return rows.createQuery(
            "select q.id from QueuedWelcome q where q.deviceId = :device order by q.queuedAt, q.id",
            String.class)
        .setParameter("device", deviceId)
        .getResultList();
  }

  public Optional<QueuedWelcome> find(String id) {
    return Optional.ofNullable(rows.find(QueuedWelcome.class, id));
  }

  /** With the last one who waited for it, the message goes too. */
  public void remove(QueuedWelcome queued) {
    rows.remove(queued);
    rows.flush();
    long others =
        rows.createQuery(
                "select count(q) from QueuedWelcome q where q.groupId = :group and q.sequence = :sequence",
                Long.class)
            .setParameter("group", queued.groupId())
            .setParameter("sequence", queued.sequence())
            .getSingleResult();
    if (others == 0) {
      rows.createQuery(
              "delete from WelcomeMessage w where w.groupId = :group and w.sequence = :sequence")
          .setParameter("group", queued.groupId())
          .setParameter("sequence", queued.sequence())
          .executeUpdate();
    }
  }

  /** Those that wait for longer, and the messages that nobody waits for. */
  public void forget(Instant before) {
    rows.createQuery("delete from QueuedWelcome q where q.queuedAt < :before")
        .setParameter("before", before)
        .executeUpdate();
    // of two devices that acknowledge at once each sees the other, and none deletes the message
    rows.createNativeQuery(
            "delete from welcome where not exists (select 1 from pending_welcome q"
                + " where q.group_id = welcome.group_id and q.sequence = welcome.sequence)")
        .executeUpdate();
  }

  private WelcomeMessage message(QueuedWelcome queued) {
    WelcomeMessage message =
        rows.find(WelcomeMessage.class, new SequenceKey(queued.groupId(), queued.sequence()));
    if (message == null) {
      throw new IllegalStateException("A queued welcome without its message");
    }
    return message;
  }

  /** A welcome as it waits for a device. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Waiting(QueuedWelcome queued, byte[] message) {}
}
