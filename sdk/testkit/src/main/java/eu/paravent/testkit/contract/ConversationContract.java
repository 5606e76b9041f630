package eu.paravent.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.ProposalSpec;
import eu.paravent.mls.ReceivedMessage;
import eu.paravent.protocol.Base64Url;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.attachments.StoredAttachment;
import eu.paravent.protocol.delivery.Accepted;
import eu.paravent.protocol.delivery.CurrentGroupInfo;
import eu.paravent.protocol.delivery.GroupCreation;
import eu.paravent.protocol.delivery.GroupList;
import eu.paravent.protocol.delivery.GroupStatus;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.delivery.PendingWelcome;
import eu.paravent.protocol.delivery.WelcomeList;
import eu.paravent.protocol.invites.InviteCard;
import eu.paravent.protocol.invites.InviteRegistration;
import eu.paravent.protocol.keypackages.ClaimedKeyPackages;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Key packages, groups, messages, invites and attachments of protocol version 1, with real MLS
 * messages.
 */
public abstract class ConversationContract extends ContractFixture {
  private static final byte[] NONE = new byte[0];

  private final byte[] groupId = random(16);
  private Company acme;
  private Member alice;
  private Member bob;
  private MlsGroup alices;
  private MlsGroup bobs;

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private String path(String template, String... more) {
    String[] values = new String[more.length + 1];
    values[0] = Base64Url.encode(groupId);
    System.arraycopy(more, 0, values, 1, more.length);
    return Paths.fill(template, values);
  }

  private Member staff(String name) {
    DeviceKey key = acme.device(name, name + "-1");
    return new Member(signedIn(key), key);
  }

  private ClaimedKeyPackages claim(Member by, String user) {
    return by.caller()
        .send(
            "POST",
            Paths.fill(Paths.KEY_PACKAGE_CLAIMS, acme.id(), user),
            Map.of(Headers.IDEMPOTENCY_KEY, Caller.newKey()),
            NONE)
        .read(ClaimedKeyPackages.class);
  }

  @BeforeEach
  void aliceAddsBob() throws MlsException {
    acme = company();
    alice = staff("alice");
    bob = staff("bob");
    bob.publish(1, true).requireSuccess();
    alices = alice.mls().createGroup(groupId, Extensions.empty());
    alice
        .caller()
        .post(Paths.GROUPS, new GroupCreation(Base64Url.encode(groupId), alices.groupInfo()))
        .requireSuccess();
    CommitBundle added =
        alices.commit(
            CommitSpec.builder().add(claim(alice, "bob").claimed().get(0).keyPackage()).build());
    assertEquals(1, alice.commit(groupId, added).read(Accepted.class).sequence());
    alices.mergePendingCommit();

    List<PendingWelcome> welcomes =
        bob.caller().get(Paths.WELCOMES).read(WelcomeList.class).welcomes();
    assertEquals(1, welcomes.size());
    assertEquals(1, welcomes.get(0).sequence());
    bobs = bob.mls().join(welcomes.get(0).welcome());
    bob.caller().delete(Paths.fill(Paths.WELCOME, welcomes.get(0).welcomeId())).requireSuccess();
    assertTrue(bob.caller().get(Paths.WELCOMES).read(WelcomeList.class).welcomes().isEmpty());
  }

  private byte[] text(MlsGroup group, String text) throws MlsException {
    return group.encrypt(text.getBytes(StandardCharsets.UTF_8), NONE);
  }

  private static String read(MlsGroup group, LogEntry entry) throws MlsException {
    ReceivedMessage.Application message =
        (ReceivedMessage.Application) group.process(entry.message());
    return new String(message.data(), StandardCharsets.UTF_8);
  }

  @Test
  void whatIsSentIsReadInTheOrderOfTheLogWithoutGaps() throws MlsException {
    assertEquals(2, alice.send(groupId, text(alices, "Delivery in week 12?")).sequence());
    assertEquals(3, bob.send(groupId, text(bobs, "Week 13.")).sequence());

    List<LogEntry> bobsView = bob.log(groupId, 1);
    assertEquals(List.of(2L, 3L), bobsView.stream().map(LogEntry::sequence).toList());
    assertEquals("Delivery in week 12?", read(bobs, bobsView.get(0)));
    assertEquals("Week 13.", read(alices, alice.log(groupId, 2).get(0)));
  }

  @Test
  void aRetryWithTheSameKeyGetsTheFirstOutcome() throws MlsException {
    String key = Caller.newKey();
    Accepted first = alice.send(groupId, text(alices, "once"), key).read(Accepted.class);

    Accepted again = alice.send(groupId, text(alices, "once"), key).read(Accepted.class);

    assertEquals(first, again);
    assertEquals(1, bob.log(groupId, 1).size());
  }

