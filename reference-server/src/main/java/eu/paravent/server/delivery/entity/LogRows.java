package eu.paravent.server.delivery.entity;

import eu.paravent.protocol.delivery.LogEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;

@ApplicationScoped
public class LogRows {
  @PersistenceContext EntityManager rows;

  public void append(LoggedMessage entry) {
    rows.persist(entry);
  }

  /**
   * Entries after one sequence number up to another, as many as fit into both limits, but at least
   * one if there is one.
   */
  public List<LogEntry> page(String groupId, long after, long upTo, int most, long mostBytes) {
    List<Integer> sizes =
        rows.createQuery(
                "select l.size from LoggedMessage l where l.groupId = :group and l.sequence >"
                    + " :after and l.sequence <= :upTo order by l.sequence",
                Integer.class)
            .setParameter("group", groupId)
            .setParameter("after", after)
            .setParameter("upTo", upTo)
            .setMaxResults(most)
            .getResultList();
    int count = 0;
    long bytes = 0;
    for (int size : sizes) {
      bytes += size;
      if (count > 0 && bytes > mostBytes) {
        break;
      }
      count++;
    }
    return count == 0 ? List.of() : entries(groupId, after, after + count);
  }

  /** As columns: entities that are read once and never changed would cost more than the reading. */
  private List<LogEntry> entries(String groupId, long after, long upTo) {
    return rows.createQuery(
            "select l.sequence, l.kind, l.epoch, l.message, l.receivedAt from LoggedMessage l"
                + " where l.groupId = :group and l.sequence > :after and l.sequence <= :upTo"
                + " order by l.sequence",
            Object[].class)
        .setParameter("group", groupId)
        .setParameter("after", after)
        .setParameter("upTo", upTo)
        .getResultStream()
        .map(
            row ->
                new LogEntry(
                    (Long) row[0],
                    (String) row[1],
                    (Long) row[2],
                    (byte[]) row[3],
                    (Instant) row[4]))
        .toList();
  }

  /** What a commit of this epoch may refer to. */
  public List<byte[]> proposals(String groupId, long epoch, String kind) {
    return rows.createQuery(
            "select l from LoggedMessage l where l.groupId = :group and l.epoch = :epoch and l.kind"
                + " = :kind order by l.sequence",
            LoggedMessage.class)
        .setParameter("group", groupId)
        .setParameter("epoch", epoch)
        .setParameter("kind", kind)
        .getResultStream()
        .map(LoggedMessage::message)
        .toList();
  }

  /** The front of a log from this entry on, without the messages. */
  public List<Line> lines(String groupId, long from, int most) {
    return rows.createQuery(
            "select l.sequence, l.kind, l.epoch, l.receivedAt from LoggedMessage l"
                + " where l.groupId = :group and l.sequence >= :from order by l.sequence",
            Object[].class)
        .setParameter("group", groupId)
        .setParameter("from", from)
        .setMaxResults(most)
        .getResultStream()
        .map(row -> new Line((Long) row[0], (String) row[1], (Long) row[2], (Instant) row[3]))
        .toList();
  }

  public void deleteBefore(String groupId, long sequence) {
    rows.createQuery(
            "delete from LoggedMessage l where l.groupId = :group and l.sequence < :sequence")
        .setParameter("group", groupId)
        .setParameter("sequence", sequence)
        .executeUpdate();
  }

  /** An entry without its message. */
  public record Line(long sequence, String kind, long epoch, Instant receivedAt) {}
}
