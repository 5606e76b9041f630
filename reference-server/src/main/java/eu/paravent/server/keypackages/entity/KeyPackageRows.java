package eu.paravent.server.keypackages.entity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
public class KeyPackageRows {
  private static final String STOCK =
      " k.deviceId = :device and k.cipherSuite = :suite and k.lastResort = false and k.claimedAt is null and k.notAfter > :now";

  @PersistenceContext EntityManager rows;

  public boolean known(String hash) {
    return rows.find(StoredKeyPackage.class, hash) != null;
  }

  public void add(StoredKeyPackage keyPackage) {
    rows.persist(keyPackage);
  }

  public int unclaimed(String deviceId, int suite, Instant now) {
    return rows.createQuery("select count(k) from StoredKeyPackage k where" + STOCK, Long.class)
        .setParameter("device", deviceId)
        .setParameter("suite", suite)
        .setParameter("now", now)
        .getSingleResult()
        .intValue();
  }

  /** Of all suites. */
  public int unclaimed(String deviceId, Instant now) {
    return rows.createQuery(
            "select count(k) from StoredKeyPackage k where k.deviceId = :device"
                + " and k.lastResort = false and k.claimedAt is null and k.notAfter > :now",
            Long.class)
        .setParameter("device", deviceId)
        .setParameter("now", now)
        .getSingleResult()
        .intValue();
  }

  /** Hashes of some that can be claimed, the oldest first. */
  public List<String> claimable(String deviceId, int suite, Instant now, int most) {
    return rows.createQuery(
            "select k.hash from StoredKeyPackage k where"
                + STOCK
                + " order by k.uploadedAt, k.hash",
            String.class)
        .setParameter("device", deviceId)
        .setParameter("suite", suite)
        .setParameter("now", now)
        .setMaxResults(most)
        .getResultList();
  }

  /**
   * The message, if this transaction is the one that gets it. The database decides: of many that
   * try, the update counts one row for one of them only.
   */
  public Optional<byte[]> claim(String hash, Instant now) {
    int claimed =
        rows.createQuery(
                "update StoredKeyPackage k set k.claimedAt = :now where k.hash = :hash and k.claimedAt is null")
            .setParameter("now", now)
            .setParameter("hash", hash)
            .executeUpdate();
    if (claimed == 0) {
      return Optional.empty();
    }
    byte[] message = rows.find(StoredKeyPackage.class, hash).message();
    rows.createQuery("update StoredKeyPackage k set k.message = null where k.hash = :hash")
        .setParameter("hash", hash)
        .executeUpdate();
    return Optional.of(message);
  }

  public Optional<StoredKeyPackage> lastResort(String deviceId, int suite, Instant now) {
    return rows.createQuery(
            "select k from StoredKeyPackage k where k.deviceId = :device and k.cipherSuite = :suite"
                + " and k.lastResort = true and k.notAfter > :now"
                + " order by k.uploadedAt desc",
            StoredKeyPackage.class)
        .setParameter("device", deviceId)
        .setParameter("suite", suite)
        .setParameter("now", now)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  public void removeLastResorts(String deviceId, int suite) {
    rows.createQuery(
            "delete from StoredKeyPackage k where k.deviceId = :device and k.cipherSuite = :suite"
                + " and k.lastResort = true")
        .setParameter("device", deviceId)
        .setParameter("suite", suite)
        .executeUpdate();
  }

  public void removeExpired(String deviceId, Instant now) {
    rows.createQuery(
            "delete from StoredKeyPackage k where k.deviceId = :device and k.notAfter <= :now")
        .setParameter("device", deviceId)
        .setParameter("now", now)
        .executeUpdate();
  }
}