  @Test
  void exactlyOneCommitPerEpochIsAccepted() throws MlsException {
    CommitBundle first = bobs.commit(CommitSpec.selfUpdate());
    CommitBundle second = alices.commit(CommitSpec.selfUpdate());

    bob.commit(groupId, first).requireSuccess();
    long epoch =
        alice
            .commit(groupId, second)
            .requireProblem(ProblemCode.EPOCH_CONFLICT)
            .epoch()
            .orElseThrow();

    assertEquals(2, epoch);
    alices.process(first.commit());
    bobs.mergePendingCommit();
    CommitBundle rebuilt = alices.commit(CommitSpec.selfUpdate());
    alice.commit(groupId, rebuilt).requireSuccess();
    byte[] late = text(bobs, "of an epoch that is over");
    bob.send(groupId, late, Caller.newKey()).requireProblem(ProblemCode.EPOCH_CONFLICT);
  }

  @Test
  void nobodyEndsAGroupByAReInit() throws MlsException {
    ProposalSpec end =
        new ProposalSpec.ReInit(
            "another".getBytes(StandardCharsets.UTF_8),
            CipherSuite.of(1).orElseThrow(),
            alices.contextExtensions());

    CommitBundle ending = bobs.commit(CommitSpec.builder().propose(end).build());
    bob.commit(groupId, ending).requireProblem(ProblemCode.COMMIT_REFUSED);
    bobs.discardPendingCommit();
    bob.commit(groupId, bobs.commit(CommitSpec.selfUpdate())).requireSuccess();
  }

  @Test
  void aCommitThatNoMemberCouldApplyIsRefusedAndNothingOfItStays() throws MlsException {
    CommitBundle good = alices.commit(CommitSpec.selfUpdate());
    byte[] forged = good.commit().clone();
    forged[forged.length / 2] ^= 1;

    assertEquals(
        4,
        alice.commit(groupId, new CommitBundle(1, forged, good.welcome(), good::groupInfo)).status()
            / 100);
    byte[] otherInfo = good.groupInfo().clone();
    otherInfo[otherInfo.length - 1] ^= 1;
    alice.commit(groupId, good, otherInfo).requireProblem(ProblemCode.COMMIT_REFUSED);
    // a member's commit sent by another device
    bob.commit(groupId, good).requireProblem(ProblemCode.COMMIT_REFUSED);

    assertTrue(bob.log(groupId, 1).isEmpty());
    alice.commit(groupId, good).requireSuccess();
  }

