package eu.paravent.samples.quickstart;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Looks into the server's database as its operator could, and searches it for what was said. */
final class ServerDatabase {
  private static final int SHOWN = 44;

  private final String url;
  private final String user;
  private final String password;

  ServerDatabase(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  /**
   * Prints one row of every table.
   *
   * @param secrets what must not be found in any column of any row
   */
  void show(List<String> secrets) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement()) {
      List<String> found = new ArrayList<>();
      int values = 0;
      for (String table : tables(connection)) {
        try (ResultSet rows = statement.executeQuery("SELECT * FROM \"" + table + "\"")) {
          int count = 0;
          while (rows.next()) {
            if (count++ == 0) {
              Transcript.plain(table.toLowerCase(Locale.ROOT) + ": " + row(rows));
            }
            values += search(rows, table, secrets, found);
          }
        }
      }
      if (!found.isEmpty()) {
        throw new IllegalStateException("Found in clear: " + found);
      }
      Transcript.plain("");
      Transcript.plain(
          "Searched "
              + values
              + " stored values for names, titles, texts and the file: nothing of it is there.");
    }
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet found =
        connection
            .getMetaData()
            .getTables(null, "PUBLIC", "%", new String[] {"BASE TABLE", "TABLE"})) {
      while (found.next()) {
        if (!found.getString("TABLE_NAME").toLowerCase(Locale.ROOT).startsWith("flyway")) {
          tables.add(found.getString("TABLE_NAME"));
        }
      }
    }
    return tables;
  }

  private static String row(ResultSet rows) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    List<String> shown = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String name = columns.getColumnName(i).toLowerCase(Locale.ROOT);
      String value =
          isBinary(columns, i) ? HexFormat.of().formatHex(octets(rows, i)) : rows.getString(i);
      // the key of the server's own audit log: no part of it belongs on a screen
      shown.add(
          name + "=" + (name.equals("private_key") ? "(not shown)" : cut(String.valueOf(value))));
    }
    return String.join(" ", shown);
  }

  private static String cut(String value) {
    return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "...";
  }

  private static int search(ResultSet rows, String table, List<String> secrets, List<String> found)
      throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      byte[] octets =
          isBinary(columns, i)
              ? octets(rows, i)
              : String.valueOf(rows.getString(i)).getBytes(StandardCharsets.UTF_8);
      String value = new String(octets, StandardCharsets.ISO_8859_1);
      secrets.stream()
          .filter(value::contains)
          .forEach(secret -> found.add(secret + " in " + table));
    }
    return columns.getColumnCount();
  }

  private static boolean isBinary(ResultSetMetaData columns, int column) throws SQLException {
    return switch (columns.getColumnType(column)) {
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> true;
      default -> false;
    };
  }

  private static byte[] octets(ResultSet rows, int column) throws SQLException {
    byte[] value = rows.getBytes(column);
    return value == null ? new byte[0] : value;
  }
}
