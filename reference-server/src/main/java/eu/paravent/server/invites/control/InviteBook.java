package eu.paravent.server.invites.control;

import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.invites.InviteRegistration;
import eu.paravent.server.invites.entity.Invite;
import eu.paravent.server.invites.entity.InviteRows;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.ServerClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/** Makes and revokes invites. Who may is decided before. */
@ApplicationScoped
public class InviteBook {
  private static final int ED25519_KEY = 32;

  @Inject InviteRows rows;
  @Inject ServerClock clock;

  /** Whether it is new. */
  public boolean register(
      String inviteId, String groupId, String organisation, InviteRegistration terms) {
    Optional<Invite> known = rows.lock(inviteId);
    if (known.isPresent()) {
      if (!known.get().sameAs(groupId, terms)) {
        throw Refusal.of(ProblemCode.INVITE_EXISTS, "Make a new invite with an id of its own.");
      }
      if (known.get().revoked()) {
        throw Refusal.of(
            ProblemCode.INVITE_REVOKED, "A revoked invite stays revoked. Make a new one.");
      }
      return false;
    }
    check(terms);
    rows.add(new Invite(inviteId, groupId, organisation, terms));
    return true;
  }

  public void revoke(String inviteId, String groupId) {
    rows.lock(inviteId)
        .filter(invite -> invite.groupId().equals(groupId))
        .ifPresent(invite -> invite.revoke(clock.now()));
  }

  private void check(InviteRegistration terms) {
    Instant now = clock.now();
    if (terms.publicKey().length != ED25519_KEY) {
      throw invalid("The public key is a raw Ed25519 key of " + ED25519_KEY + " bytes.");
    }
    if (!terms.expiresAt().isAfter(now)
        || terms.expiresAt().isAfter(now.plus(Limits.INVITE_LIFETIME).plus(Limits.CLOCK_SKEW))) {
      throw invalid(
          "An invite expires in the future, within " + Limits.INVITE_LIFETIME.toDays() + " days.");
    }
    if (terms.maxUses() < 1 || terms.maxUses() > Limits.INVITE_USES) {
      throw invalid("An invite is for 1 to " + Limits.INVITE_USES + " guests.");
    }
    if (!terms.mode().equals(InviteRegistration.OPEN)
        && !terms.mode().equals(InviteRegistration.APPROVE)) {
      throw invalid(
          "The mode must be "
              + InviteRegistration.OPEN
              + " or "
              + InviteRegistration.APPROVE
              + ".");
    }
    if (terms.lobbyCard().length > Limits.LOBBY_CARD) {
      throw Refusal.of(
          ProblemCode.TOO_LARGE, "A lobby card has at most " + Limits.LOBBY_CARD + " bytes.");
    }
  }

  private static Refusal invalid(String detail) {
    return Refusal.of(ProblemCode.INVALID_VALUE, detail);
  }
}
