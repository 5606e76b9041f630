package eu.paravent.testkit.contract;

import static eu.paravent.protocol.ProblemCode.CERTIFICATE_REFUSED;
import static eu.paravent.protocol.ProblemCode.FORBIDDEN;
import static eu.paravent.protocol.ProblemCode.INVALID_VALUE;
import static eu.paravent.protocol.ProblemCode.INVITE_EXISTS;
import static eu.paravent.protocol.ProblemCode.INVITE_REVOKED;
import static eu.paravent.protocol.ProblemCode.INVITE_UNKNOWN;
import static eu.paravent.protocol.ProblemCode.INVITE_USED_UP;
import static eu.paravent.protocol.ProblemCode.NOT_A_MEMBER;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.ReceivedMessage;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.delivery.Accepted;
import eu.paravent.protocol.delivery.CurrentGroupInfo;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.invites.InviteCard;
import eu.paravent.protocol.invites.InviteRegistration;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Guest invites in all their states. */
public abstract class InvitesContract extends ContractFixture {
  private static final Duration WEEK = Duration.ofDays(7);

  private Company acme;
  private Party alice;
  private MlsGroup atAlice;
  private GuestLink link;

  @BeforeEach
  @SuppressWarnings("NullAway.Init") // set before each test
  void aGroupToInviteTo() throws Exception {
    acme = company();
    alice = party(acme, "alice", "alice-1");
    atAlice = alice.createGroup();
    link = new GuestLink(acme, Party.id(atAlice), now());
  }

  @Test
  void showsALiveInviteToAnyone() {
    InviteRegistration terms = link.terms(1, WEEK);
    link.register(alice, terms).requireStatus(201);

    InviteCard card = card().read(InviteCard.class);

    assertEquals(link.id(), card.inviteId());
    assertEquals(Party.id(atAlice), card.groupId());
    assertEquals(acme.id(), card.organisation());
    assertArrayEquals(acme.root(), card.rootCertificate());
    assertEquals(terms.expiresAt(), card.expiresAt());
    assertArrayEquals(terms.lobbyCard(), card.lobbyCard());
  }

  @Test
  void takesTheSameInviteAgainAndRefusesAnotherOfItsId() {
    InviteRegistration terms = link.terms(1, WEEK);
    link.register(alice, terms).requireStatus(201);

    link.register(alice, terms).requireStatus(200);
    link.register(alice, link.terms(2, WEEK)).requireProblem(INVITE_EXISTS);
  }

  @Test
  void refusesTermsBeyondTheLimits() {
    link.register(alice, link.terms(0, WEEK)).requireProblem(INVALID_VALUE);
    link.register(alice, link.terms(1000, WEEK)).requireProblem(INVALID_VALUE);
    link.register(alice, link.terms(1, Duration.ofDays(4000))).requireProblem(INVALID_VALUE);
    link.register(alice, link.terms(1, WEEK.negated())).requireProblem(INVALID_VALUE);
  }

  @Test
  void onlyMembersInvite() {
    link.register(party(acme, "bob", "bob-1"), link.terms(1, WEEK)).requireProblem(NOT_A_MEMBER);
    card().requireProblem(INVITE_UNKNOWN);
  }

  @Test
  void aGuestComesInByTheLinkAloneAndIsHeard() throws Exception {
    link.register(alice, link.terms(1, WEEK)).requireStatus(201);
    DeviceKey key = link.guest("guest-1");
    Party guest = party(key);

    MlsGroup atGuest = join(guest);
    guest.say(atGuest, "Hello from outside");

    for (LogEntry entry : alice.log(atAlice, 0).entries()) {
      ReceivedMessage received = atAlice.process(entry.message());
      if (entry.sequence() == 2) {
        assertInstanceOf(ReceivedMessage.Application.class, received);
      }
    }
    assertEquals(2, atAlice.members().size());
  }

  @Test
  void aGuestOfARevokedInviteStaysButNoOtherComes() throws Exception {
    link.register(alice, link.terms(5, WEEK)).requireStatus(201);
    DeviceKey first = link.guest("guest-1");
    Party guest = party(first);
    MlsGroup atGuest = join(guest);
    DeviceKey second = link.guest("guest-2");
    Party late = party(second);

    link.revoke(alice).requireStatus(204);
    link.revoke(alice).requireStatus(204);

    card().requireProblem(INVITE_REVOKED);
    late.caller()
        .get(Paths.fill(Paths.GROUP_INFO, Party.id(atAlice)))
        .requireProblem(INVITE_REVOKED);
    anonymous().signIn(assertion(link.guest("guest-3"))).requireProblem(INVITE_REVOKED);
    guest.say(atGuest, "I am still here");
    signedIn(first).get(Paths.GROUPS).requireStatus(200);
  }

  @Test
  void anInviteIsUsedUpOnceItsGuestsAreIn() throws Exception {
    link.register(alice, link.terms(1, WEEK)).requireStatus(201);
    DeviceKey first = link.guest("guest-1");
    DeviceKey second = link.guest("guest-2");
    Party late = party(second);
    CurrentGroupInfo early = groupInfo(late);
    join(party(first));

    card().requireProblem(INVITE_USED_UP);
    MlsGroup refused = late.mls().joinExternally(early.groupInfo());
    late.submit(refused, refused.pendingCommit().orElseThrow(), Caller.newKey())
        .requireProblem(INVITE_USED_UP);
    anonymous().signIn(assertion(link.guest("guest-3"))).requireProblem(INVITE_USED_UP);
  }

  @Test
  void refusesGuestsThatTheInviteDidNotMake() {
    link.register(alice, link.terms(1, WEEK)).requireStatus(201);

    anonymous().signIn(assertion(link.forgedGuest("guest-1"))).requireProblem(CERTIFICATE_REFUSED);
    anonymous()
        .signIn(assertion(link.guestOfGroup("guest-1", Caller.newKey())))
        .requireProblem(CERTIFICATE_REFUSED);
  }

  @Test
  void refusesGuestsOfAnInviteThatNobodyMade() {
    anonymous().signIn(assertion(link.guest("guest-1"))).requireProblem(INVITE_UNKNOWN);
  }

  @Test
  void guestsDoNotDoWhatStaffMay() {
    link.register(alice, link.terms(1, WEEK)).requireStatus(201);
    Caller guest = signedIn(link.guest("guest-1"));

    guest.get(Paths.fill(Paths.USER_DEVICES, acme.id(), "alice")).requireProblem(FORBIDDEN);
    guest
        .send(
            "POST",
            Paths.fill(Paths.KEY_PACKAGE_CLAIMS, acme.id(), "alice"),
            Caller.key(Caller.newKey()),
            Optional.empty())
        .requireProblem(FORBIDDEN);
  }

  private Caller.Answer card() {
    return anonymous().get(Paths.fill(Paths.INVITE, link.id()));
  }

  private CurrentGroupInfo groupInfo(Party guest) {
    return guest
        .caller()
        .get(Paths.fill(Paths.GROUP_INFO, Party.id(atAlice)))
        .read(CurrentGroupInfo.class);
  }

  private MlsGroup join(Party guest) throws Exception {
    MlsGroup joining = guest.mls().joinExternally(groupInfo(guest).groupInfo());
    guest
        .submit(joining, joining.pendingCommit().orElseThrow(), Caller.newKey())
        .read(Accepted.class);
    joining.mergePendingCommit();
    return joining;
  }
}
