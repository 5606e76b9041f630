package eu.paravent.server.invites.control;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.invites.InviteCard;
import eu.paravent.protocol.invites.InviteRegistration;
import eu.paravent.server.invites.entity.Invite;
import eu.paravent.server.invites.entity.InviteRows;
import eu.paravent.server.invites.entity.InviteUse;
import eu.paravent.server.invites.entity.WaitingGuestRows;
import eu.paravent.server.organisations.control.Organisations;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.ServerClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What an invite still allows. Enforced here at once, and by the members with every commit. */
@ApplicationScoped
public class Invites {
  @Inject InviteRows rows;
  @Inject WaitingGuestRows waiting;
  @Inject Organisations organisations;
  @Inject ServerClock clock;

  /**
   * What an invite is for, and whose signature makes its guests.
   *
   * @param publicKey raw Ed25519 key that signs the guests' certificates
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Terms(String groupId, byte[] publicKey, String mode) {
    /** Whether its guests join by themselves. */
    public boolean open() {
      return mode.equals(InviteRegistration.OPEN);
    }
  }

  /** Of dead invites too: a guest inside stays a member. */
  public Terms terms(String inviteId) {
    Invite invite = find(inviteId);
    return new Terms(invite.groupId(), invite.publicKey(), invite.mode());
  }

  public InviteCard card(String inviteId) {
    Invite invite = find(inviteId);
    checkDates(invite);
    if (invite.usedUpBy(rows.guests(inviteId))) {
      throw usedUp();
    }
    return new InviteCard(
        invite.id(),
        invite.groupId(),
        invite.organisation(),
        organisations.rootOf(invite.organisation()),
        invite.expiresAt(),
        invite.mode(),
        invite.lobbyCard());
  }

  /** Refuses where this guest could not join any more. */
  public void requireAlive(String inviteId, String guestUri) {
    Invite invite = find(inviteId);
    checkDates(invite);
    checkUses(invite, guestUri);
  }

  /** Counts a guest that joins, in the transaction of its commit. */
  public void use(String inviteId, String guestUri, String deviceId) {
    Invite invite = rows.lock(inviteId).orElseThrow(Invites::unknown);
    checkDates(invite);
    checkUses(invite, guestUri);
    if (!rows.usedBy(inviteId, guestUri)) {
      rows.use(new InviteUse(inviteId, deviceId, clock.now()));
    }
  }

  /** As {@link #use}, for a guest that members add: it waits no longer. */
  public void admit(String groupId, String inviteId, String guestUri, String deviceId) {
    Terms terms = terms(inviteId);
    if (!terms.groupId().equals(groupId) || terms.open()) {
      throw Refusal.of(
          ProblemCode.COMMIT_REFUSED,
          "Members add guests only of an invite of mode approve in this group.");
    }
    use(inviteId, guestUri, deviceId);
    waiting.ofDevice(deviceId).ifPresent(waiting::remove);
  }

  private Invite find(String inviteId) {
    return rows.find(inviteId).orElseThrow(Invites::unknown);
  }

  private void checkDates(Invite invite) {
    if (invite.revoked()) {
      throw Refusal.of(ProblemCode.INVITE_REVOKED, "Ask whoever sent you the link for a new one.");
    }
    if (invite.expiredAt(clock.now())) {
      throw Refusal.of(ProblemCode.INVITE_EXPIRED, "Ask whoever sent you the link for a new one.");
    }
  }

  private void checkUses(Invite invite, String guestUri) {
    if (invite.usedUpBy(rows.guests(invite.id())) && !rows.usedBy(invite.id(), guestUri)) {
      throw usedUp();
    }
  }

  private static Refusal unknown() {
    return Refusal.of(
        ProblemCode.INVITE_UNKNOWN, "Check the link, or ask whoever sent it for a new one.");
  }

  private static Refusal usedUp() {
    return Refusal.of(
        ProblemCode.INVITE_USED_UP,
        "As many guests as the link allows have joined. Ask for a new one.");
  }
}
