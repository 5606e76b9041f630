package eu.paravent.server.delivery.control;

import eu.paravent.protocol.Limits;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.delivery.PendingWelcome;
import eu.paravent.server.delivery.entity.LogRows;
import eu.paravent.server.delivery.entity.Membership;
import eu.paravent.server.delivery.entity.MembershipRows;
import eu.paravent.server.delivery.entity.WelcomeRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happened in a group, read from the database for those that are connected here: another node
 * took it in, or nobody told.
 */
@ApplicationScoped
public class Missed {
  static final int ENTRIES_MOST = 200;

  @Inject LogRows log;
  @Inject MembershipRows members;
  @Inject WelcomeRows welcomes;

  /**
   * The first ones after an entry, in order. They start later where the log's front is deleted.
   *
   * @param more where these are not all
   */
  public record Part(List<LogGrew> events, boolean more) {}

  @Transactional
  public Part after(String groupId, long sequence) {
    List<LogGrew> events =
        log.page(groupId, sequence, Long.MAX_VALUE, ENTRIES_MOST, Reading.BYTES_MOST).stream()
            .map(entry -> event(groupId, entry))
            .toList();
    long bytes = events.stream().mapToLong(event -> event.entry().message().length).sum();
    return new Part(
        events, events.size() == ENTRIES_MOST || bytes + Limits.MESSAGE > Reading.BYTES_MOST);
  }

  /** Empty where it is deleted already. */
  @Transactional
  public Optional<LogGrew> at(String groupId, long sequence) {
    return log.page(groupId, sequence - 1, sequence, 1, Reading.BYTES_MOST).stream()
        .map(entry -> event(groupId, entry))
        .findFirst();
  }

  /** Who joined or was removed by it, and has not come back or left since. */
  private LogGrew event(String groupId, LogEntry entry) {
    if (!entry.kind().equals(LogEntry.COMMIT)) {
      return LogGrew.by(groupId, entry);
    }
    List<String> joined = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    for (Membership membership : members.changedBy(groupId, entry.sequence())) {
      (membership.joined() == entry.sequence() ? joined : removed).add(membership.deviceId());
    }
    Map<String, PendingWelcome> queued = new HashMap<>();
    for (WelcomeRows.Waiting waiting : welcomes.of(groupId, entry.sequence())) {
      queued.put(
          waiting.queued().deviceId(),
          new PendingWelcome(waiting.queued().id(), groupId, entry.sequence(), waiting.message()));
    }
    return new LogGrew(
        groupId, entry, List.copyOf(joined), List.copyOf(removed), Map.copyOf(queued));
  }
}
