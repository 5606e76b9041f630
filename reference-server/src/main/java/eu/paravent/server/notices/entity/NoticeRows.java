package eu.paravent.server.notices.entity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
public class NoticeRows {
  @PersistenceContext EntityManager rows;

  public Optional<StoredProfile> profile(String organisation) {
    return Optional.ofNullable(rows.find(StoredProfile.class, organisation));
  }

  /** Until the transaction ends, nobody else brings a profile of this organisation. */
  public Optional<StoredProfile> lockProfile(String organisation) {
    return Optional.ofNullable(
        rows.find(StoredProfile.class, organisation, LockModeType.PESSIMISTIC_WRITE));
  }

  /** Fails with the transaction where another one was first. */
  public void add(StoredProfile profile) {
    rows.persist(profile);
    rows.flush();
  }

  public void add(PublishedProfile profile) {
    rows.persist(profile);
  }

  public Optional<PublishedProfile> published(String organisation, long version) {
    return Optional.ofNullable(
        rows.find(PublishedProfile.class, new PublishedProfile.Key(organisation, version)));
  }

  /** The newest first. */
  public List<PublishedProfile> published(String organisation, int most) {
    return rows.createQuery(
            "select p from PublishedProfile p where p.organisation = :organisation order by"
                + " p.version desc",
            PublishedProfile.class)
        .setParameter("organisation", organisation)
        .setMaxResults(most)
        .getResultList();
  }

  /** The newest last. */
  public List<StoredReceipt> receipts(String deviceUri) {
    return rows.createQuery(
            "select r from StoredReceipt r where r.deviceUri = :device order by r.number",
            StoredReceipt.class)
        .setParameter("device", deviceUri)
        .getResultList();
  }

  /** Fails with the transaction where another one of this device was first. */
  public void add(StoredReceipt receipt) {
    rows.persist(receipt);
    rows.flush();
  }
}
