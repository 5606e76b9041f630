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
  private static final String ENTRY =
      "insert into log_entry (group_id, sequence, kind, epoch, message, size, received_at)"
          + " values (?, ?, ?, ?, ?, ?, ?)";
  private static final String WRITE =
      "insert into submission (group_id, device_id, idempotency_key, sequence, epoch, received_at)"
          + " values (?, ?, ?, ?, ?, ?)";
  private static final String HEAD = "update chat_group set head = ? where id = ?";

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

    private int fill(PreparedStatement statement, int before) throws SQLException {
      statement.setLong(before + 1, head);
      statement.setString(before + 2, groupId);
      return before + 2;
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
      Instant receivedAt) {
    private int fillEntry(PreparedStatement statement, int before) throws SQLException {
      int at = before;
      statement.setString(++at, submission.groupId);
      statement.setLong(++at, sequence);
      statement.setString(++at, kind);
      statement.setLong(++at, epoch);
      statement.setBytes(++at, message);
      statement.setInt(++at, message.length);
      statement.setLong(++at, receivedAt.toEpochMilli());
      return at;
    }

    private int fillWrite(PreparedStatement statement, int before) throws SQLException {
      int at = before;
      statement.setString(++at, submission.groupId);
      statement.setString(++at, submission.deviceId);
      statement.setString(++at, submission.idempotencyKey);
      statement.setLong(++at, sequence);
      statement.setLong(++at, epoch);
      statement.setLong(++at, receivedAt.toEpochMilli());
      return at;
    }
  }

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

  /**
   * What the database knows of all that is to be judged.
   *
   * @param sessions those that have not ended, by the hashes of their tokens
   * @param members which devices are in which groups
   * @param earlier what came of those writes that came before
   */
  public record Known(
      Set<String> sessions, Set<Membership.Key> members, Map<Submission.Key, Submission> earlier) {}

  /**
   * Asks for these, of each at least one. With one question, as the way to the database and back is
   * what a single message waits for.
   */
  public Known look(
      Collection<String> tokenHashes,
      Collection<Membership.Key> senders,
      Collection<Submission.Key> writes) {
    Known known = new Known(new HashSet<>(), new HashSet<>(), new HashMap<>());
    int places = places(Math.max(tokenHashes.size(), Math.max(senders.size(), writes.size())));
    query(
        "select 's', token_hash, '', '', 0, 0, 0 from access_token where token_hash in ("
            + repeat("?", places)
            + ") union all"
            + " select 'm', group_id, device_id, '', 0, 0, 0 from membership"
            + " where removed is null and (group_id, device_id) in ("
            + repeat("(?, ?)", places)
            + ") union all"
            + " select 'w', group_id, device_id, idempotency_key, sequence, epoch, received_at"
            + " from submission where (group_id, device_id, idempotency_key) in ("
            + repeat("(?, ?, ?)", places)
            + ")",
        statement -> {
          int at = 0;
          for (String hash : padded(tokenHashes, places)) {
            statement.setString(++at, hash);
          }
          for (Membership.Key key : padded(senders, places)) {
            statement.setString(++at, key.groupId);
            statement.setString(++at, key.deviceId);
          }
          for (Submission.Key key : padded(writes, places)) {
            statement.setString(++at, key.groupId);
            statement.setString(++at, key.deviceId);
            statement.setString(++at, key.idempotencyKey);
          }
        },
        row -> {
          switch (row.getString(1)) {
            case "s" -> known.sessions.add(row.getString(2));
            case "m" -> known.members.add(new Membership.Key(row.getString(2), row.getString(3)));
            default -> {
              Submission.Key key =
                  new Submission.Key(row.getString(2), row.getString(3), row.getString(4));
              known.earlier.put(
                  key,
                  new Submission(
                      key, row.getLong(5), row.getLong(6), Instant.ofEpochMilli(row.getLong(7))));
            }
          }
        });
    return known;
  }

  /** These entries, with their writes, and where their groups stand now. */
  public void add(List<Row> rows, Collection<Standing> groups) {
    if (rows.size() == 1 && groups.size() == 1) {
      alone(rows.get(0), groups.iterator().next());
      return;
    }
    batch(ENTRY, rows, (statement, row) -> row.fillEntry(statement, 0));
    batch(WRITE, rows, (statement, row) -> row.fillWrite(statement, 0));
    batch(HEAD, groups, (statement, group) -> group.fill(statement, 0));
  }

  /** The three go to the database together. */
  private void alone(Row row, Standing group) {
    try (PreparedStatement statement =
        connection.prepareStatement(ENTRY + "; " + WRITE + "; " + HEAD)) {
      group.fill(statement, row.fillWrite(statement, row.fillEntry(statement, 0)));
      statement.execute();
    } catch (SQLException e) {
      throw new AppendFailure(e);
    }
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
