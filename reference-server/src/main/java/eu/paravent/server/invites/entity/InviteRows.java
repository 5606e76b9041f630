package eu.paravent.server.invites.entity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

@ApplicationScoped
public class InviteRows {
  @PersistenceContext EntityManager rows;

  public void add(Invite invite) {
    rows.persist(invite);
  }

  public Optional<Invite> find(String id) {
    return Optional.ofNullable(rows.find(Invite.class, id));
  }

  /** Until the transaction ends, nobody else uses or revokes it. */
  public Optional<Invite> lock(String id) {
    return Optional.ofNullable(rows.find(Invite.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  public long guests(String inviteId) {
    return rows.createQuery(
            "select count(u) from InviteUse u where u.inviteId = :invite", Long.class)
        .setParameter("invite", inviteId)
        .getSingleResult();
  }

  public boolean usedBy(String inviteId, String deviceUri) {
    return rows.createQuery(
                "select count(u) from InviteUse u, RegisteredDevice d where u.inviteId = :invite and u.deviceId = d.id"
                    + " and d.uri = :uri",
                Long.class)
            .setParameter("invite", inviteId)
            .setParameter("uri", deviceUri)
            .getSingleResult()
        > 0;
  }

  public void use(InviteUse use) {
    rows.persist(use);
  }
}
