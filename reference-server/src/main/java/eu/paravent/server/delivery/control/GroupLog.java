package eu.paravent.server.delivery.control;

import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.delivery.Accepted;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.server.delivery.entity.Group;
import eu.paravent.server.delivery.entity.GroupRows;
import eu.paravent.server.delivery.entity.LogRows;
import eu.paravent.server.delivery.entity.LoggedMessage;
import eu.paravent.server.delivery.entity.Submission;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.IdempotencyKey;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/** What commits and messages share: the lock on the group, once-only writes, the append. */
@ApplicationScoped
public class GroupLog {
  @Inject GroupRows groups;
  @Inject LogRows log;
  @Inject ServerClock clock;

  /** From here to the end of the transaction the caller is alone with the group. */
  Group lock(String groupId) {
    return groups.lock(groupId).orElseThrow(Memberships::notMember);
  }

  /** The first outcome of a write that came before. */
  Optional<Accepted> earlier(Group group, Caller.SignedIn device, IdempotencyKey key) {
    return groups.submission(key(group, device, key)).map(GroupLog::accepted);
  }

  /** What came of it, remembered under the key. */
  Accepted remember(
      Group group, Caller.SignedIn device, IdempotencyKey key, long sequence, Instant at) {
    Submission submission = new Submission(key(group, device, key), sequence, group.epoch(), at);
    groups.add(submission);
    return accepted(submission);
  }

  LogEntry append(Group group, String kind, byte[] message) {
    LogEntry entry = new LogEntry(group.next(), kind, group.epoch(), message, clock.now());
    log.append(
        new LoggedMessage(
            group.id(), entry.sequence(), kind, entry.epoch(), message, entry.receivedAt()));
    return entry;
  }

  static void checkSize(byte[] message, String what) {
    if (message.length > Limits.MESSAGE) {
      throw Refusal.of(
          ProblemCode.TOO_LARGE, "A " + what + " has at most " + Limits.MESSAGE + " bytes.");
    }
  }

  static void checkEpoch(Group group, Handshakes.Header header) {
    checkEpoch(group.epoch(), header);
  }

  static void checkEpoch(long epoch, Handshakes.Header header) {
    if (header.epoch() != epoch) {
      throw Refusal.epochConflict(
          epoch,
          "The message is for epoch "
              + header.epoch()
              + ", the group is in epoch "
              + epoch
              + ". Read the log, process the commits, make the message again.");
    }
  }

  private static Submission.Key key(Group group, Caller.SignedIn device, IdempotencyKey key) {
    return new Submission.Key(group.id(), device.deviceId(), key.value());
  }

  static Accepted accepted(Submission submission) {
    return new Accepted(submission.sequence(), submission.epoch(), submission.receivedAt());
  }
}
