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

  /** A receipt, and which one of its device it is. */
  public record Signed(long number, String receipt) {}

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

  /** Those that one device signed, as they came, with higher numbers, the newest last. */
  public List<Signed> receiptsOf(String organisation, String deviceUri, long after, int most) {
    return rows.createQuery(
            "select r.number, r.receipt from StoredReceipt r where r.organisation = :organisation"
                + " and r.deviceUri = :device and r.number > :after order by r.number",
            Object[].class)
        .setParameter("organisation", organisation)
        .setParameter("device", deviceUri)
        .setParameter("after", after)
        .setMaxResults(most)
        .getResultStream()
        .map(row -> new Signed(((Number) row[0]).longValue(), (String) row[1]))
        .toList();
  }
}
