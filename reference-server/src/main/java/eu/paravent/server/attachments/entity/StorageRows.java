package eu.paravent.server.attachments.entity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

@ApplicationScoped
public class StorageRows {
  @PersistenceContext EntityManager rows;

  /** How much it is then; until the transaction ends the organisation takes nothing else. */
  public long take(String organisation, long size) {
    StorageUse use = rows.find(StorageUse.class, organisation, LockModeType.PESSIMISTIC_WRITE);
    if (use == null) {
      rows.persist(new StorageUse(organisation, size));
      // fails where another one was first
      rows.flush();
      return size;
    }
    return use.take(size);
  }

  /** Of all organisations, uploads under way included. */
  @Transactional
  public long total() {
    Number sum =
        rows.createQuery("select sum(u.bytes) from StorageUse u", Number.class).getSingleResult();
    return sum == null ? 0 : sum.longValue();
  }

  public void giveBack(String organisation, long size) {
    rows.createQuery(
            "update StorageUse u set u.bytes = u.bytes - :size where u.organisation = :organisation")
        .setParameter("size", size)
        .setParameter("organisation", organisation)
        .executeUpdate();
  }
}
