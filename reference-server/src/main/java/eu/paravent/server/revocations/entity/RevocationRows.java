package eu.paravent.server.revocations.entity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

@ApplicationScoped
public class RevocationRows {
  @PersistenceContext EntityManager rows;

  public Optional<StoredList> find(String organisation) {
    return Optional.ofNullable(rows.find(StoredList.class, organisation));
  }

  /** Until the transaction ends, nobody else brings a list of this organisation. */
  public Optional<StoredList> lock(String organisation) {
    return Optional.ofNullable(
        rows.find(StoredList.class, organisation, LockModeType.PESSIMISTIC_WRITE));
  }

  /** Fails with the transaction where another one was first. */
  public void add(StoredList list) {
    rows.persist(list);
    rows.flush();
  }

  public boolean revoked(String organisation, String serial) {
    return rows.find(RevokedCertificate.class, new RevokedCertificate.Key(organisation, serial))
        != null;
  }

  public Set<String> serials(String organisation) {
    return new HashSet<>(
        rows.createQuery(
                "select r.serial from RevokedCertificate r where r.organisation = :organisation",
                String.class)
            .setParameter("organisation", organisation)
            .getResultList());
  }

  /** These and no others. */
  public void replace(String organisation, Set<String> serials) {
    Set<String> before = serials(organisation);
    for (String gone : before) {
      if (!serials.contains(gone)) {
        rows.createQuery(
                "delete from RevokedCertificate r where r.organisation = :organisation"
                    + " and r.serial = :serial")
            .setParameter("organisation", organisation)
            .setParameter("serial", gone)
            .executeUpdate();
      }
    }
    for (String serial : serials) {
      if (!before.contains(serial)) {
        rows.persist(new RevokedCertificate(organisation, serial));
      }
    }
  }
}
