package eu.paravent.client.internal.store;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The maps, as one transaction sees them. A row is read once and written once, however often it is
 * asked for and put: where many messages are taken in together, the rows that each of them changes
 * go to the database at the end, and those that stayed as they were do not go there at all.
 */
final class MapRows {
  /** Bytes that are held at most; then they are written, and forgotten. */
  private static final int HELD_MOST = 8 << 20;

  private final Statements statements;
  private final Sealer sealer;
  private final Schema schema;
  private final Map<Place, Row> held = new LinkedHashMap<>();
  private final Map<String, byte[]> spaces = new HashMap<>();
  private int bytes;
  private byte[] lastPut = {};
  private byte[] lastContent = {};

  MapRows(Statements statements, Sealer sealer, Schema schema) {
    this.statements = statements;
    this.sealer = sealer;
    this.schema = schema;
  }

  private record Place(String space, String key) {}

  private enum Stored {
    YES,
    NO,
    UNKNOWN
  }

  private static final class Row {
    final byte[] id;
    byte @Nullable [] value;
    Stored stored;
    boolean differs;

    Row(byte[] id, byte @Nullable [] value, Stored stored) {
      this.id = id;
      this.value = value;
      this.stored = stored;
    }
  }

  Optional<byte[]> get(String space, String key) {
    statements.requireOpen();
    Place place = new Place(space, key);
    Row row = held.get(place);
    if (row == null) {
      byte[] id = sealer.blind("map", space, key);
      byte[] value = read(id, space).orElse(null);
      row = new Row(id, value, value == null ? Stored.NO : Stored.YES);
      hold(place, row, value == null ? 0 : value.length);
    }
    return Optional.ofNullable(row.value).map(byte[]::clone);
  }

  private Optional<byte[]> read(byte[] id, String space) {
    return statements.query(
        "SELECT content FROM " + schema.map() + " WHERE id = ?",
        bind -> bind.setBytes(1, id),
        rows ->
            rows.next() ? Optional.of(sealer.open(id, rows.getBytes(1), space)) : Optional.empty());
  }

  void put(String space, String key, byte[] value) {
    statements.requireWritable();
    Row row = row(new Place(space, key), value.length);
    boolean same = row.stored == Stored.YES && !row.differs && Arrays.equals(row.value, value);
    if (!same) {
      // the caller may wipe what it gave away
      row.value = value.clone();
      row.differs = true;
    }
  }

  void delete(String space, String key) {
    statements.requireWritable();
    Row row = row(new Place(space, key), 0);
    row.value = null;
    row.differs = row.stored != Stored.NO;
  }

  private Row row(Place place, int length) {
    Row row = held.get(place);
    if (row == null) {
      row = new Row(sealer.blind("map", place.space(), place.key()), null, Stored.UNKNOWN);
      hold(place, row, length);
    } else {
      bytes += length;
    }
    return row;
  }

  private void hold(Place place, Row row, int length) {
    if (bytes > HELD_MOST) {
      flush();
      forget();
    }
    held.put(place, row);
    bytes += length + 2 * place.key().length() + row.id.length;
  }

  Map<String, byte[]> scan(String space, String prefix) {
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException("A prefix is empty or ends with a slash");
    }
    flush();
    String branch = branch(prefix);
    boolean narrow = branch.indexOf('/') != branch.lastIndexOf('/');
    byte[] index = narrow ? sealer.blind("branch", space, branch) : space(space);
    return statements.query(
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

  private byte[] space(String space) {
    return spaces.computeIfAbsent(space, name -> sealer.blind("space", name));
  }

  /** Writes what differs from what is stored. */
  void flush() {
    List<Row> changed = new ArrayList<>();
    List<Row> gone = new ArrayList<>();
    Map<Place, Row> fresh = new LinkedHashMap<>();
    held.forEach(
        (place, row) -> {
          if (row.differs && row.value == null) {
            gone.add(row);
          } else if (row.differs && (row.stored == Stored.YES || exists(row))) {
            changed.add(row);
          } else if (row.differs) {
            fresh.put(place, row);
          }
        });
    statements.batch(
        "DELETE FROM " + schema.map() + " WHERE id = ?",
        gone,
        (bind, row) -> bind.setBytes(1, row.id));
    statements.batch(
        "UPDATE " + schema.map() + " SET content = ? WHERE id = ?",
        changed,
        (bind, row) -> {
          bind.setBytes(1, sealed(row));
          bind.setBytes(2, row.id);
        });
    insert(fresh);
    held.values()
        .forEach(
            row -> {
              if (row.differs) {
                row.differs = false;
                row.stored = row.value == null ? Stored.NO : Stored.YES;
              }
            });
  }

  private boolean exists(Row row) {
    return row.stored == Stored.UNKNOWN
        && statements.query(
            "SELECT 1 FROM " + schema.map() + " WHERE id = ?",
            bind -> bind.setBytes(1, row.id),
            ResultSet::next);
  }

  private void insert(Map<Place, Row> fresh) {
    statements.batch(
        "INSERT INTO "
            + schema.map()
            + " (id, space, branch, name, content) VALUES (?, ?, ?, ?, ?)",
        List.copyOf(fresh.entrySet()),
        (bind, entry) -> {
          String space = entry.getKey().space();
          String key = entry.getKey().key();
          Row row = entry.getValue();
          bind.setBytes(1, row.id);
          bind.setBytes(2, space(space));
          bind.setBytes(3, sealer.blind("branch", space, branch(key)));
          bind.setBytes(4, sealer.seal(row.id, key.getBytes(StandardCharsets.UTF_8)));
          bind.setBytes(5, sealed(row));
        });
  }

  private byte[] sealed(Row row) {
    byte[] value = row.value;
    if (value == null) {
      throw new IllegalStateException("A deleted row has no content");
    }
    lastPut = row.id;
    lastContent = sealer.seal(row.id, value);
    return lastContent;
  }

  /** Whether the last row that was written here is seen through that other transaction. */
  boolean seenBy(Statements other) {
    byte[] id = lastPut;
    byte[] content = lastContent;
    return id.length == 0
        || other.query(
            "SELECT 1 FROM " + schema.map() + " WHERE id = ? AND content = ?",
            bind -> {
              bind.setBytes(1, id);
              bind.setBytes(2, content);
            },
            ResultSet::next);
  }

  /** Overwrites what was held in clear. */
  void forget() {
    for (Row row : held.values()) {
      byte[] value = row.value;
      if (value != null) {
        Arrays.fill(value, (byte) 0);
      }
    }
    held.clear();
    bytes = 0;
  }
}
