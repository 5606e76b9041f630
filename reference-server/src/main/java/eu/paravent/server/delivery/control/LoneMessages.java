package eu.paravent.server.delivery.control;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.delivery.Accepted;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.delivery.MessageSubmission;
import eu.paravent.server.delivery.entity.Group;
import eu.paravent.server.delivery.entity.GroupRows;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.IdempotencyKey;
import eu.paravent.server.requests.control.Retried;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/**
 * Appends one message or proposal of the current epoch in a transaction of its own: what is not
 * gathered by the {@link Appender}.
 */
@ApplicationScoped
public class LoneMessages {
  @Inject GroupLog log;
  @Inject GroupRows groups;
  @Inject Memberships memberships;
  @Inject Handshakes handshakes;
  @Inject Event<LogsGrew> grown;

  @Retried
  @Transactional
  public Accepted submit(
      String groupId, Caller.SignedIn device, IdempotencyKey key, MessageSubmission submission) {
    Group group = log.lock(groupId);
    Optional<Accepted> earlier = log.earlier(group, device, key);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    memberships.requireMember(groupId, device);
    Handshakes.Header header = handshakes.header(submission.message());
    if (!header.groupId().equals(groupId)) {
      throw refused("The message is for another group.");
    }
    String kind =
        switch (header.kind()) {
          case APPLICATION -> LogEntry.APPLICATION;
          case PROPOSAL -> LogEntry.PROPOSAL;
          default ->
              throw refused(
                  "Send an application message as PrivateMessage or a proposal as PublicMessage.");
        };
    GroupLog.checkEpoch(group, header);
    if (header.kind() == Handshakes.Kind.PROPOSAL
        && !handshakes
            .proposer(groups.tree(group).state(), submission.message())
            .equals(device.uri())) {
      throw refused("A device sends its own proposals only.");
    }
    LogEntry entry = log.append(group, kind, submission.message());
    grown.fire(LogsGrew.by(LogGrew.by(groupId, entry)));
    return log.remember(group, device, key, entry.sequence(), entry.receivedAt());
  }

  private static Refusal refused(String detail) {
    return Refusal.of(ProblemCode.MESSAGE_REFUSED, detail);
  }
}
