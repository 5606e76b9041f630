package eu.paravent.testkit.internal;

import eu.paravent.client.spi.Transport.Response;
import eu.paravent.protocol.Base64Url;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.invites.InviteCard;
import eu.paravent.protocol.invites.InviteRegistration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Guest invites. */
final class Invites {
  private final Surroundings surroundings;
  private final Organisations organisations;
  private final Groups groups;
  private final Map<String, Invite> byId = new HashMap<>();

  Invites(Surroundings surroundings, Organisations organisations, Groups groups) {
    this.surroundings = surroundings;
    this.organisations = organisations;
    this.groups = groups;
  }

  void routes(Router router) {
    router.signedIn("PUT", Paths.GROUP_INVITE, this::register);
    router.signedIn("DELETE", Paths.GROUP_INVITE, this::revoke);
    router.open("GET", Paths.INVITE, this::show);
  }

  Invite known(String id) {
    Invite invite = byId.get(id);
    if (invite == null) {
      throw new Refusal(ProblemCode.INVITE_UNKNOWN, "There is no invite " + id + " here");
    }
    return invite;
  }

  /** The invite must be alive, or the guest is inside already. */
  void requireSignInAllowed(Identity guest) {
    Invite invite = known(guest.inviteId().orElseThrow());
    if (!groups.known(invite.groupId()).isMember(guest.deviceUri())) {
      invite.requireAliveFor(guest.deviceUri(), surroundings.now());
    }
  }

  /** The live invite by which this caller may enter the group by itself. */
  Invite requireEntry(Identity caller, String groupId) {
    if (!caller.guest()) {
      throw Group.notAMember(groupId);
    }
    Invite invite = known(caller.inviteId().orElseThrow());
    if (!invite.groupId().equals(groupId)) {
      throw Group.notAMember(groupId);
    }
    if (!invite.content().mode().equals(InviteRegistration.OPEN)) {
      // whoever waits to be let in does not see who is inside
      throw Group.notAMember(groupId);
    }
    invite.requireAliveFor(caller.deviceUri(), surroundings.now());
    return invite;
  }

  /** Counts a guest that members let in; refuses where they could not. */
  void admit(String guest, String groupId) {
    String[] path = guest.split("/", -1);
    Invite invite = known(path[path.length - 2]);
    if (!invite.groupId().equals(groupId)
        || !invite.content().mode().equals(InviteRegistration.APPROVE)) {
      throw new Refusal(
          ProblemCode.COMMIT_REFUSED, "Members add guests of an invite of mode approve only");
    }
    invite.requireAliveFor(guest, surroundings.now());
    invite.joined(guest);
  }

  private Response register(Call call) {
    String id = call.id("inviteId");
    Group group = memberGroup(call);
    InviteRegistration content = call.json(InviteRegistration.class);
    Invite before = byId.get(id);
    if (before != null) {
      if (before.sameAs(group.id(), content)) {
        return Reply.json(200, card(before));
      }
      throw new Refusal(
          ProblemCode.INVITE_EXISTS, "Another invite has the id " + id + ": choose a random one");
    }
    requireAcceptable(id, content);
    Invite invite = new Invite(id, group.id(), call.session().identity().organisation(), content);
    byId.put(id, invite);
    return Reply.json(201, card(invite));
  }

  private void requireAcceptable(String id, InviteRegistration content) {
    Certificates.publicKey(content.publicKey());
    Instant now = surroundings.now();
    require(Base64Url.decode(id).length == 16, "An invite id has 16 bytes");
    require(content.expiresAt().isAfter(now), "The invite would be expired from the start");
    require(
        !content.expiresAt().isAfter(now.plus(Limits.INVITE_LIFETIME)),
        "An invite lives " + Limits.INVITE_LIFETIME.toDays() + " days at most");
    require(
        content.maxUses() >= 1 && content.maxUses() <= Limits.INVITE_USES,
        "maxUses is not between 1 and " + Limits.INVITE_USES);
    require(
        content.mode().equals(InviteRegistration.OPEN)
            || content.mode().equals(InviteRegistration.APPROVE),
        "The mode is not known here");
    require(content.lobbyCard().length <= Limits.LOBBY_CARD, "The lobby card is too large");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new Refusal(ProblemCode.INVALID_VALUE, otherwise);
    }
  }

  private Response revoke(Call call) {
    String id = call.id("inviteId");
    Group group = memberGroup(call);
    Invite invite = byId.get(id);
    if (invite != null && invite.groupId().equals(group.id())) {
      invite.revoke();
    }
    return Reply.empty();
  }

  private Group memberGroup(Call call) {
    call.session().requireStaff("change invites");
    Group group = groups.known(call.id("groupId"));
    group.requireMember(call.session().device());
    return group;
  }

  private Response show(Call call) {
    Invite invite = known(call.id("inviteId"));
    invite.requireAlive(surroundings.now());
    invite.requireUsesLeft();
    return Reply.json(200, card(invite));
  }

  private InviteCard card(Invite invite) {
    InviteRegistration content = invite.content();
    return new InviteCard(
        invite.id(),
        invite.groupId(),
        invite.organisation(),
        organisations.root(invite.organisation()),
        content.expiresAt(),
        content.mode(),
        content.lobbyCard());
  }
}
