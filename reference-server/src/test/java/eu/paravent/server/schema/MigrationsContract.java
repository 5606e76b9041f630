package eu.paravent.server.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A database of the first schema, with everything in it that the first version could store, is
 * brought forward: all of it is there, and what later versions rely on has been made for it.
 */
abstract class MigrationsContract {
  private static final byte[] OCTETS = {1, 2, 3, (byte) 0xff};
  private static final String LATEST = "latest";
  private static final long THEN = 1_700_000_000_000L;

  /** An empty database. */
  protected abstract DataSource database() throws Exception;

  /** What it calls long binary values. */
  protected abstract String octets();

  @SuppressWarnings("NullAway.Init") // set before each test
  private DataSource database;

  @BeforeEach
  void theFirstSchemaInUse() throws Exception {
    database = database();
    flyway("1").migrate();
    insert("organisation", "acme.example", OCTETS, THEN);
    for (String device : List.of("d1", "d2")) {
      String uri = "mimi://acme.example/d/" + device;
      insert("device", device, uri, "acme.example", "u", null, OCTETS, THEN, THEN);
    }
    insert("access_token", "hash", "d1", OCTETS, THEN);
    insert("used_assertion", "assertion", THEN);
    insert("key_package", "k1", "d1", false, OCTETS, THEN, THEN, null);
    insert("key_package", "k2", "d1", true, null, THEN, THEN, THEN);
    for (String group : List.of("g1", "g2")) {
      insert("chat_group", group, 1L, 2L, THEN);
      insert("group_tree", group, 1L, 1L, OCTETS, OCTETS);
      insert("log_entry", group, 1L, "commit", 0L, OCTETS, 4, THEN);
      insert("log_entry", group, 2L, "application", 1L, OCTETS, 4, THEN + 1);
      insert("accepted_commit", group, 0L, 1L);
      insert("submission", group, "d1", "key", 2L, 1L, THEN);
      insert("membership", group, "d1", 0L, null, 2L);
      insert("membership", group, "d2", 1L, 2L, 1L);
      insert("welcome", group, 1L, OCTETS, 4);
      insert("pending_welcome", "w" + group, "d2", group, 1L, THEN);
    }
    insert("invite", "i1", "g1", "acme.example", OCTETS, THEN, 3, "open", OCTETS, null);
    insert("invite_use", "i1", "d2", THEN);
    insert("attachment", "a1", "g1", "d1", "key1", 1000L, THEN);
    insert("attachment", "a2", "g2", "d2", "key2", 24L, THEN);
  }

  @Test
  void nothingThatWasThereIsLost() throws Exception {
    List<String> tables = tables();
    assertThat(tables).hasSize(16);
    Map<String, List<List<Object>>> before = new java.util.TreeMap<>();
    for (String table : tables) {
      before.put(table, rows(columns(table), table));
    }
    Map<String, String> columns = new java.util.TreeMap<>();
    for (String table : tables) {
      columns.put(table, columns(table));
    }

    flyway(LATEST).migrate();

    for (String table : tables) {
      assertThat(rows(columns.get(table), table)).as(table).isEqualTo(before.get(table));
      assertThat(before.get(table)).as(table).isNotEmpty();
    }
  }

  @Test
  void whatLaterVersionsRelyOnIsMade() throws Exception {
    flyway(LATEST).migrate();

    // retention looks for the front of every log
    assertThat(rows("group_id, kept_from", "log_start"))
        .isEqualTo(List.of(List.of("g1", 1L), List.of("g2", 1L)));
    // the quota knows what was stored before there was one
    assertThat(rows("organisation, bytes", "storage_use"))
        .isEqualTo(List.of(List.of("acme.example", 1024L)));
    assertThat(rows("id, organisation", "attachment"))
        .isEqualTo(List.of(List.of("a1", "acme.example"), List.of("a2", "acme.example")));
    // key packages of before are of the suite that there was
    assertThat(rows("hash, cipher_suite", "key_package"))
        .isEqualTo(List.of(List.of("k1", 1), List.of("k2", 1)));
    assertThat(rows("token_hash, begun_at", "access_token"))
        .isEqualTo(List.of(List.of("hash", 0L)));
  }

  /** One after the other, as an operator who skips no release does it, comes to the same. */
  @Test
  void stepByStepComesToTheSame() {
    Flyway all = flyway(LATEST);
    for (var next : all.info().pending()) {
      flyway(next.getVersion().getVersion()).migrate();
    }

    assertThat(all.info().pending()).isEmpty();
    assertThat(all.migrate().migrationsExecuted).isZero();
    assertThat(all.getConfiguration().isCleanDisabled()).isTrue();
  }

  private Flyway flyway(String target) {
    return SchemaMigration.flyway(database, octets(), target);
  }

  private void insert(String table, @org.jspecify.annotations.Nullable Object... values)
      throws SQLException {
    String marks = "?" + ", ?".repeat(values.length - 1);
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("insert into " + table + " values (" + marks + ")")) {
      for (int i = 0; i < values.length; i++) {
        if (values[i] instanceof byte[] bytes) {
          statement.setBytes(i + 1, bytes);
        } else {
          statement.setObject(i + 1, values[i]);
        }
      }
      statement.executeUpdate();
    }
  }

  private List<String> tables() throws SQLException {
    return rows(
            "lower(table_name)",
            "information_schema.tables where lower(table_schema) = 'public'"
                + " and lower(table_name) <> 'flyway_schema_history'")
        .stream()
        .map(row -> (String) row.get(0))
        .toList();
  }

  private String columns(String table) throws SQLException {
    return String.join(
        ", ",
        rows(
                "lower(column_name)",
                "information_schema.columns where lower(table_schema) = 'public'"
                    + " and lower(table_name) = '"
                    + table
                    + "'")
            .stream()
            .map(row -> (String) row.get(0))
            .toList());
  }

  /** In the order of the first two columns; octets as text. */
  private List<List<Object>> rows(String columns, String from) throws SQLException {
    String order = columns.contains(",") ? " order by 1, 2" : " order by 1";
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("select " + columns + " from " + from + order);
        ResultSet found = statement.executeQuery()) {
      List<List<Object>> rows = new ArrayList<>();
      while (found.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          Object value = found.getObject(i);
          boolean octets =
              value != null
                  && !(value instanceof Number)
                  && !(value instanceof String)
                  && !(value instanceof Boolean);
          row.add(
              octets
                  ? java.util.HexFormat.of().formatHex(found.getBytes(i))
                  : value == null ? "" : value);
        }
        rows.add(row);
      }
      return rows;
    }
  }
}
