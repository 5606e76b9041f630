package eu.paravent.server.delivery.control;

import eu.paravent.protocol.delivery.Accepted;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.server.delivery.entity.Appending;
import eu.paravent.server.delivery.entity.Appends;
import eu.paravent.server.delivery.entity.Membership;
import eu.paravent.server.delivery.entity.Submission;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.sessions.control.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes in application messages of several devices and groups with one durable transaction. Each is
 * judged by itself, as if it came alone: what one is refused for, the others do not notice.
 */
@ApplicationScoped
public class GroupCommit {
  @Inject Appends appends;
  @Inject ServerClock clock;

  /** What came of a draft; committed. */
  sealed interface Outcome {
    /**
     * It is in the log.
     *
     * @param entry what has to be told; none where it was there before
     */
    record Kept(Accepted accepted, Optional<LogEntry> entry) implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}

    /** Somebody else has the group right now. */
    record Busy() implements Outcome {}

    /**
     * To be judged alone: there is no such group, or somebody else has it and this is no member.
     */
    record Unclear() implements Outcome {}
  }

  /**
   * In the order of the drafts. After an exception nothing is known: each may be in the log or not,
   * and is to be sent again under its key.
   */
  List<Outcome> append(List<Draft> drafts) {
    Set<String> groupIds = new TreeSet<>();
    drafts.forEach(draft -> groupIds.add(draft.groupId()));
    try (Appending appending = appends.begin()) {
      // under the locks: what a transaction before this one wrote is seen
      Map<String, Appending.Standing> groups = appending.lock(groupIds);
      Batch batch = new Batch(groups, look(appending, drafts), clock.now());
      List<Outcome> outcomes = drafts.stream().map(batch::judge).toList();
      if (!batch.rows.isEmpty()) {
        appending.add(batch.rows, batch.moved);
        appending.commit();
      }
      return outcomes;
    }
  }

  private static Appending.Known look(Appending appending, List<Draft> drafts) {
    Set<String> tokens = new LinkedHashSet<>();
    Set<Membership.Key> senders = new LinkedHashSet<>();
    Set<Submission.Key> keys = new LinkedHashSet<>();
    for (Draft draft : drafts) {
      tokens.add(draft.device().tokenHash());
      senders.add(draft.member());
      keys.add(draft.submission());
    }
    return appending.look(tokens, senders, keys);
  }

  /** Drafts in the making. */
  private static final class Batch {
    private final Map<String, Appending.Standing> groups;
    private final Appending.Known known;
    private final Instant now;

    /** Those of this batch come to be among them: the same may be in it twice. */
    private final Map<Submission.Key, Submission> earlier;

    private final List<Appending.Row> rows = new ArrayList<>();
    private final Set<Appending.Standing> moved = new LinkedHashSet<>();

    Batch(Map<String, Appending.Standing> groups, Appending.Known known, Instant now) {
      this.groups = groups;
      this.known = known;
      earlier = new HashMap<>(known.earlier());
      this.now = now;
    }

    Outcome judge(Draft draft) {
      // asked after the request came: who signed out writes nothing more
      if (!known.sessions().contains(draft.device().tokenHash())) {
        return new Outcome.Refused(Sessions.notSignedIn());
      }
      Appending.Standing group = groups.get(draft.groupId());
      if (group == null) {
        return known.members().contains(draft.member())
            ? new Outcome.Busy()
            : new Outcome.Unclear();
      }
      Submission before = earlier.get(draft.submission());
      if (before != null) {
        return new Outcome.Kept(GroupLog.accepted(before), Optional.empty());
      }
      try {
        if (!known.members().contains(draft.member())) {
          throw Memberships.notMember();
        }
        GroupLog.checkEpoch(group.epoch(), draft.header());
      } catch (Refusal refusal) {
        return new Outcome.Refused(refusal);
      }
      long sequence = group.next();
      Submission submission = new Submission(draft.submission(), sequence, group.epoch(), now);
      earlier.put(draft.submission(), submission);
      rows.add(
          new Appending.Row(
              draft.submission(),
              sequence,
              LogEntry.APPLICATION,
              group.epoch(),
              draft.message(),
              now));
      moved.add(group);
      return new Outcome.Kept(
          GroupLog.accepted(submission),
          Optional.of(
              new LogEntry(sequence, LogEntry.APPLICATION, group.epoch(), draft.message(), now)));
    }
  }
}
