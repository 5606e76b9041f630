package eu.paravent.server.invites.control;

import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.invites.InviteRegistration;
import eu.paravent.protocol.invites.JoinRequest;
import eu.paravent.protocol.invites.JoinRequestList;
import eu.paravent.protocol.invites.JoinRequestStatus;
import eu.paravent.protocol.invites.PendingJoinRequest;
import eu.paravent.server.delivery.control.Memberships;
import eu.paravent.server.invites.entity.Invite;
import eu.paravent.server.invites.entity.InviteRows;
import eu.paravent.server.invites.entity.WaitingGuest;
import eu.paravent.server.invites.entity.WaitingGuestRows;
import eu.paravent.server.keypackages.control.KeyPackageCheck;
import eu.paravent.server.notices.control.Receipts;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.Ids;
import eu.paravent.server.requests.control.Page;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/** Guests that wait to be let in: kept for the members, who decide. */
@ApplicationScoped
public class JoinRequests {
  @Inject InviteRows invites;
  @Inject Invites terms;
  @Inject Receipts receipts;
  @Inject WaitingGuestRows rows;
  @Inject Memberships memberships;
  @Inject KeyPackageCheck keyPackages;
  @Inject ServerClock clock;

  /** Once per guest: what it sends later is not looked at until its first request is forgotten. */
  public JoinRequestStatus ask(Caller.SignedIn guest, JoinRequest asked) {
    Instant now = clock.now();
    // the lock makes the count true
    Invite invite = invites.lock(inviteOf(guest)).orElseThrow(JoinRequests::unknown);
    rows.forget(invite.id(), now);
    WaitingGuest before = rows.ofDevice(guest.deviceId()).orElse(null);
    if (before != null) {
      return status(before);
    }
    if (!invite.mode().equals(InviteRegistration.APPROVE)
        || memberships.isMember(invite.groupId(), guest.uri())) {
      throw Refusal.of(
          ProblemCode.JOIN_REQUEST_REFUSED,
          "Only guests of an invite of mode approve ask, and only while they are outside.");
    }
    terms.requireAlive(invite.id(), guest.uri());
    receipts.requireNoticeTaken(guest);
    if (asked.name().length > Limits.SEALED_NAME) {
      throw Refusal.of(
          ProblemCode.TOO_LARGE, "A sealed name has at most " + Limits.SEALED_NAME + " bytes.");
    }
    Instant keyPackageEnd = keyPackages.expiryOf(asked.keyPackage(), guest, false, now);
    if (rows.waiting(invite.id(), now) >= Limits.JOIN_REQUESTS) {
      throw Refusal.of(
          ProblemCode.JOIN_REQUESTS_EXHAUSTED, "Let a member of staff look at those that wait.");
    }
    Instant end = earlier(now.plus(Limits.JOIN_REQUEST_LIFETIME), invite.expiresAt());
    WaitingGuest fresh =
        new WaitingGuest(
            Ids.random(),
            invite,
            guest.deviceId(),
            guest.uri(),
            asked,
            now,
            earlier(end, keyPackageEnd));
    rows.add(fresh);
    return status(fresh);
  }

  public JoinRequestStatus status(Caller.SignedIn guest) {
    String inviteId = inviteOf(guest);
    Invite invite = invites.find(inviteId).orElseThrow(JoinRequests::unknown);
    if (memberships.isMember(invite.groupId(), guest.uri())) {
      return new JoinRequestStatus(JoinRequestStatus.APPROVED, invite.expiresAt());
    }
    terms.requireAlive(inviteId, guest.uri());
    Instant now = clock.now();
    return rows.ofDevice(guest.deviceId())
        .filter(waiting -> waiting.expiresAt().isAfter(now))
        .map(JoinRequests::status)
        .orElseThrow(JoinRequests::unknown);
  }

  public JoinRequestList waiting(String groupId, Page page) {
    Page.Mark mark = page.mark("join-requests", 2);
    Page.Part<WaitingGuest> part =
        mark.cut(
            rows.ofGroup(groupId, clock.now(), mark.time(0), mark.text(1), page.limit() + 1),
            waiting -> List.of(waiting.receivedAt().toEpochMilli(), waiting.id()));
    return new JoinRequestList(
        part.map(
            waiting ->
                new PendingJoinRequest(
                    waiting.id(),
                    waiting.inviteId(),
                    waiting.deviceUri(),
                    waiting.keyPackage(),
                    waiting.name(),
                    waiting.receivedAt(),
                    waiting.expiresAt())),
        part.next());
  }

  /** Also where it is gone already. */
  public void decline(String groupId, String requestId) {
    rows.find(groupId, requestId).ifPresent(WaitingGuest::decline);
  }

  private static String inviteOf(Caller.SignedIn guest) {
    return guest
        .inviteId()
        .orElseThrow(
            () -> Refusal.of(ProblemCode.FORBIDDEN, "Only guests ask; staff is added by members."));
  }

  private static JoinRequestStatus status(WaitingGuest waiting) {
    return new JoinRequestStatus(
        waiting.declined() ? JoinRequestStatus.DECLINED : JoinRequestStatus.PENDING,
        waiting.expiresAt());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Refusal unknown() {
    return Refusal.of(ProblemCode.JOIN_REQUEST_UNKNOWN, "Open the link and ask again.");
  }
}
