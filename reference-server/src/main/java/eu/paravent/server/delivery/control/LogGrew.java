package eu.paravent.server.delivery.control;

import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.delivery.PendingWelcome;
import java.util.List;
import java.util.Map;

/**
 * A group's log has a new entry. Fired inside the transaction, observed after it; device ids are
 * the server's own.
 *
 * @param joined devices that take part from the next entry on
 * @param removed devices for which this entry is the last
 * @param welcomes by device
 */
public record LogGrew(
    String groupId,
    LogEntry entry,
    List<String> joined,
    List<String> removed,
    Map<String, PendingWelcome> welcomes) {

  static LogGrew by(String groupId, LogEntry entry) {
    return new LogGrew(groupId, entry, List.of(), List.of(), Map.of());
  }
}
