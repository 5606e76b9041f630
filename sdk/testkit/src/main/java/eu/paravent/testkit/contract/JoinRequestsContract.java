package eu.paravent.testkit.contract;

import static eu.paravent.protocol.ProblemCode.COMMIT_REFUSED;
import static eu.paravent.protocol.ProblemCode.INVITE_REVOKED;
import static eu.paravent.protocol.ProblemCode.INVITE_USED_UP;
import static eu.paravent.protocol.ProblemCode.JOIN_REQUESTS_EXHAUSTED;
import static eu.paravent.protocol.ProblemCode.JOIN_REQUEST_REFUSED;
import static eu.paravent.protocol.ProblemCode.JOIN_REQUEST_UNKNOWN;
import static eu.paravent.protocol.ProblemCode.KEY_PACKAGE_REFUSED;
import static eu.paravent.protocol.ProblemCode.NOT_A_MEMBER;
import static eu.paravent.protocol.ProblemCode.TOO_LARGE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.MlsGroup;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.invites.InviteCard;
import eu.paravent.protocol.invites.InviteRegistration;
import eu.paravent.protocol.invites.JoinRequest;
import eu.paravent.protocol.invites.JoinRequestList;
import eu.paravent.protocol.invites.JoinRequestStatus;
import eu.paravent.protocol.invites.PendingJoinRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Guests that wait until a member of staff lets them in. */
public abstract class JoinRequestsContract extends ContractFixture {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final byte[] NAME = {7, 7, 7};

  private Company acme;
  private Party alice;
  private MlsGroup atAlice;
  private GuestLink link;

  @BeforeEach
  @SuppressWarnings("NullAway.Init") // set before each test
  void aGroupToAskFor() throws Exception {
    acme = company();
    alice = party(acme, "alice", "alice-1");
    atAlice = alice.createGroup();
    link = new GuestLink(acme, Party.id(atAlice), now());
  }

  @Test
  void keepsARequestUntilAMemberLetsTheGuestIn() throws Exception {
    link.register(alice, link.approved(2, WEEK)).requireStatus(201);
    Party guest = party(link.guest("guest-1"));
    byte[] keyPackage = guest.keyPackage();

    assertEquals(
        InviteRegistration.APPROVE,
        anonymous().get(Paths.fill(Paths.INVITE, link.id())).read(InviteCard.class).mode());
    assertEquals(JoinRequestStatus.PENDING, ask(guest, keyPackage));
    PendingJoinRequest shown = waiting().get(0);
    assertEquals(link.id(), shown.inviteId());
    assertEquals(guest.uri(), shown.deviceUri());
    assertArrayEquals(keyPackage, shown.keyPackage());
    assertArrayEquals(NAME, shown.name());

    alice.commit(atAlice, CommitSpec.builder().add(shown.keyPackage()).build());

    assertEquals(JoinRequestStatus.APPROVED, state(guest));
    assertEquals(List.of(), waiting());
    MlsGroup atGuest = guest.join(Party.id(atAlice));
    guest.say(atGuest, "Thank you");
  }

  @Test
  void asksOncePerGuest() {
    link.register(alice, link.approved(2, WEEK)).requireStatus(201);
    Party guest = party(link.guest("guest-1"));
    byte[] first = guest.keyPackage();
    ask(guest, first);

    ask(guest, guest.keyPackage());

    assertEquals(1, waiting().size());
    assertArrayEquals(first, waiting().get(0).keyPackage());
  }

  @Test
  void tellsTheGuestThatItWasDeclined() {
    link.register(alice, link.approved(2, WEEK)).requireStatus(201);
    Party guest = party(link.guest("guest-1"));
    ask(guest, guest.keyPackage());
    String address =
        Paths.fill(Paths.GROUP_JOIN_REQUEST, Party.id(atAlice), waiting().get(0).requestId());

    alice.caller().delete(address).requireStatus(204);
    alice.caller().delete(address).requireStatus(204);

    assertEquals(JoinRequestStatus.DECLINED, state(guest));
    assertEquals(List.of(), waiting());
    // asking again does not help
    assertEquals(JoinRequestStatus.DECLINED, ask(guest, guest.keyPackage()));
    assertEquals(List.of(), waiting());
  }

