package eu.paravent.server.delivery.control;

import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.server.delivery.entity.Group;
import eu.paravent.server.delivery.entity.GroupRows;
import eu.paravent.server.delivery.entity.LogRows;
import eu.paravent.server.delivery.entity.LogStart;
import eu.paravent.server.delivery.entity.LogStarts;
import eu.paravent.server.delivery.entity.MembershipRows;
import eu.paravent.server.delivery.entity.WelcomeRows;
import eu.paravent.server.limits.control.RetentionPeriods;
import eu.paravent.server.requests.control.ServerClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Deletes from the front of a log what every device has stored, and what is too old. The rest keeps
 * its sequence numbers. Each step is a short transaction of its own, safe on several nodes at once:
 * one node at a time is in a group, and nobody who sends or reads waits for it.
 */
@ApplicationScoped
public class LogDeletion {
  static final int GROUPS_AT_ONCE = 200, ENTRIES_AT_ONCE = 1000;

  @Inject LogStarts starts;
  @Inject LogRows log;
  @Inject MembershipRows members;
  @Inject GroupRows groups;
  @Inject WelcomeRows welcomes;
  @Inject RetentionPeriods periods;
  @Inject ServerClock clock;

  /** Groups with something to delete, in the order of their ids, from the one after this. */
  @Transactional
  public List<String> groupsDue(String after) {
    return starts.due(after, oldest(members.ciphertextDays()), GROUPS_AT_ONCE);
  }

  /** True where there may be more to delete in this group. */
  @Transactional
  public boolean deleteSome(String groupId) {
    Optional<LogStart> locked = starts.lockIfFree(groupId);
    Optional<Group> group = groups.find(groupId);
    if (locked.isEmpty() || group.isEmpty()) {
      return false;
    }
    LogStart start = locked.get();
    Instant oldest = oldest(members.ciphertextDays(groupId));
    long storedByAll = members.storedByAll(groupId);
    long keptFrom = start.keptFrom();
    for (LogRows.Line line : log.lines(groupId, keptFrom, ENTRIES_AT_ONCE)) {
      boolean due = line.sequence() <= storedByAll || line.receivedAt().isBefore(oldest);
      // a commit of the group's epoch may still refer to it
      boolean pending =
          line.kind().equals(LogEntry.PROPOSAL) && line.epoch() >= group.get().epoch();
      if (!due || pending) {
        break;
      }
      keptFrom = line.sequence() + 1;
    }
    boolean more = keptFrom - start.keptFrom() >= ENTRIES_AT_ONCE;
    if (keptFrom > start.keptFrom()) {
      log.deleteBefore(groupId, keptFrom);
      start.keepFrom(keptFrom);
    }
    return more;
  }

  /** Welcomes that nobody came for in time, and those that nobody waits for. */
  @Transactional
  public void deleteOldWelcomes() {
    welcomes.forget(oldest(Optional.empty()));
  }

  /**
   * @param days that an organisation lets it be kept
   */
  private Instant oldest(Optional<Integer> days) {
    return clock.now().minus(periods.messages(days));
  }
}
