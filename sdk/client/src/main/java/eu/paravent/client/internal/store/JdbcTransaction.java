package eu.paravent.client.internal.store;

import eu.paravent.client.store.StoreException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One transaction on one {@link Session}. */
final class JdbcTransaction implements StoreTransaction {
  private final Session session;
  private final Sealer sealer;
  private final Schema schema;
  private final boolean writable;
  private byte[] lastPut = {};
  private byte[] lastContent = {};
  private boolean changed;
  private boolean ended;

  JdbcTransaction(Session session, Sealer sealer, Schema schema, boolean writable) {
    this.session = session;
    this.sealer = sealer;
    this.schema = schema;
    this.writable = writable;
  }

  void end() {
    ended = true;
  }

  /** Whether anything was written, so that there is something to be made durable. */
  boolean changed() {
    return changed;
  }

  /** Whether the last row that was put here is seen through that other transaction. */
  boolean seenBy(JdbcTransaction other) {
    byte[] id = lastPut;
    return id.length == 0
        || other.query(
            "SELECT 1 FROM " + schema.map() + " WHERE id = ? AND content = ?",
            bind -> {
              bind.setBytes(1, id);
              bind.setBytes(2, lastContent);
            },
            ResultSet::next);
  }

  @Override
  public Optional<byte[]> get(String space, String key) {
    byte[] id = sealer.blind("map", space, key);
    return query(
        "SELECT content FROM " + schema.map() + " WHERE id = ?",
        bind -> bind.setBytes(1, id),
        rows ->
            rows.next() ? Optional.of(sealer.open(id, rows.getBytes(1), space)) : Optional.empty());
  }

  @Override
  public void put(String space, String key, byte[] value) {
    byte[] id = sealer.blind("map", space, key);
    byte[] content = sealer.seal(id, value);
    lastPut = id;
    lastContent = content;
    int updated =
        update(
            "UPDATE " + schema.map() + " SET content = ? WHERE id = ?",
            bind -> {
              bind.setBytes(1, content);
              bind.setBytes(2, id);
            });
    if (updated == 0) {
      update(
          "INSERT INTO "
              + schema.map()
              + " (id, space, branch, name, content) VALUES (?, ?, ?, ?, ?)",
          bind -> {
            bind.setBytes(1, id);
            bind.setBytes(2, sealer.blind("space", space));
            bind.setBytes(3, sealer.blind("branch", space, branch(key)));
            bind.setBytes(4, sealer.seal(id, key.getBytes(StandardCharsets.UTF_8)));
            bind.setBytes(5, content);
          });
    }
  }

  @Override
  public void delete(String space, String key) {
    byte[] id = sealer.blind("map", space, key);
    update("DELETE FROM " + schema.map() + " WHERE id = ?", bind -> bind.setBytes(1, id));
  }

