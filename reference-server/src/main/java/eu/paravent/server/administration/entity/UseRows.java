package eu.paravent.server.administration.entity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;

/** How much of the server an organisation uses, in numbers. */
@ApplicationScoped
public class UseRows {
  @PersistenceContext EntityManager rows;

  public long users(String organisation) {
    return number(
        "select count(distinct d.user) from RegisteredDevice d where d.inviteId is null and d.organisation = :organisation",
        organisation);
  }

  /** Of staff. */
  public long devices(String organisation) {
    return number(
        "select count(d) from RegisteredDevice d where d.inviteId is null and d.organisation = :organisation",
        organisation);
  }

  /** Of staff, alive. */
  public long sessions(String organisation, Instant now) {
    return query(
            "select count(g) from AccessGrant g, RegisteredDevice d where g.deviceId = d.id and d.inviteId is null and g.expiresAt > :now and d.organisation = :organisation",
            organisation)
        .setParameter("now", now)
        .getSingleResult();
  }

  public long attachmentBytes(String organisation) {
    return query(
            "select u.bytes from StorageUse u where u.organisation = :organisation", organisation)
        .getResultStream()
        .findFirst()
        .orElse(0L);
  }

  private long number(String jpql, String organisation) {
    return query(jpql, organisation).getSingleResult();
  }

  private TypedQuery<Long> query(String jpql, String organisation) {
    return rows.createQuery(jpql, Long.class).setParameter("organisation", organisation);
  }
}
