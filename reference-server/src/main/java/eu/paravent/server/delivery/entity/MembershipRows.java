package eu.paravent.server.delivery.entity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
public class MembershipRows {
  @PersistenceContext EntityManager rows;

  public void add(Membership membership) {
    rows.persist(membership);
  }

  public Optional<Membership> find(String groupId, String deviceId) {
    return Optional.ofNullable(rows.find(Membership.class, new Membership.Key(groupId, deviceId)));
  }

  public boolean memberByUri(String groupId, String deviceUri) {
    return rows.createQuery(
                "select count(m) from Membership m, RegisteredDevice d where m.groupId = :group and m.deviceId = d.id"
                    + " and d.uri = :uri and m.removed is null",
                Long.class)
            .setParameter("group", groupId)
            .setParameter("uri", deviceUri)
            .getSingleResult()
        > 0;
  }

  /**
   * Up to where every device has stored the log that still has something to read in it; removed
   * ones read up to their removal.
   */
  public long storedByAll(String groupId) {
    Long least =
        rows.createQuery(
                "select min(m.storedTo) from Membership m where m.groupId = :group"
                    + " and (m.removed is null or m.storedTo < m.removed)",
                Long.class)
            .setParameter("group", groupId)
            .getSingleResult();
    return least == null ? Long.MAX_VALUE : least;
  }

  /** The shortest time that an organisation with somebody inside lets ciphertext be kept, days. */
  public Optional<Integer> ciphertextDays(String groupId) {
    return Optional.ofNullable(
        rows.createQuery(
                "select min(p.ciphertextDays) from Membership m, RegisteredDevice d, StoredProfile p"
                    + " where m.groupId = :group and m.removed is null and d.id = m.deviceId and"
                    + " p.organisation = d.organisation",
                Integer.class)
            .setParameter("group", groupId)
            .getSingleResult());
  }

  /** The shortest of all. */
  public Optional<Integer> ciphertextDays() {
    return Optional.ofNullable(
        rows.createQuery("select min(p.ciphertextDays) from StoredProfile p", Integer.class)
            .getSingleResult());
  }

  /** All groups it is or was in, with where they stand. */
  public List<Standing> ofDevice(String deviceId) {
    return rows.createQuery(
            "select m, g from Membership m, Group g where m.deviceId = :device and g.id = m.groupId",
            Object[].class)
        .setParameter("device", deviceId)
        .getResultStream()
        .map(row -> new Standing((Membership) row[0], (Group) row[1]))
        .toList();
  }

  /** Those that joined or were removed by this entry, as far as nothing else came after it. */
  public List<Membership> changedBy(String groupId, long sequence) {
    return rows.createQuery(
            "select m from Membership m where m.groupId = :group"
                + " and (m.joined = :sequence or m.removed = :sequence)",
            Membership.class)
        .setParameter("group", groupId)
        .setParameter("sequence", sequence)
        .getResultList();
  }

  /** Where the groups that these devices are in stand now. */
  public List<Followed> followedBy(Collection<String> devices) {
    return rows.createQuery(
            "select m.deviceId, g.id, g.head from Membership m, Group g where m.deviceId in :devices"
                + " and m.removed is null and g.id = m.groupId",
            Object[].class)
        .setParameter("devices", devices)
        .getResultStream()
        .map(row -> new Followed((String) row[0], (String) row[1], (Long) row[2]))
        .toList();
  }

  /** A group that a device is in, and its newest entry. */
  public record Followed(String deviceId, String groupId, long head) {}

  /** Groups it is in. */
  public List<String> groupsOf(String deviceId) {
    return rows.createQuery(
            "select m.groupId from Membership m where m.deviceId = :device and m.removed is null",
            String.class)
        .setParameter("device", deviceId)
        .getResultList();
  }

  /** A device's place in a group. */
  public record Standing(Membership membership, Group group) {}
}
