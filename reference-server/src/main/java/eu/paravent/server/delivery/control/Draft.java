package eu.paravent.server.delivery.control;

import eu.paravent.server.delivery.entity.Membership;
import eu.paravent.server.delivery.entity.Submission;
import eu.paravent.server.requests.control.IdempotencyKey;
import eu.paravent.server.sessions.control.Caller;

/** An application message on its way into a log. */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Draft(
    String groupId,
    Caller.SignedIn device,
    IdempotencyKey key,
    Handshakes.Header header,
    byte[] message) {
  Submission.Key submission() {
    return new Submission.Key(groupId, device.deviceId(), key.value());
  }

  Membership.Key member() {
    return new Membership.Key(groupId, device.deviceId());
  }
}
