package eu.paravent.client.internal.store;

import eu.paravent.client.internal.store.StoreTransaction.Entry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The logs, as one transaction sees them. What is appended goes to the database together, and the
 * place of each stream's end once.
 */
final class LogRows {
  /** Bytes that wait at most. */
  private static final int WAITING_MOST = 4 << 20;

  private final Statements statements;
  private final Sealer sealer;
  private final Schema schema;
  private final Map<String, Stream> streams = new HashMap<>();
  private final List<Fresh> waiting = new ArrayList<>();
  private int bytes;

  LogRows(Statements statements, Sealer sealer, Schema schema) {
    this.statements = statements;
    this.sealer = sealer;
    this.schema = schema;
  }

  private static final class Stream {
    final byte[] id;

    /** As it is in the database, 0 for none. */
    long stored;

    long last;

    Stream(byte[] id, long last) {
      this.id = id;
      this.stored = last;
      this.last = last;
    }
  }

  private record Fresh(byte[] stream, long position, byte[] content) {}

  private Stream stream(String name) {
    statements.requireOpen();
    return streams.computeIfAbsent(
        name,
        missing -> {
          byte[] id = sealer.blind("stream", missing);
          return new Stream(
              id,
              statements.query(
                  "SELECT last_position FROM " + schema.stream() + " WHERE id = ?",
                  bind -> bind.setBytes(1, id),
                  rows -> rows.next() ? rows.getLong(1) : 0L));
        });
  }

  long last(String stream) {
    return stream(stream).last;
  }

  long append(String stream, byte[] value) {
    statements.requireWritable();
    Stream to = stream(stream);
    to.last++;
    write(to, to.last, value);
    return to.last;
  }

  void insert(String stream, long position, byte[] value) {
    statements.requireWritable();
    if (position <= 0) {
      throw new IllegalArgumentException("Positions begin at 1");
    }
    Stream to = stream(stream);
    to.last = Math.max(to.last, position);
    write(to, position, value);
  }

  void leap(String stream, long position) {
    statements.requireWritable();
    Stream to = stream(stream);
    if (position <= to.last) {
      throw new IllegalArgumentException("Position " + position + " is not beyond the last one");
    }
    to.last = position;
  }

  private void write(Stream to, long position, byte[] value) {
    byte[] content = sealer.seal(place(to.id, position), value);
    waiting.add(new Fresh(to.id, position, content));
    bytes += content.length;
    if (bytes > WAITING_MOST) {
      flush();
    }
  }

  void replace(String stream, long position, byte[] value) {
    statements.requireWritable();
    flush();
    byte[] id = stream(stream).id;
    int updated =
        statements.update(
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

  void remove(String stream, long position) {
    statements.requireWritable();
    flush();
    byte[] id = stream(stream).id;
    statements.update(
        "DELETE FROM " + schema.log() + " WHERE stream = ? AND position = ?",
        bind -> {
          bind.setBytes(1, id);
          bind.setLong(2, position);
        });
  }

  // in the order of the index, all of it: by the position alone H2 reads and sorts all that follows
  List<Entry> after(String stream, long position, int limit) {
    return entries(stream, "position > ? ORDER BY stream, position", position, limit);
  }

  List<Entry> before(String stream, long position, int limit) {
    return entries(stream, "position < ? ORDER BY stream DESC, position DESC", position, limit);
  }

  private List<Entry> entries(String stream, String condition, long position, int limit) {
    flush();
    byte[] id = sealer.blind("stream", stream);
    return statements.query(
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

  /** Writes what was appended, and where each stream ends now. */
  void flush() {
    statements.batch(
        "INSERT INTO " + schema.log() + " (stream, position, content) VALUES (?, ?, ?)",
        waiting,
        (bind, row) -> {
          bind.setBytes(1, row.stream());
          bind.setLong(2, row.position());
          bind.setBytes(3, row.content());
        });
    waiting.clear();
    bytes = 0;
    streams.values().stream().filter(stream -> stream.last > stream.stored).forEach(this::raise);
  }

  private void raise(Stream stream) {
    String table = schema.stream();
    int known =
        stream.stored == 0
            ? 0
            : statements.update(
                "UPDATE " + table + " SET last_position = ? WHERE id = ?",
                bind -> {
                  bind.setLong(1, stream.last);
                  bind.setBytes(2, stream.id);
                });
    if (known == 0) {
      statements.update(
          "INSERT INTO " + table + " (id, last_position) VALUES (?, ?)",
          bind -> {
            bind.setBytes(1, stream.id);
            bind.setLong(2, stream.last);
          });
    }
    stream.stored = stream.last;
  }

  private static byte[] place(byte[] stream, long position) {
    return ByteBuffer.allocate(stream.length + Long.BYTES).put(stream).putLong(position).array();
  }
}
