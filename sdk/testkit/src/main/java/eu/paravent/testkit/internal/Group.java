package eu.paravent.testkit.internal;

import eu.paravent.mls.observer.GroupObserver;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.delivery.Accepted;
import eu.paravent.protocol.delivery.GroupStatus;
import eu.paravent.protocol.delivery.LogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One group: its log, its members, its outcomes. */
final class Group {
  private final String id;
  private final List<LogEntry> log = new ArrayList<>();
  private final Map<String, Membership> memberships = new LinkedHashMap<>();
  private final Map<String, Accepted> outcomes = new HashMap<>();
  private final List<Epoch> epochs = new ArrayList<>();
  private final List<LogEntry> held = new ArrayList<>();
  private long keptFrom = 1;
  private boolean holding;
  private long pretended = -1;

  /**
   * @param state the tree and what belongs to it
   * @param sequence of the commit that led here
   */
  record Epoch(GroupObserver state, byte[] groupInfo, long sequence) {}

  Group(String id, Epoch start, String creator) {
    this.id = id;
    epochs.add(start);
    memberships.put(creator, Membership.from(0));
  }

  static Refusal notAMember(String groupId) {
    return new Refusal(ProblemCode.NOT_A_MEMBER, "This device is not a member of group " + groupId);
  }

  String id() {
    return id;
  }

  Epoch epoch() {
    return epochs.get(epochs.size() - 1);
  }

  /** The one that is shown to who asks for the group info: the current one of an honest server. */
  Epoch shownEpoch() {
    return pretended < 0 ? epoch() : epochs.get((int) pretended);
  }

  void pretendEpoch(long epoch) {
    if (epoch < 0 || epoch >= epochs.size()) {
      throw new IllegalArgumentException("Group " + id + " has not been in epoch " + epoch);
    }
    pretended = epoch;
  }

  void pretendNothing() {
    pretended = -1;
  }

  long head() {
    return log.size();
  }

  List<LogEntry> log() {
    return log;
  }

  boolean isMember(String device) {
    Membership membership = memberships.get(device);
    return membership != null && membership.current();
  }

  void requireMember(String device) {
    if (!isMember(device)) {
      throw notAMember(id);
    }
  }

  /** Of a device that is or was a member. */
  Membership membership(String device) {
    Membership membership = memberships.get(device);
    if (membership == null) {
      throw notAMember(id);
    }
    return membership;
  }

  Map<String, Membership> memberships() {
    return memberships;
  }

  Optional<GroupStatus> statusFor(String device) {
    Membership membership = memberships.get(device);
    return membership == null
        ? Optional.empty()
        : Optional.of(
            new GroupStatus(
                id,
                epoch().state().epoch(),
                headFor(membership),
                membership.joined(),
                membership.current()));
  }

  long headFor(Membership membership) {
    return Math.min(head(), membership.removed().orElse(Long.MAX_VALUE));
  }

  /** What every device has, and what came before this, is not given out any more. */
  void forget(Instant before) {
    long storedByAll =
        memberships.values().stream()
            .filter(Membership::waits)
            .mapToLong(Membership::cursor)
            .min()
            .orElse(Long.MAX_VALUE);
    for (; keptFrom <= head(); keptFrom++) {
      LogEntry entry = log.get((int) keptFrom - 1);
      boolean due = keptFrom <= storedByAll || entry.receivedAt().isBefore(before);
      // a commit of the group's epoch may still refer to it
      boolean pending =
          entry.kind().equals(LogEntry.PROPOSAL) && entry.epoch() >= epoch().state().epoch();
      if (!due || pending) {
        return;
      }
    }
  }

  /** From the entry after this one, as far as the member may read. */
  List<LogEntry> read(Membership membership, long after, int limit) {
    long from = Math.min(Math.max(after, membership.joined()), head());
    long last = headFor(membership);
    if (from < last && from + 1 < keptFrom) {
      throw Refusal.logDeleted(id, Math.min(keptFrom, last + 1));
    }
    long to = Math.min(headFor(membership), from + limit);
    return from >= to ? List.of() : List.copyOf(log.subList((int) from, (int) to));
  }

  @Nullable Accepted outcome(String device, String key) {
    return outcomes.get(device + " " + key);
  }

  void remember(String device, String key, Accepted accepted) {
    outcomes.put(device + " " + key, accepted);
  }

  /** The sequence number of the next entry, as the server tells it. */
  long next() {
    return 1L + log.size() + held.size();
  }

  /** Whether it shows in the log: an honest server holds nothing back. */
  boolean append(LogEntry entry) {
    return holding ? !held.add(entry) : log.add(entry);
  }

  void hold() {
    holding = true;
  }

  List<LogEntry> held() {
    return held;
  }

  void stopHolding() {
    holding = false;
    held.clear();
  }

  /** Proposals of the current epoch, in the order of the log. */
  List<byte[]> proposals() {
    return Stream.concat(log.stream(), held.stream())
        .filter(e -> e.kind().equals(LogEntry.PROPOSAL) && e.epoch() == epoch().state().epoch())
        .map(LogEntry::message)
        .toList();
  }

  void advance(Epoch next, Set<String> joined, Set<String> removed) {
    epochs.add(next);
    removed.forEach(
        device -> memberships.computeIfPresent(device, (d, m) -> m.removedAt(next.sequence())));
    // who was removed and came in again by the same commit is a member
    joined.forEach(device -> memberships.put(device, Membership.from(next.sequence())));
  }

  void readTo(String device, long sequence) {
    memberships.computeIfPresent(device, (d, membership) -> membership.readTo(sequence));
  }
}
