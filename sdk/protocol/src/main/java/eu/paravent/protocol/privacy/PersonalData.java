package eu.paravent.protocol.privacy;

import java.time.Instant;
import java.util.List;

/**
 * Answer to {@code GET} of {@link eu.paravent.protocol.Paths#OWN_DATA}: everything the server has
 * about a person. Content of conversations is not in it: the server cannot read it.
 *
 * @param person URI of a member of staff or of a guest's device
 */
public record PersonalData(String person, Instant at, List<TableRows> tables) {
  /** The rows of one table, each with one text for each column; bytes are base64url. */
  public record TableRows(String table, List<String> columns, List<List<String>> rows) {}
}
