package eu.paravent.server.privacy.control;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/** What a database says about itself. */
final class Columns {
  private Columns() {}

  /** Such as {@code device.uri}; all but Flyway's own. */
  static Set<String> of(DataSource source) throws SQLException {
    Set<String> columns = new TreeSet<>();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "select table_name, column_name from information_schema.columns"
                    + " where lower(table_schema) = 'public'")) {
      while (found.next()) {
        String table = found.getString(1).toLowerCase(Locale.ROOT);
        if (!table.equals("flyway_schema_history")) {
          columns.add(table + "." + found.getString(2).toLowerCase(Locale.ROOT));
        }
      }
    }
    return columns;
  }
}
