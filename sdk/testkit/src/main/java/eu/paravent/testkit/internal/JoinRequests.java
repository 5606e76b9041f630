package eu.paravent.testkit.internal;

import eu.paravent.client.spi.Transport.Response;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.invites.InviteRegistration;
import eu.paravent.protocol.invites.JoinRequest;
import eu.paravent.protocol.invites.JoinRequestList;
import eu.paravent.protocol.invites.JoinRequestStatus;
import eu.paravent.protocol.invites.PendingJoinRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Guests that wait to be let in. */
final class JoinRequests {
  private final Surroundings surroundings;
  private final Groups groups;
  private final Invites invites;
  private final Notices notices;
  private final KeyPackages keyPackages;
  private final Map<String, Waiting> byGuest = new LinkedHashMap<>();

  JoinRequests(
      Surroundings surroundings,
      Groups groups,
      Invites invites,
      Notices notices,
      KeyPackages keyPackages) {
    this.notices = notices;
    this.surroundings = surroundings;
    this.groups = groups;
    this.invites = invites;
    this.keyPackages = keyPackages;
  }

  private record Waiting(PendingJoinRequest request, String groupId, boolean declined) {
    JoinRequestStatus status() {
      return new JoinRequestStatus(
          declined ? JoinRequestStatus.DECLINED : JoinRequestStatus.PENDING, request.expiresAt());
    }
  }

  void routes(Router router) {
    router.signedIn("PUT", Paths.JOIN_REQUEST, this::ask);
    router.signedIn("GET", Paths.JOIN_REQUEST, this::status);
    router.signedIn("GET", Paths.JOIN_REQUESTS, this::list);
    router.signedIn("DELETE", Paths.GROUP_JOIN_REQUEST, this::decline);
  }

  /** The guest is inside. */
  void forget(String guest) {
    byGuest.remove(guest);
  }

  private Response ask(Call call) {
    Invite invite = invite(call);
    String guest = call.session().device();
    JoinRequest asked = call.json(JoinRequest.class);
    expire();
    Waiting before = byGuest.get(guest);
    if (before != null) {
      return Reply.json(200, before.status());
    }
    if (!invite.content().mode().equals(InviteRegistration.APPROVE)
        || groups.known(invite.groupId()).isMember(guest)) {
      throw new Refusal(
          ProblemCode.JOIN_REQUEST_REFUSED, "Only guests of an invite of mode approve ask");
    }
    Instant now = surroundings.now();
    invite.requireAliveFor(guest, now);
    notices.requireTaken(call.session());
    if (asked.name().length > Limits.SEALED_NAME) {
      throw new Refusal(ProblemCode.TOO_LARGE, "A sealed name is too large");
    }
    keyPackages.requireOwn(call.session(), asked.keyPackage(), false);
    long waiting =
        byGuest.values().stream()
            .filter(w -> w.request.inviteId().equals(invite.id()) && !w.declined)
            .count();
    if (waiting >= Limits.JOIN_REQUESTS) {
      throw new Refusal(ProblemCode.JOIN_REQUESTS_EXHAUSTED, "Let the members look at them first");
    }
    Instant end = now.plus(Limits.JOIN_REQUEST_LIFETIME);
    Instant inviteEnd = invite.content().expiresAt();
    Waiting fresh =
        new Waiting(
            new PendingJoinRequest(
                UUID.randomUUID().toString(),
                invite.id(),
                guest,
                asked.keyPackage(),
                asked.name(),
                now,
                inviteEnd.isBefore(end) ? inviteEnd : end),
            invite.groupId(),
            false);
    byGuest.put(guest, fresh);
    return Reply.json(200, fresh.status());
  }

  private Response status(Call call) {
    Invite invite = invite(call);
    String guest = call.session().device();
    if (groups.known(invite.groupId()).isMember(guest)) {
      return Reply.json(
          200, new JoinRequestStatus(JoinRequestStatus.APPROVED, invite.content().expiresAt()));
    }
    invite.requireAliveFor(guest, surroundings.now());
    expire();
    Waiting waiting =
        Optional.ofNullable(byGuest.get(guest))
            .orElseThrow(
                () -> new Refusal(ProblemCode.JOIN_REQUEST_UNKNOWN, "Ask again by the link"));
    return Reply.json(200, waiting.status());
  }

  private Response list(Call call) {
    Group group = memberGroup(call);
    expire();
    Page<PendingJoinRequest> page =
        Page.of(
            call,
            "join-requests",
            waiting(group.id()).stream(),
            request ->
                Page.sortable(request.receivedAt().toEpochMilli()) + "/" + request.requestId());
    return Reply.json(200, new JoinRequestList(page.items(), page.next()));
  }

  List<PendingJoinRequest> waiting(String groupId) {
    return byGuest.values().stream()
        .filter(w -> w.groupId.equals(groupId) && !w.declined)
        .map(Waiting::request)
        .toList();
  }

  private Response decline(Call call) {
    Group group = memberGroup(call);
    String id = call.variable("requestId");
    byGuest.replaceAll(
        (guest, w) ->
            w.groupId.equals(group.id()) && w.request.requestId().equals(id)
                ? new Waiting(w.request, w.groupId, true)
                : w);
    return Reply.empty();
  }

  private Invite invite(Call call) {
    return invites.known(
        call.session()
            .identity()
            .inviteId()
            .orElseThrow(() -> new Refusal(ProblemCode.FORBIDDEN, "Only guests ask to be let in")));
  }

  private Group memberGroup(Call call) {
    call.session().requireStaff("let guests in");
    Group group = groups.known(call.id("groupId"));
    group.requireMember(call.session().device());
    return group;
  }

  private void expire() {
    Instant now = surroundings.now();
    byGuest
        .values()
        .removeIf(
            w ->
                !now.isBefore(w.request.expiresAt())
                    || !alive(invites.known(w.request.inviteId()), now));
  }

  private static boolean alive(Invite invite, Instant now) {
    try {
      invite.requireAlive(now);
      return true;
    } catch (Refusal dead) {
      return false;
    }
  }
}
