package eu.paravent.server.privacy.entity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;

/**
 * What an organisation's officer may know of the tables of others: numbers, and single receipts.
 */
@ApplicationScoped
public class PrivacyRows {
  @PersistenceContext EntityManager rows;

  /** How many receipts of this kind the organisation has. */
  public long receipts(String organisation, String kind) {
    return rows.createQuery(
            "select count(r) from StoredReceipt r where r.organisation = :organisation and r.kind ="
                + " :kind",
            Long.class)
        .setParameter("organisation", organisation)
        .setParameter("kind", kind)
        .getSingleResult();
  }

  /** Those that one device signed, as they came, the newest last. */
  public List<String> receiptsOf(String organisation, String deviceUri) {
    return rows.createQuery(
            "select r.receipt from StoredReceipt r where r.organisation = :organisation and"
                + " r.deviceUri = :device order by r.number",
            String.class)
        .setParameter("organisation", organisation)
        .setParameter("device", deviceUri)
        .getResultList();
  }
}
