package eu.paravent.server.delivery.control;

import eu.paravent.protocol.delivery.Accepted;
import eu.paravent.protocol.delivery.MessageSubmission;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.IdempotencyKey;
import eu.paravent.server.sessions.control.Caller;
import eu.paravent.server.sessions.control.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Appends application messages and proposals of the current epoch. In no transaction of the caller;
 * committed on return. Looks itself whether the caller's session lasts still.
 */
@ApplicationScoped
public class MessageSequencer {
  @Inject Appender appender;
  @Inject LoneMessages alone;
  @Inject Handshakes handshakes;
  @Inject Sessions sessions;

  public Accepted submit(
      String groupId, Caller.SignedIn device, IdempotencyKey key, MessageSubmission submission) {
    GroupLog.checkSize(submission.message(), "message");
    Optional<Accepted> accepted =
        application(groupId, submission.message())
            .flatMap(
                header ->
                    appender.append(new Draft(groupId, device, key, header, submission.message())));
    if (accepted.isPresent()) {
      return accepted.get();
    }
    sessions.requireStill(device);
    return alone.submit(groupId, device, key, submission);
  }

  /** Empty for everything that has to be looked at more closely, or refused. */
  private Optional<Handshakes.Header> application(String groupId, byte[] message) {
    try {
      return Optional.of(handshakes.header(message))
          .filter(header -> header.kind() == Handshakes.Kind.APPLICATION)
          .filter(header -> header.groupId().equals(groupId));
    } catch (Refusal e) {
      // the reason comes after others, such as that this is no member
      return Optional.empty();
    }
  }
}