  @Override
  public Map<String, byte[]> scan(String space, String prefix) {
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException("A prefix is empty or ends with a slash");
    }
    String branch = branch(prefix);
    boolean narrow = branch.indexOf('/') != branch.lastIndexOf('/');
    byte[] index = narrow ? sealer.blind("branch", space, branch) : sealer.blind("space", space);
    return query(
        "SELECT id, name, content FROM "
            + schema.map()
            + " WHERE "
            + (narrow ? "branch" : "space")
            + " = ?",
        bind -> bind.setBytes(1, index),
        rows -> {
          Map<String, byte[]> found = new TreeMap<>();
          while (rows.next()) {
            byte[] id = rows.getBytes(1);
            String key =
                new String(sealer.open(id, rows.getBytes(2), space), StandardCharsets.UTF_8);
            if (key.startsWith(prefix)) {
              found.put(key, sealer.open(id, rows.getBytes(3), space));
            }
          }
          return found;
        });
  }

  /**
   * What rows are found together by: the key up to its second slash, or all of it where it has
   * fewer.
   */
  private static String branch(String key) {
    int second = key.indexOf('/', key.indexOf('/') + 1);
    return second < 0 ? key : key.substring(0, second + 1);
  }

  @Override
  public long append(String stream, byte[] value) {
    long last = last(stream);
    long position = last + 1;
    raise(stream, last, position);
    write(stream, position, value);
    return position;
  }

  @Override
  public void insert(String stream, long position, byte[] value) {
    if (position <= 0) {
      throw new IllegalArgumentException("Positions begin at 1");
    }
    long last = last(stream);
    if (position > last) {
      raise(stream, last, position);
    }
    write(stream, position, value);
  }

  @Override
  public void leap(String stream, long position) {
    long last = last(stream);
    if (position <= last) {
      throw new IllegalArgumentException("Position " + position + " is not beyond the last one");
    }
    raise(stream, last, position);
  }

  private void raise(String stream, long last, long position) {
    byte[] id = sealer.blind("stream", stream);
    String table = schema.stream();
    int known =
        last == 0
            ? 0
            : update(
                "UPDATE " + table + " SET last_position = ? WHERE id = ?",
                bind -> {
                  bind.setLong(1, position);
                  bind.setBytes(2, id);
                });
    if (known == 0) {
      update(
          "INSERT INTO " + table + " (id, last_position) VALUES (?, ?)",
          bind -> {
            bind.setBytes(1, id);
            bind.setLong(2, position);
          });
    }
  }

  private void write(String stream, long position, byte[] value) {
    byte[] id = sealer.blind("stream", stream);
    update(
        "INSERT INTO " + schema.log() + " (stream, position, content) VALUES (?, ?, ?)",
        bind -> {
          bind.setBytes(1, id);
          bind.setLong(2, position);
          bind.setBytes(3, sealer.seal(place(id, position), value));
        });
  }

  @Override
  public void replace(String stream, long position, byte[] value) {
    byte[] id = sealer.blind("stream", stream);
    int updated =
        update(
            "UPDATE " + schema.log() + " SET content = ? WHERE stream = ? AND position = ?",
            bind -> {
              bind.setBytes(1, sealer.seal(place(id, position), value));
              bind.setBytes(2, id);
              bind.setLong(3, position);
            });
    if (updated == 0) {
      throw new IllegalArgumentException("There is no entry at position " + position);
    }
  }

  @Override
  public void remove(String stream, long position) {
    byte[] id = sealer.blind("stream", stream);
    update(
        "DELETE FROM " + schema.log() + " WHERE stream = ? AND position = ?",
        bind -> {
          bind.setBytes(1, id);
          bind.setLong(2, position);
        });
  }

  @Override
  public List<Entry> after(String stream, long position, int limit) {
    return entries(stream, "position > ? ORDER BY position", position, limit);
  }

  @Override
  public List<Entry> before(String stream, long position, int limit) {
    return entries(stream, "position < ? ORDER BY position DESC", position, limit);
  }

  private List<Entry> entries(String stream, String condition, long position, int limit) {
    byte[] id = sealer.blind("stream", stream);
    return query(
        "SELECT position, content FROM "
            + schema.log()
            + " WHERE stream = ? AND "
            + condition
            + " LIMIT ?",
        bind -> {
          bind.setBytes(1, id);
          bind.setLong(2, position);
          bind.setInt(3, limit);
        },
        rows -> {
          List<Entry> found = new ArrayList<>();
          while (rows.next()) {
            long at = rows.getLong(1);
            found.add(new Entry(at, sealer.open(place(id, at), rows.getBytes(2), stream)));
          }
          return found;
        });
  }

  @Override
  public long last(String stream) {
    byte[] id = sealer.blind("stream", stream);
    return query(
        "SELECT last_position FROM " + schema.stream() + " WHERE id = ?",
        bind -> bind.setBytes(1, id),
        rows -> rows.next() ? rows.getLong(1) : 0L);
  }

  private static byte[] place(byte[] stream, long position) {
    return ByteBuffer.allocate(stream.length + Long.BYTES).put(stream).putLong(position).array();
  }

  @FunctionalInterface
  private interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }

  @FunctionalInterface
  private interface Reading<T> {
    T read(ResultSet rows) throws SQLException;
  }

  private int update(String sql, Binding binding) {
    if (!writable) {
      throw new IllegalStateException("This transaction only reads");
    }
    changed = true;
    try {
      PreparedStatement statement = statement(sql, binding);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new StoreException("The local store cannot be written", e);
    }
  }

  private <T> T query(String sql, Binding binding, Reading<T> reading) {
    try (ResultSet rows = statement(sql, binding).executeQuery()) {
      return reading.read(rows);
    } catch (SQLException e) {
      throw new StoreException("The local store cannot be read", e);
    }
  }

  private PreparedStatement statement(String sql, Binding binding) throws SQLException {
    if (ended) {
      throw new IllegalStateException("This transaction has ended");
    }
    PreparedStatement statement = session.prepare(sql);
    binding.bind(statement);
    return statement;
  }
}
