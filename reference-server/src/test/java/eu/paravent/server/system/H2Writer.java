package eu.paravent.server.system;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A process that commits one row after the other and prints each number once its commit has
 * returned. First it prints what it finds: how many rows, and the highest.
 */
final class H2Writer {
  private H2Writer() {}

  public static void main(String[] arguments) throws SQLException {
    try (Connection connection = DriverManager.getConnection(arguments[0], "paravent", "paravent");
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("create table if not exists stream (number bigint primary key, body blob)");
      connection.commit();
      long next;
      try (ResultSet found =
          statement.executeQuery("select count(*), coalesce(max(number), 0) from stream")) {
        found.next();
        System.out.println("found " + found.getLong(1) + " " + found.getLong(2));
        next = found.getLong(2) + 1;
      }
      try (PreparedStatement insert =
          connection.prepareStatement("insert into stream values (?, ?)")) {
        for (; ; next++) {
          insert.setLong(1, next);
          insert.setBytes(2, new byte[1024]);
          insert.executeUpdate();
          connection.commit();
          System.out.println(next);
        }
      }
    }
  }
}
