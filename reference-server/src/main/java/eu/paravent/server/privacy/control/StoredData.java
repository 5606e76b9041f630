package eu.paravent.server.privacy.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every column that the server keeps: what it is for, what it says about people, when it goes. */
public final class StoredData {
  private static final String FILE = "stored-data.txt", TABLE = "@ ";

  private StoredData() {}

  /**
   * A table of the database.
   *
   * @param who how its rows belong to a person: see the file
   */
  public record Table(
      String name, String who, String german, String english, List<Column> columns) {
    /** The column that names a device by the server's number. */
    public Optional<String> deviceColumn() {
      return who.startsWith("id:") ? Optional.of(who.substring(3)) : Optional.empty();
    }

    /** The column that names a device by its address. */
    public Optional<String> uriColumn() {
      return who.startsWith("uri:") ? Optional.of(who.substring(4)) : Optional.empty();
    }

    /** The column that names a person by their address. */
    public Optional<String> personColumn() {
      return who.startsWith("person:") ? Optional.of(who.substring(7)) : Optional.empty();
    }
  }

  /** What one column is. */
  public record Column(String name, String kind, String german, String english) {
    public boolean aboutAPerson() {
      return kind.equals("person");
    }
  }

  public static List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    for (List<String> cells : Resources.rows(FILE)) {
      if (cells.size() != 4) {
        throw new IllegalStateException(FILE + " has a line that is not whole: " + cells);
      }
      String first = cells.get(0);
      if (first.startsWith(TABLE)) {
        tables.add(
            new Table(
                first.substring(TABLE.length()).strip(),
                cells.get(1),
                cells.get(2),
                cells.get(3),
                new ArrayList<>()));
      } else {
        tables
            .get(tables.size() - 1)
            .columns()
            .add(new Column(first, cells.get(1), cells.get(2), cells.get(3)));
      }
    }
    return tables;
  }
}
