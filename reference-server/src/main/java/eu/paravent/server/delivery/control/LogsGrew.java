package eu.paravent.server.delivery.control;

import java.util.List;

/**
 * What one transaction appended, to one log or several. Fired inside the transaction, or right
 * after it, and observed after it.
 *
 * @param events those of a group in the order of its log
 */
public record LogsGrew(List<LogGrew> events) {
  static LogsGrew by(LogGrew event) {
    return new LogsGrew(List.of(event));
  }
}