  @Test
  void sequencesStayGaplessUnderConcurrentSenders() throws Exception {
    int each = 10;
    List<byte[]> fromAlice = new ArrayList<>();
    List<byte[]> fromBob = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      fromAlice.add(text(alices, "a" + i));
      fromBob.add(text(bobs, "b" + i));
    }
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      Future<?> one = pool.submit(() -> fromAlice.forEach(m -> alice.send(groupId, m)));
      Future<?> two = pool.submit(() -> fromBob.forEach(m -> bob.send(groupId, m)));
      one.get();
      two.get();
    } finally {
      pool.shutdownNow();
    }

    List<Long> sequences = bob.log(groupId, 1).stream().map(LogEntry::sequence).toList();
    assertEquals(LongStream.rangeClosed(2, 1 + 2 * each).boxed().toList(), sequences);
  }

  @Test
  void aKeyPackageIsHandedOutExactlyOnceUnderConcurrency() throws Exception {
    int count = 12;
    Member carol = staff("carol");
    carol.publish(count, true).requireSuccess();
    ExecutorService pool = Executors.newFixedThreadPool(6);
    List<Future<ClaimedKeyPackages>> claims = new ArrayList<>();
    for (int i = 0; i < count + 3; i++) {
      Member by = i % 2 == 0 ? alice : bob;
      claims.add(pool.submit(() -> claim(by, "carol")));
    }
    Set<String> once = new HashSet<>();
    int lastResort = 0;
    for (Future<ClaimedKeyPackages> future : claims) {
      ClaimedKeyPackages.Claimed claimed = future.get().claimed().get(0);
      if (claimed.lastResort()) {
        lastResort++;
      } else {
        assertTrue(once.add(Base64Url.encode(claimed.keyPackage())), "handed out twice");
      }
    }
    pool.shutdownNow();
    assertEquals(count, once.size());
    assertEquals(3, lastResort);
  }

  @Test
  void aKeyPackageOfAnotherDeviceIsRefused() {
    Member carol = staff("carol");
    byte[] carols = carol.mls().newKeyPackage(Duration.ofDays(1), false).message();

    bob.caller()
        .post(
            Paths.KEY_PACKAGES,
            new eu.paravent.protocol.keypackages.KeyPackageUpload(
                List.of(carols), java.util.Optional.empty()))
        .requireProblem(ProblemCode.KEY_PACKAGE_REFUSED);
  }

  @Test
  void outsidersSeeAndSendNothing() throws MlsException {
    Member carol = staff("carol");

    carol.caller().get(path(Paths.LOG)).requireProblem(ProblemCode.NOT_A_MEMBER);
    carol.caller().get(path(Paths.GROUP_INFO)).requireProblem(ProblemCode.NOT_A_MEMBER);
    carol
        .send(groupId, text(alices, "x"), Caller.newKey())
        .requireProblem(ProblemCode.NOT_A_MEMBER);
    anonymous().get(path(Paths.LOG)).requireProblem(ProblemCode.NOT_SIGNED_IN);
    assertTrue(carol.caller().get(Paths.GROUPS).read(GroupList.class).groups().isEmpty());
  }

  @Test
  void aGuestJoinsFromTheLinkAloneTalksAndIsRemoved() throws MlsException {
    Ed25519PrivateKeyParameters inviteKey = DeviceKey.newKey();
    String invite = Base64Url.encode(random(16));
    InviteRegistration terms =
        new InviteRegistration(
            inviteKey.generatePublicKey().getEncoded(),
            now().plus(Duration.ofDays(7)),
            1,
            InviteRegistration.OPEN,
            random(64));
    alice.caller().put(path(Paths.GROUP_INVITE, invite), terms).requireStatus(201);
    alice.caller().put(path(Paths.GROUP_INVITE, invite), terms).requireStatus(200);
    InviteCard card = anonymous().get(Paths.fill(Paths.INVITE, invite)).read(InviteCard.class);
    assertArrayEquals(acme.root(), card.rootCertificate());
    assertArrayEquals(terms.lobbyCard(), card.lobbyCard());

    Member guest = guest(invite, inviteKey, "guest-1");
    CurrentGroupInfo info = guest.caller().get(path(Paths.GROUP_INFO)).read(CurrentGroupInfo.class);
    MlsGroup guests = guest.mls().joinExternally(info.groupInfo());
    CommitBundle join = guests.pendingCommit().orElseThrow();
    Accepted joined = guest.commit(groupId, join).read(Accepted.class);
    guests.mergePendingCommit();
    alices.process(join.commit());
    bobs.process(join.commit());

    guest.send(groupId, text(guests, "Hello from outside"));
    assertEquals("Hello from outside", read(alices, alice.log(groupId, joined.sequence()).get(0)));
    guest.caller().get(path(Paths.LOG) + "?after=0").requireSuccess();
    assertTrue(guest.log(groupId, 0).stream().allMatch(e -> e.sequence() > joined.sequence()));
    anonymous().get(Paths.fill(Paths.INVITE, invite)).requireProblem(ProblemCode.INVITE_USED_UP);

    alice.caller().delete(path(Paths.GROUP_INVITE, invite)).requireSuccess();
    anonymous().get(Paths.fill(Paths.INVITE, invite)).requireProblem(ProblemCode.INVITE_REVOKED);

    CommitBundle removal =
        alices.commit(CommitSpec.builder().remove(guests.ownLeafIndex()).build());
    Accepted gone = alice.commit(groupId, removal).read(Accepted.class);
    alices.mergePendingCommit();
    alice.send(groupId, text(alices, "not for the guest"));
    guest
        .send(groupId, text(guests, "still here?"), Caller.newKey())
        .requireProblem(ProblemCode.NOT_A_MEMBER);
    List<LogEntry> last = guest.log(groupId, joined.sequence());
    assertEquals(gone.sequence(), last.get(last.size() - 1).sequence());
  }

  private Member guest(String invite, Ed25519PrivateKeyParameters inviteKey, String name) {
    Ed25519PrivateKeyParameters key = DeviceKey.newKey();
    String uri = "mimi://" + acme.id() + "/g/" + invite + "/" + name;
    byte[] certificate =
        new CertificateMaker("CN=invite " + invite, inviteKey)
            .guest(
                key.generatePublicKey(),
                uri,
                Base64Url.encode(groupId),
                now().minus(Duration.ofMinutes(5)),
                now().plus(Duration.ofDays(1)));
    DeviceKey device = new DeviceKey(uri, key, List.of(certificate));
    return new Member(signedIn(device), device);
  }

  @Test
  void ciphertextBlobsAreForMembersOnly() {
    byte[] blob = random(100_000);
    StoredAttachment stored =
        alice
            .caller()
            .send(
                "POST",
                path(Paths.GROUP_ATTACHMENTS),
                Map.of("Content-Type", Headers.OCTETS, Headers.IDEMPOTENCY_KEY, Caller.newKey()),
                blob)
            .read(StoredAttachment.class);
    String at = path(Paths.GROUP_ATTACHMENT, stored.attachmentId());

    assertArrayEquals(blob, bob.caller().get(at).requireSuccess().response().body());
    staff("carol").caller().get(at).requireProblem(ProblemCode.NOT_A_MEMBER);
    bob.caller()
        .get(path(Paths.GROUP_ATTACHMENT, "nothing-here"))
        .requireProblem(ProblemCode.ATTACHMENT_UNKNOWN);
  }

  @Test
  void theListOfGroupsTellsWhereToCatchUp() throws MlsException {
    alice.send(groupId, text(alices, "one"));

    GroupStatus status = bob.caller().get(Paths.GROUPS).read(GroupList.class).groups().get(0);

    assertEquals(new GroupStatus(Base64Url.encode(groupId), 1, 2, 1, true), status);
  }
}
