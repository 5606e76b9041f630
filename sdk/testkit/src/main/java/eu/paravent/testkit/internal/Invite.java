package eu.paravent.testkit.internal;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.invites.InviteRegistration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** One invite and who came in by it. */
final class Invite {
  private final String id;
  private final String groupId;
  private final String organisation;
  private final InviteRegistration content;
  private final Set<String> guests = new HashSet<>();
  private boolean revoked;

  Invite(String id, String groupId, String organisation, InviteRegistration content) {
    this.id = id;
    this.groupId = groupId;
    this.organisation = organisation;
    this.content = content;
  }

  String id() {
    return id;
  }

  String groupId() {
    return groupId;
  }

  String organisation() {
    return organisation;
  }

  byte[] publicKey() {
    return content.publicKey();
  }

  InviteRegistration content() {
    return content;
  }

  boolean sameAs(String otherGroup, InviteRegistration other) {
    return groupId.equals(otherGroup)
        && Arrays.equals(content.publicKey(), other.publicKey())
        && content.expiresAt().equals(other.expiresAt())
        && content.maxUses() == other.maxUses()
        && content.mode().equals(other.mode())
        && Arrays.equals(content.lobbyCard(), other.lobbyCard());
  }

  void revoke() {
    revoked = true;
  }

  void joined(String guest) {
    guests.add(guest);
  }

  void requireAlive(Instant now) {
    if (revoked) {
      throw new Refusal(ProblemCode.INVITE_REVOKED, "The invite was revoked: ask for a new one");
    }
    if (!now.isBefore(content.expiresAt())) {
      throw new Refusal(ProblemCode.INVITE_EXPIRED, "The invite has expired: ask for a new one");
    }
  }

  void requireAliveFor(String guest, Instant now) {
    requireAlive(now);
    if (!guests.contains(guest)) {
      requireUsesLeft();
    }
  }

  void requireUsesLeft() {
    if (guests.size() >= content.maxUses()) {
      throw new Refusal(
          ProblemCode.INVITE_USED_UP,
          "All " + content.maxUses() + " uses of the invite are taken: ask for a new one");
    }
  }
}