  @Test
  void aGuestThatWaitsNeitherSeesTheGroupNorComesInByItself() throws Exception {
    link.register(alice, link.approved(2, WEEK)).requireStatus(201);
    Party guest = party(link.guest("guest-1"));
    ask(guest, guest.keyPackage());

    guest
        .caller()
        .get(Paths.fill(Paths.GROUP_INFO, Party.id(atAlice)))
        .requireProblem(NOT_A_MEMBER);
    MlsGroup joining = guest.mls().joinExternally(atAlice.groupInfo());
    guest
        .submit(joining, joining.pendingCommit().orElseThrow(), Caller.newKey())
        .requireProblem(NOT_A_MEMBER);
    assertEquals(1, atAlice.members().size());
  }

  @Test
  void refusesToAddGuestsOfALinkThatNeedsNoApproval() throws Exception {
    link.register(alice, link.terms(2, WEEK)).requireStatus(201);
    Party guest = party(link.guest("guest-1"));

    guest
        .caller()
        .put(Paths.JOIN_REQUEST, new JoinRequest(guest.keyPackage(), NAME))
        .requireProblem(JOIN_REQUEST_REFUSED);
    alice
        .submit(
            atAlice,
            atAlice.commit(CommitSpec.builder().add(guest.keyPackage()).build()),
            Caller.newKey())
        .requireProblem(COMMIT_REFUSED);
  }

  @Test
  void letsInAsManyAsTheInviteIsFor() throws Exception {
    link.register(alice, link.approved(1, WEEK)).requireStatus(201);
    Party first = party(link.guest("guest-1"));
    Party second = party(link.guest("guest-2"));
    ask(first, first.keyPackage());
    ask(second, second.keyPackage());
    alice.commit(atAlice, CommitSpec.builder().add(waiting().get(0).keyPackage()).build());

    second.caller().get(Paths.JOIN_REQUEST).requireProblem(INVITE_USED_UP);
    alice
        .submit(
            atAlice,
            atAlice.commit(CommitSpec.builder().add(second.keyPackage()).build()),
            Caller.newKey())
        .requireProblem(INVITE_USED_UP);
  }

  @Test
  void tellsTheGuestThatTheInviteWasRevoked() {
    link.register(alice, link.approved(2, WEEK)).requireStatus(201);
    Party guest = party(link.guest("guest-1"));
    ask(guest, guest.keyPackage());

    link.revoke(alice).requireStatus(204);

    guest.caller().get(Paths.JOIN_REQUEST).requireProblem(INVITE_REVOKED);
    assertEquals(List.of(), waiting());
  }

  @Test
  void takesOwnKeyPackagesOnlyAndSmallNames() {
    link.register(alice, link.approved(2, WEEK)).requireStatus(201);
    Party guest = party(link.guest("guest-1"));
    Party other = party(link.guest("guest-2"));

    guest.caller().get(Paths.JOIN_REQUEST).requireProblem(JOIN_REQUEST_UNKNOWN);
    guest
        .caller()
        .put(Paths.JOIN_REQUEST, new JoinRequest(other.keyPackage(), NAME))
        .requireProblem(KEY_PACKAGE_REFUSED);
    guest
        .caller()
        .put(
            Paths.JOIN_REQUEST,
            new JoinRequest(guest.keyPackage(), new byte[Limits.SEALED_NAME + 1]))
        .requireProblem(TOO_LARGE);
    assertEquals(List.of(), waiting());
  }

  @Test
  void keepsABoundedNumber() {
    link.register(alice, link.approved(2, WEEK)).requireStatus(201);
    for (int i = 0; i < Limits.JOIN_REQUESTS; i++) {
      Party guest = party(link.guest("guest-" + i));
      ask(guest, guest.keyPackage());
    }
    Party late = party(link.guest("guest-late"));

    late.caller()
        .put(Paths.JOIN_REQUEST, new JoinRequest(late.keyPackage(), NAME))
        .requireProblem(JOIN_REQUESTS_EXHAUSTED);
    assertEquals(Limits.JOIN_REQUESTS, waiting().size());
  }

  private static String ask(Party guest, byte[] keyPackage) {
    return guest
        .caller()
        .put(Paths.JOIN_REQUEST, new JoinRequest(keyPackage, NAME))
        .read(JoinRequestStatus.class)
        .state();
  }

  private static String state(Party guest) {
    return guest.caller().get(Paths.JOIN_REQUEST).read(JoinRequestStatus.class).state();
  }

  private List<PendingJoinRequest> waiting() {
    return alice
        .caller()
        .get(Paths.fill(Paths.JOIN_REQUESTS, Party.id(atAlice)))
        .read(JoinRequestList.class)
        .requests();
  }
}
