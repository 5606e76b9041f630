package eu.paravent.server.invites.entity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
public class WaitingGuestRows {
  @PersistenceContext EntityManager rows;

  public void add(WaitingGuest guest) {
    rows.persist(guest);
  }

  public Optional<WaitingGuest> ofDevice(String deviceId) {
    return Optional.ofNullable(rows.find(WaitingGuest.class, deviceId));
  }

  public long waiting(String inviteId, Instant now) {
    return rows.createQuery(
            "select count(w) from WaitingGuest w where w.inviteId = :invite and w.declined = false"
                + " and w.expiresAt > :now",
            Long.class)
        .setParameter("invite", inviteId)
        .setParameter("now", now)
        .getSingleResult();
  }

  /** Oldest first, behind one that was received then; those of invites that are alive. */
  public List<WaitingGuest> ofGroup(String groupId, Instant now, Instant at, String id, int most) {
    return rows.createQuery(
            "select w from WaitingGuest w, Invite i where w.groupId = :group and w.declined = false"
                + " and w.expiresAt > :now"
                + " and (w.receivedAt > :at or (w.receivedAt = :at and w.id > :id)) and i.id = w.inviteId and i.revokedAt is null"
                + " order by w.receivedAt, w.id",
            WaitingGuest.class)
        .setParameter("group", groupId)
        .setParameter("now", now)
        .setParameter("at", at)
        .setParameter("id", id)
        .setMaxResults(most)
        .getResultList();
  }

  public Optional<WaitingGuest> find(String groupId, String id) {
    return rows.createQuery(
            "select w from WaitingGuest w where w.groupId = :group and w.id = :id",
            WaitingGuest.class)
        .setParameter("group", groupId)
        .setParameter("id", id)
        .getResultStream()
        .findFirst();
  }

  public void remove(WaitingGuest guest) {
    rows.remove(guest);
  }

  /** Those whose time is over. */
  public void forget(String inviteId, Instant now) {
    rows.createQuery(
            "delete from WaitingGuest w where w.inviteId = :invite and w.expiresAt <= :now")
        .setParameter("invite", inviteId)
        .setParameter("now", now)
        .executeUpdate();
  }
}
