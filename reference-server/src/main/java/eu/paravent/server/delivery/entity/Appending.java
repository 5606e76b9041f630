package eu.paravent.server.delivery.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One transaction that appends to several logs, in plain SQL: JPA costs several times as much for
 * each row, and this is where all rows of a busy server come from. What is not committed at the end
 * is rolled back. For one thread.
 */
public final class Appending implements AutoCloseable {
  private final Connection connection;
  private boolean committed;

  Appending(Connection connection) {
    this.connection = connection;
  }

  /** Where a group stands; from {@link #lock} on nobody else changes it. */
  public static final class Standing {
    private final String groupId;
    private final long epoch;
    private long head;

    private Standing(String groupId, long epoch, long head) {
      this.groupId = groupId;
      this.epoch = epoch;
      this.head = head;
    }

    public long epoch() {
      return epoch;
    }

    /** Takes the next sequence number. */
    public long next() {
      return ++head;
    }
  }

  /** An entry and the write that it came by. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Row(
      Submission.Key submission,
      long sequence,
      String kind,
      long epoch,
      byte[] message,
      Instant receivedAt) {}

  /**
   * Until the transaction ends, nobody else writes to these groups. Those that do not exist are not
   * among them, nor those that somebody else has locked now: they are not waited for.
   */
  public Map<String, Standing> lock(Collection<String> groupIds) {
    Map<String, Standing> locked = new HashMap<>();
    int places = places(groupIds.size());
    query(
        "select id, epoch, head from chat_group where id in ("
            + repeat("?", places)
            + ") order by id for update skip locked",
        statement -> {
          int at = 0;
          for (String id : padded(groupIds, places)) {
            statement.setString(++at, id);
          }
        },
        row ->
            locked.put(
                row.getString(1), new Standing(row.getString(1), row.getLong(2), row.getLong(3))));
    return locked;
  }

  /** What came of those of these writes that came before. */
  public Map<Submission.Key, Submission> earlier(Collection<Submission.Key> keys) {
    Map<Submission.Key, Submission> earlier = new HashMap<>();
    int places = places(keys.size());
    query(
        "select group_id, device_id, idempotency_key, sequence, epoch, received_at from submission"
            + " where (group_id, device_id, idempotency_key) in ("
            + repeat("(?, ?, ?)", places)
            + ")",
        statement -> {
          int at = 0;
          for (Submission.Key key : padded(keys, places)) {
            statement.setString(++at, key.groupId);
            statement.setString(++at, key.deviceId);
            statement.setString(++at, key.idempotencyKey);
          }
        },
        row -> {
          Submission.Key key =
              new Submission.Key(row.getString(1), row.getString(2), row.getString(3));
          earlier.put(
              key,
              new Submission(
                  key, row.getLong(4), row.getLong(5), Instant.ofEpochMilli(row.getLong(6))));
        });
    return earlier;
  }

  /** Which of these devices are in which of these groups. */
  public Set<Membership.Key> members(Collection<Membership.Key> asked) {
    Set<Membership.Key> members = new HashSet<>();
    int places = places(asked.size());
    query(
        "select group_id, device_id from membership where removed is null"
            + " and (group_id, device_id) in ("
            + repeat("(?, ?)", places)
            + ")",
        statement -> {
          int at = 0;
          for (Membership.Key key : padded(asked, places)) {
            statement.setString(++at, key.groupId);
            statement.setString(++at, key.deviceId);
          }
        },
        row -> members.add(new Membership.Key(row.getString(1), row.getString(2))));
    return members;
  }

  /** These entries, with their writes, and where their groups stand now. */
  public void add(List<Row> rows, Collection<Standing> groups) {
    batch(
        "insert into log_entry (group_id, sequence, kind, epoch, message, size, received_at)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        rows,
        (statement, row) -> {
          statement.setString(1, row.submission.groupId);
          statement.setLong(2, row.sequence);
          statement.setString(3, row.kind);
          statement.setLong(4, row.epoch);
          statement.setBytes(5, row.message);
          statement.setInt(6, row.message.length);
          statement.setLong(7, row.receivedAt.toEpochMilli());
        });
    batch(
        "insert into submission (group_id, device_id, idempotency_key, sequence, epoch, received_at)"
            + " values (?, ?, ?, ?, ?, ?)",
        rows,
        (statement, row) -> {
          statement.setString(1, row.submission.groupId);
          statement.setString(2, row.submission.deviceId);
          statement.setString(3, row.submission.idempotencyKey);
          statement.setLong(4, row.sequence);
          statement.setLong(5, row.epoch);
          statement.setLong(6, row.receivedAt.toEpochMilli());
        });
    batch(
        "update chat_group set head = ? where id = ?",
        groups,
        (statement, group) -> {
          statement.setLong(1, group.head);
          statement.setString(2, group.groupId);
        });
  }

  /** Returns once it is durable. After an exception it is not known whether it is. */
  public void commit() {
    try {
      connection.commit();
      committed = true;
    } catch (SQLException e) {
      throw new AppendFailure(e);
    }
  }

  @Override
  public void close() {
    try (connection) {
      if (!committed) {
        connection.rollback();
      }
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      // it is broken, and the pool finds out
    }
  }

  @FunctionalInterface
  private interface Filling {
    void fill(PreparedStatement statement) throws SQLException;
  }

  @FunctionalInterface
  private interface Reading {
    void read(ResultSet row) throws SQLException;
  }

  @FunctionalInterface
  private interface Writing<T> {
    void fill(PreparedStatement statement, T value) throws SQLException;
  }

  private void query(String sql, Filling filling, Reading reading) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      filling.fill(statement);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          reading.read(rows);
        }
      }
    } catch (SQLException e) {
      throw new AppendFailure(e);
    }
  }

  private <T> void batch(String sql, Collection<T> values, Writing<T> writing) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (T value : values) {
        writing.fill(statement, value);
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new AppendFailure(e);
    }
  }

  /** Few different statements, so that the driver and the database know each of them already. */
  private static int places(int size) {
    return size <= 1 ? 1 : Integer.highestOneBit(size - 1) << 1;
  }

  private static <T> Iterable<T> padded(Collection<T> values, int places) {
    List<T> all = new java.util.ArrayList<>(values);
    all.addAll(Collections.nCopies(places - values.size(), all.get(0)));
    return all;
  }

  private static String repeat(String text, int times) {
    return String.join(", ", Collections.nCopies(times, text));
  }
}
