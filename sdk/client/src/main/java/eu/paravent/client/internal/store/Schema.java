package eu.paravent.client.internal.store;

import eu.paravent.client.store.StoreDamagedException;
import eu.paravent.client.store.StoreException;
import eu.paravent.client.store.WrongStoreKeyException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** The tables, their version, and the proof that the key is the right one. */
final class Schema {
  private static final int VERSION = 1;
  private static final byte[] CHECK = "paravent".getBytes(StandardCharsets.UTF_8);

  private final String prefix;

  Schema(String prefix) {
    this.prefix = prefix;
  }

  String meta() {
    return prefix + "meta";
  }

  String map() {
    return prefix + "map";
  }

  String log() {
    return prefix + "log";
  }

  String stream() {
    return prefix + "stream";
  }

  private String key() {
    return prefix + "key";
  }

  /**
   * The key that values are sealed with: the store key itself, or, once that was changed, the first
   * one, which lies sealed under the present one.
   */
  byte[] dataKey(Connection connection, byte[] storeKey) throws SQLException {
    if (!exists(connection, key())) {
      return storeKey.clone();
    }
    try (Sealer present = new Sealer(storeKey);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT content FROM " + key())) {
      if (!row.next()) {
        throw new StoreException(
            "The local store's table " + key() + " is empty: restore it from a backup", null);
      }
      return present.open(place(), row.getBytes(1), "the data key");
    } catch (StoreDamagedException e) {
      throw new WrongStoreKeyException(
          "This is not the key that the local store is under; nothing was changed", e);
    }
  }

  /** Puts a prepared store under another key; done or not done. */
  void rekey(Connection connection, byte[] dataKey, byte[] next) throws SQLException {
    boolean again = exists(connection, key());
    String bytes =
        connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")
            ? "BYTEA"
            : "VARBINARY";
    try (Sealer present = new Sealer(next);
        Statement statement = connection.createStatement()) {
      if (!again) {
        // what an interrupted attempt left
        statement.execute("DROP TABLE IF EXISTS " + key() + "_new");
        statement.execute("CREATE TABLE " + key() + "_new (content " + bytes + " NOT NULL)");
      }
      String table = again ? key() : key() + "_new";
      try (PreparedStatement write =
          connection.prepareStatement(
              again
                  ? "UPDATE " + table + " SET content = ?"
                  : "INSERT INTO " + table + " (content) VALUES (?)")) {
        write.setBytes(1, present.seal(place(), dataKey));
        write.executeUpdate();
      }
      connection.commit();
      if (!again) {
        // the one step by which the new key counts and the old one does not any more
        statement.execute("ALTER TABLE " + table + " RENAME TO " + key());
        connection.commit();
      }
    }
  }

  /**
   * Makes the tables where they do not exist, in one transaction where the database can, and checks
   * version and key.
   */
  void prepare(Connection connection, Sealer sealer) throws SQLException {
    if (!exists(connection, meta())) {
      create(connection, sealer);
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT version, key_check FROM " + meta())) {
      if (!row.next()) {
        throw new StoreException(
            "The local store's table " + meta() + " is empty: restore it from a backup", null);
      }
      if (row.getInt(1) > VERSION) {
        throw new StoreException(
            "The local store was written by a newer version of this library (form "
                + row.getInt(1)
                + "): update it",
            null);
      }
      sealer.open(place(), row.getBytes(2), "the key check");
    } catch (StoreDamagedException e) {
      throw new WrongStoreKeyException(
          "This is not the key that the local store was made under; nothing was changed", e);
    }
    connection.commit();
  }

  /**
   * That a connection of the host leads to these tables.
   *
   * @throws StoreException if it leads somewhere else
   */
  void recognise(Connection connection, Sealer sealer) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT key_check FROM " + meta())) {
      if (row.next()) {
        sealer.open(place(), row.getBytes(1), "the key check");
        return;
      }
    } catch (StoreDamagedException e) {
      throw new StoreException("The connection leads to the store of another client", e);
    }
    throw new StoreException("The connection leads to an empty store", null);
  }

  private static boolean exists(Connection connection, String table) throws SQLException {
    DatabaseMetaData data = connection.getMetaData();
    String name =
        data.storesUpperCaseIdentifiers()
            ? table.toUpperCase(Locale.ROOT)
            : table.toLowerCase(Locale.ROOT);
    try (ResultSet tables =
        data.getTables(
            connection.getCatalog(),
            connection.getSchema(),
            name.replace("_", data.getSearchStringEscape() + "_"),
            null)) {
      return tables.next();
    }
  }

  private void create(Connection connection, Sealer sealer) throws SQLException {
    String bytes =
        connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")
            ? "BYTEA"
            : "VARBINARY";
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS "
              + map()
              + " (id "
              + bytes
              + " NOT NULL PRIMARY KEY, space "
              + bytes
              + " NOT NULL, branch "
              + bytes
              + " NOT NULL, name "
              + bytes
              + " NOT NULL, content "
              + bytes
              + " NOT NULL)");
      statement.execute(
          "CREATE INDEX IF NOT EXISTS " + prefix + "map_space ON " + map() + " (space)");
      statement.execute(
          "CREATE INDEX IF NOT EXISTS " + prefix + "map_branch ON " + map() + " (branch)");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS "
              + log()
              + " (stream "
              + bytes
              + " NOT NULL, position BIGINT NOT NULL, content "
              + bytes
              + " NOT NULL, PRIMARY KEY (stream, position))");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS "
              + stream()
              + " (id "
              + bytes
              + " NOT NULL PRIMARY KEY, last_position BIGINT NOT NULL)");
      // last: where it exists, all others do
      statement.execute(
          "CREATE TABLE IF NOT EXISTS "
              + meta()
              + " (version INT NOT NULL, key_check "
              + bytes
              + " NOT NULL)");
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO " + meta() + " (version, key_check) VALUES (?, ?)")) {
      insert.setInt(1, VERSION);
      insert.setBytes(2, sealer.seal(place(), CHECK));
      insert.executeUpdate();
    }
    connection.commit();
  }

  private static byte[] place() {
    return "meta".getBytes(StandardCharsets.UTF_8);
  }
}
