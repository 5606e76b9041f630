package eu.paravent.server.delivery.control;

import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.delivery.SignalSubmission;
import eu.paravent.server.delivery.entity.Group;
import eu.paravent.server.delivery.entity.GroupRows;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/**
 * What is for those who are connected right now, and for nobody later. Checked like a message, and
 * never written anywhere.
 */
@ApplicationScoped
public class Signals {
  @Inject GroupRows groups;
  @Inject Memberships memberships;
  @Inject Handshakes handshakes;
  @Inject Event<Signalled> signalled;

  /**
   * Fired inside the transaction.
   *
   * @param sender its device
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Signalled(String groupId, String sender, byte[] message) {}

  public void send(String groupId, Caller.SignedIn device, SignalSubmission submission) {
    memberships.requireMember(groupId, device);
    if (submission.message().length > Limits.SIGNAL) {
      throw Refusal.of(ProblemCode.TOO_LARGE, "A signal has at most " + Limits.SIGNAL + " bytes.");
    }
    Group group = groups.find(groupId).orElseThrow(Memberships::notMember);
    Handshakes.Header header = handshakes.header(submission.message());
    if (header.kind() != Handshakes.Kind.APPLICATION || !header.groupId().equals(groupId)) {
      throw Refusal.of(
          ProblemCode.MESSAGE_REFUSED, "Send a PrivateMessage of this group as a signal.");
    }
    GroupLog.checkEpoch(group, header);
    signalled.fire(new Signalled(groupId, device.deviceId(), submission.message()));
  }
}
