package eu.paravent.server.delivery.control;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.delivery.Accepted;
import eu.paravent.protocol.delivery.CommitSubmission;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.server.delivery.entity.AcceptedCommit;
import eu.paravent.server.delivery.entity.Group;
import eu.paravent.server.delivery.entity.GroupRows;
import eu.paravent.server.delivery.entity.GroupTree;
import eu.paravent.server.delivery.entity.LogRows;
import eu.paravent.server.invites.control.Invites;
import eu.paravent.server.notices.control.Receipts;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.IdempotencyKey;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Accepts exactly one commit per epoch. Everything that belongs to it is written in the caller's
 * transaction, under the lock on the group.
 */
@ApplicationScoped
public class CommitSequencer {
  @Inject GroupLog log;
  @Inject GroupRows groups;
  @Inject LogRows entries;
  @Inject Handshakes handshakes;
  @Inject Roster roster;
  @Inject Memberships memberships;
  @Inject Invites invites;
  @Inject Receipts receipts;
  @Inject Event<LogsGrew> grown;

  public Accepted submit(
      String groupId, Caller.SignedIn device, IdempotencyKey key, CommitSubmission submission) {
    checkSizes(submission);
    Group group = log.lock(groupId);
    Optional<Accepted> earlier = log.earlier(group, device, key);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    boolean member = memberships.isMember(groupId, device.uri());
    if (!member) {
      requireInvited(groupId, device);
    }
    Handshakes.Header header = handshakes.header(submission.commit());
    if (header.kind() != Handshakes.Kind.COMMIT || !header.groupId().equals(groupId)) {
      throw refused("Send a commit of this group as PublicMessage.");
    }
    GroupLog.checkEpoch(group, header);

    GroupTree tree = groups.tree(group);
    Handshakes.Step step =
        handshakes.follow(
            tree.state(),
            entries.proposals(groupId, group.epoch(), LogEntry.PROPOSAL),
            submission.commit(),
            submission.welcome(),
            submission.groupInfo());
    if (!step.committer().equals(device.uri())) {
      throw refused("A device sends its own commits only.");
    }
    if (!member && !step.external()) {
      throw Memberships.notMember();
    }

    LogEntry entry = log.append(group, LogEntry.COMMIT, submission.commit());
    groups.add(new AcceptedCommit(groupId, group.epoch(), entry.sequence()));
    group.advanceTo(step.epoch());
    group.of(step.cipherSuite());
    tree.replace(step.epoch(), entry.sequence(), step.state(), submission.groupInfo());
    if (!member && device.inviteId().isPresent()) {
      invites.use(device.inviteId().get(), device.uri(), device.deviceId());
    }
    grown.fire(LogsGrew.by(roster.change(group, entry, step, device, submission.welcome())));
    return log.remember(group, device, key, entry.sequence(), entry.receivedAt());
  }

  /** An external commit is open to guests of a live invite of this very group. */
  private void requireInvited(String groupId, Caller.SignedIn device) {
    String invite = device.inviteId().orElseThrow(Memberships::notMember);
    Invites.Terms terms = invites.terms(invite);
    // whoever waits to be let in does not come by itself
    if (!terms.groupId().equals(groupId) || !terms.open()) {
      throw Memberships.notMember();
    }
    invites.requireAlive(invite, device.uri());
    receipts.requireNoticeTaken(device);
  }

  private static void checkSizes(CommitSubmission submission) {
    GroupLog.checkSize(submission.commit(), "commit");
    GroupLog.checkSize(submission.groupInfo(), "group info");
    submission.welcome().ifPresent(welcome -> GroupLog.checkSize(welcome, "welcome"));
  }

  private static Refusal refused(String detail) {
    return Refusal.of(ProblemCode.COMMIT_REFUSED, detail);
  }
}
