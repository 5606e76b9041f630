package eu.paravent.server.cases.entity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Rows about one person, in all tables. Names of tables and columns come from the list of stored
 * data, never from a request.
 */
@ApplicationScoped
public class PersonRows {
  @PersistenceContext EntityManager rows;

  /** A device of the person. */
  public record PersonDevice(String id, String uri) {}

  /** A device that is not as far as a conversation was. */
  public record Behind(String groupId, String device) {}

  public List<PersonDevice> devicesOfStaff(String organisation, String user) {
    return devices(
        rows.createNativeQuery(
                "select id, uri from device where organisation = ? and user_name = ? order by uri")
            .setParameter(1, organisation)
            .setParameter(2, user));
  }

  public List<PersonDevice> device(String organisation, String uri) {
    return devices(
        rows.createNativeQuery("select id, uri from device where organisation = ? and uri = ?")
            .setParameter(1, organisation)
            .setParameter(2, uri));
  }

  private static List<PersonDevice> devices(Query query) {
    return lines(query).stream()
        .map(line -> new PersonDevice((String) line[0], (String) line[1]))
        .toList();
  }

  /** These columns of the rows in which one column has one of these values. */
  public List<Object[]> find(
      String table, List<String> columns, String column, Collection<String> values) {
    if (values.isEmpty()) {
      return List.of();
    }
    List<Object[]> found =
        lines(
            bound(
                "select "
                    + String.join(", ", columns)
                    + " from "
                    + table
                    + " where "
                    + in(column, values),
                values));
    return found;
  }

  public long count(String table, String column, Collection<String> values) {
    return values.isEmpty()
        ? 0
        : number(bound("select count(*) from " + table + " where " + in(column, values), values));
  }

  public long delete(String table, String column, Collection<String> values) {
    return values.isEmpty()
        ? 0
        : bound("delete from " + table + " where " + in(column, values), values).executeUpdate();
  }

  /** Places in conversations that its device has left. */
  public long deleteEndedMemberships(Collection<String> devices) {
    return devices.isEmpty()
        ? 0
        : bound(
                "delete from membership where removed is not null and " + in("device_id", devices),
                devices)
            .executeUpdate();
  }

  /** Uses of invites that let nobody in any more. */
  public long deleteUsesOfDeadInvites(Collection<String> devices, long nowMillis) {
    return devices.isEmpty()
        ? 0
        : bound(
                "delete from invite_use where invite_id in (select id from invite where revoked_at is"
                    + " not null or expires_at < "
                    + nowMillis
                    + ") and "
                    + in("device_id", devices),
                devices)
            .executeUpdate();
  }

  /** Where the conversations of these devices stand now, once for a case. */
  public void rememberHeads(String caseId, Collection<String> devices) {
    if (!devices.isEmpty()) {
      Query query =
          rows.createNativeQuery(
              "insert into privacy_case_group (case_id, group_id, head) select distinct"
                  + " cast(? as varchar(22)), g.id, g.head from chat_group g join membership m on"
                  + " m.group_id = g.id where "
                  + in("m.device_id", devices)
                  + " and not exists (select 1 from privacy_case_group k where k.case_id = ? and"
                  + " k.group_id = g.id)");
      query.setParameter(1, caseId);
      int position = 2;
      for (String device : devices) {
        query.setParameter(position++, device);
      }
      query.setParameter(position, caseId).executeUpdate();
    }
  }

  /** Other devices in those conversations that have not fetched everything up to then. */
  public List<Behind> behind(String caseId, Collection<String> ofThePerson) {
    return lines(
            rows.createNativeQuery(
                    "select k.group_id, d.uri, d.id from privacy_case_group k join membership m on"
                        + " m.group_id = k.group_id join device d on d.id = m.device_id where"
                        + " k.case_id = ? and m.removed is null and m.stored_to < k.head order by"
                        + " k.group_id, d.uri")
                .setParameter(1, caseId))
        .stream()
        .filter(line -> !ofThePerson.contains((String) line[2]))
        .map(line -> new Behind((String) line[0], (String) line[1]))
        .toList();
  }

  private Query bound(String sql, Collection<String> values) {
    Query query = rows.createNativeQuery(sql);
    int position = 1;
    for (String value : values) {
      query.setParameter(position++, value);
    }
    return query;
  }

  private static String in(String column, Collection<String> values) {
    return column + " in (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")";
  }

  private static long number(Query query) {
    return ((Number) query.getSingleResult()).longValue();
  }

  /** One column comes bare, several as an array. */
  private static List<Object[]> lines(Query query) {
    List<?> found = query.getResultList();
    return found.stream()
        .map(line -> line instanceof Object[] several ? several : new Object[] {line})
        .toList();
  }
}
