package eu.paravent.server.privacy.entity;

import eu.paravent.protocol.privacy.PrivacyOverview.Archivist;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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

  /** How many conversations with its people, or guests, are in which suite; 0 where not noted. */
  public Map<Integer, Long> suites(String organisation) {
    Map<Integer, Long> suites = new TreeMap<>();
    for (Object[] row :
        read(
            "select coalesce(g.cipher_suite, 0), count(distinct g.id) from chat_group g join"
                + " membership m on m.group_id = g.id and m.removed is null join device d on"
                + " d.id = m.device_id where d.organisation = ? group by"
                + " coalesce(g.cipher_suite, 0)",
            organisation)) {
      suites.put((int) number(row[0]), number(row[1]));
    }
    return suites;
  }

  /** Other organisations, and how many conversations it shares with each. */
  public Map<String, Long> partners(String organisation) {
    Map<String, Long> partners = new TreeMap<>();
    for (Object[] row :
        read(
            "select d.organisation, count(distinct m.group_id) from membership m join device d"
                + " on d.id = m.device_id where m.removed is null and d.organisation <> ? and"
                + " exists (select 1 from membership o join device x on x.id = o.device_id where"
                + " o.group_id = m.group_id and o.removed is null and x.organisation = ?) group"
                + " by d.organisation",
            organisation,
            organisation)) {
      partners.put((String) row[0], number(row[1]));
    }
    return partners;
  }

  /** Who keeps records, and how far each has come. */
  public List<Archivist> archivists(String organisation) {
    return read(
            "select d.user_name, count(distinct d.id), count(distinct m.group_id), sum(g.head -"
                + " m.stored_to) from device d left join membership m on m.device_id = d.id and"
                + " m.removed is null left join chat_group g on g.id = m.group_id where"
                + " d.organisation = ? and d.archivist = true group by d.user_name order by"
                + " d.user_name",
            organisation)
        .stream()
        .map(
            row ->
                new Archivist(
                    "mimi://" + organisation + "/u/" + row[0],
                    number(row[1]),
                    number(row[2]),
                    number(row[3])))
        .toList();
  }

  /** Rows of several columns. */
  private List<Object[]> read(String sql, Object... parameters) {
    Query query = rows.createNativeQuery(sql);
    for (int i = 0; i < parameters.length; i++) {
      query.setParameter(i + 1, parameters[i]);
    }
    List<?> found = query.getResultList();
    return found.stream().map(Object[].class::cast).toList();
  }

  /** A sum of nothing is none. */
  private static long number(@Nullable Object found) {
    return found == null ? 0 : ((Number) found).longValue();
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
