package eu.paravent.server.sessions.entity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
public class SessionRows {
  @PersistenceContext EntityManager rows;

  public void add(AccessGrant grant) {
    rows.persist(grant);
  }

  public Optional<AccessGrant> grant(String tokenHash) {
    return Optional.ofNullable(rows.find(AccessGrant.class, tokenHash));
  }

  /** Which of these there are, alive or not. */
  public List<String> known(Collection<String> tokenHashes) {
    return rows.createQuery(
            "select g.tokenHash from AccessGrant g where g.tokenHash in :hashes", String.class)
        .setParameter("hashes", tokenHashes)
        .getResultList();
  }

  public void remove(String tokenHash) {
    grant(tokenHash).ifPresent(rows::remove);
  }

  /** Those that are alive, on all devices of the user whose device this is. */
  public List<Shown> ofUserOf(String deviceId, Instant now) {
    return rows.createQuery(
            "select g, d.uri from AccessGrant g, RegisteredDevice d, RegisteredDevice own"
                + " where own.id = :device and g.deviceId = d.id"
                + " and (d.id = own.id or (d.organisation = own.organisation and d.user = own.user))"
                + " and g.expiresAt > :now order by d.uri, g.expiresAt",
            Object[].class)
        .setParameter("device", deviceId)
        .setParameter("now", now)
        .getResultStream()
        .map(row -> new Shown((AccessGrant) row[0], (String) row[1]))
        .toList();
  }

  /** Those that are alive, on all devices of a member of staff. */
  public List<Shown> ofUser(String organisation, String user, Instant now) {
    return rows.createQuery(
            "select g, d.uri from AccessGrant g, RegisteredDevice d where g.deviceId = d.id"
                + " and d.organisation = :organisation and d.user = :user"
                + " and g.expiresAt > :now order by d.uri, g.expiresAt",
            Object[].class)
        .setParameter("organisation", organisation)
        .setParameter("user", user)
        .setParameter("now", now)
        .getResultStream()
        .map(row -> new Shown((AccessGrant) row[0], (String) row[1]))
        .toList();
  }

  /** Alive or not. */
  public List<AccessGrant> onDevices(Collection<String> deviceIds) {
    return deviceIds.isEmpty()
        ? List.of()
        : rows.createQuery(
                "select g from AccessGrant g where g.deviceId in :devices", AccessGrant.class)
            .setParameter("devices", List.copyOf(deviceIds))
            .getResultList();
  }

  /** A session and the device it is on. */
  public record Shown(AccessGrant grant, String deviceUri) {}

  /** Those that are alive, of an organisation's own devices. */
  public List<AccessGrant> ofStaff(String organisation, Instant now) {
    return rows.createQuery(
            "select g from AccessGrant g, RegisteredDevice d where g.deviceId = d.id"
                + " and d.organisation = :organisation and d.inviteId is null"
                + " and g.expiresAt > :now",
            AccessGrant.class)
        .setParameter("organisation", organisation)
        .setParameter("now", now)
        .getResultList();
  }

  /** Empty for guests. */
  public Optional<String> organisationOfStaff(String deviceId) {
    return rows.createQuery(
            "select d.organisation from RegisteredDevice d where d.id = :id and d.inviteId is null",
            String.class)
        .setParameter("id", deviceId)
        .getResultStream()
        .findFirst();
  }

  public boolean used(String assertionId) {
    return rows.find(UsedAssertion.class, assertionId) != null;
  }

  /** Fails at the latest with the transaction where another one was first. */
  public void use(UsedAssertion assertion) {
    rows.persist(assertion);
  }

  /** Forgets what expired before. */
  public int forget(Instant before) {
    return rows.createQuery("delete from AccessGrant g where g.expiresAt < :before")
            .setParameter("before", before)
            .executeUpdate()
        + rows.createQuery("delete from UsedAssertion u where u.expiresAt < :before")
            .setParameter("before", before)
            .executeUpdate();
  }
}
