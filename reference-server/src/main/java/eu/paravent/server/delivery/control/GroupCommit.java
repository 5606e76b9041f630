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
import java.util.HashSet;
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
  @Inject Sessions sessions;
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
    Set<String> tokens = new HashSet<>();
    drafts.forEach(draft -> tokens.add(draft.device().tokenHash()));
    // after the request came, and before anything is written: who signed out writes nothing more
    Set<String> ended = sessions.gone(tokens);
    Set<String> groupIds = new TreeSet<>();
    drafts.forEach(draft -> groupIds.add(draft.groupId()));
    try (Appending appending = appends.begin()) {
      Batch batch = new Batch(appending.lock(groupIds), clock.now());
      batch.look(appending, drafts);
      List<Outcome> outcomes = new ArrayList<>();
      for (Draft draft : drafts) {
        outcomes.add(
            ended.contains(draft.device().tokenHash())
                ? new Outcome.Refused(Sessions.notSignedIn())
                : batch.judge(draft));
      }
      if (!batch.rows.isEmpty()) {
        appending.add(batch.rows, batch.moved);
        appending.commit();
      }
      return outcomes;
    }
  }

  /** Drafts in the making. */
  private static final class Batch {
    private final Map<String, Appending.Standing> groups;
    private final Instant now;
    private final Map<Submission.Key, Submission> earlier = new HashMap<>();
    private final Set<Membership.Key> members = new HashSet<>();
    private final List<Appending.Row> rows = new ArrayList<>();
    private final Set<Appending.Standing> moved = new LinkedHashSet<>();

    Batch(Map<String, Appending.Standing> groups, Instant now) {
      this.groups = groups;
      this.now = now;
    }

    /** Under the locks: what a transaction before this one wrote is seen. */
    void look(Appending appending, List<Draft> drafts) {
      Set<Submission.Key> keys = new LinkedHashSet<>();
      Set<Membership.Key> senders = new LinkedHashSet<>();
      for (Draft draft : drafts) {
        senders.add(draft.member());
        if (groups.containsKey(draft.groupId())) {
          keys.add(draft.submission());
        }
      }
      members.addAll(appending.members(senders));
      if (!keys.isEmpty()) {
        earlier.putAll(appending.earlier(keys));
      }
    }

    Outcome judge(Draft draft) {
      Appending.Standing group = groups.get(draft.groupId());
      if (group == null) {
        return members.contains(draft.member()) ? new Outcome.Busy() : new Outcome.Unclear();
      }
      Submission before = earlier.get(draft.submission());
      if (before != null) {
        return new Outcome.Kept(GroupLog.accepted(before), Optional.empty());
      }
      try {
        if (!members.contains(draft.member())) {
          throw Memberships.notMember();
        }
        GroupLog.checkEpoch(group.epoch(), draft.header());
      } catch (Refusal refusal) {
        return new Outcome.Refused(refusal);
      }
      long sequence = group.next();
      Submission submission = new Submission(draft.submission(), sequence, group.epoch(), now);
      // the same once more in one batch
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
