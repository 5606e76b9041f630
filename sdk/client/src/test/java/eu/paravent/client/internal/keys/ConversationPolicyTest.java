package eu.paravent.client.internal.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.UserId;
import eu.paravent.client.identity.DeviceRequest;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.internal.keys.GroupRules.InviteEntry;
import eu.paravent.mls.AppDataDictionary;
import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.MlsClient;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.ProposalSpec;
import eu.paravent.mls.ReceivedMessage;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.storage.MlsStorage;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Who may do what, shown on real groups: honest members check, a member that skips the check is
 * refused by the others.
 */
class ConversationPolicyTest {
  private static final byte[] GROUP = "0123456789abcdef".getBytes(UTF_8);
  private static final String GROUP_ID =
      Base64.getUrlEncoder().withoutPadding().encodeToString(GROUP);
  private static final String INVITE = "AAAAAAAAAAAAAAAAAAAAAA";

  private final OrganisationAuthority acme = OrganisationAuthority.create("acme.example");
  private final SigningKey inviteKey = SigningKey.generate(new SecureRandom());
  private final GroupPolicy honest = new ConversationPolicy();

  private final MlsClient alice = staff("alice", honest);
  private final MlsClient bob = staff("bob", honest);
  private MlsGroup aliceGroup;
  private MlsGroup bobGroup;

  private MlsClient staff(String name, GroupPolicy policy) {
    SigningKey key = SigningKey.generate(new SecureRandom());
    return client(
        key,
        acme.issue(new DeviceRequest(acme.user(name), name, key.publicKey()), Duration.ofDays(1)),
        policy);
  }

  private MlsClient guest(String name, SigningKey invite, String group, GroupPolicy policy) {
    return guest(name, invite, group, policy, SigningKey.generate(new SecureRandom()));
  }

  private MlsClient guest(
      String name, SigningKey invite, String group, GroupPolicy policy, SigningKey key) {
    String uri = "mimi://acme.example/g/" + INVITE + "/" + name;
    byte[] certificate =
        CertificateBuilder.guest(
            invite, INVITE, uri, group, key.publicKey(), Instant.now(), Duration.ofDays(1));
    return client(key, List.of(certificate), policy);
  }

  private MlsClient client(SigningKey key, List<byte[]> chain, GroupPolicy policy) {
    Map<String, byte[]> memory = new HashMap<>();
    return MlsClient.builder()
        .identity(new Credential.X509(chain), key.insecureSeed())
        .storage(storage(memory))
        .authentication(
            new ChatAuthentication(
                (organisation, root) -> java.util.Arrays.equals(root, acme.rootCertificate())))
        .policy(policy)
        .supportedExtensions(List.of(AppDataDictionary.EXTENSION))
        .build();
  }

  private static MlsStorage storage(Map<String, byte[]> memory) {
    return new MlsStorage() {
      @Override
      public Optional<byte[]> read(String key) {
        return Optional.ofNullable(memory.get(key)).map(byte[]::clone);
      }

      @Override
      public List<String> keys(String prefix) {
        return memory.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
      }

      @Override
      public void write(Map<String, byte[]> changes) {
        changes.forEach(
            (key, value) -> {
              if (value == null) {
                memory.remove(key);
              } else {
                memory.put(key, value.clone());
              }
            });
      }
    };
  }

  @BeforeEach
  void aliceAndBobTalk() throws MlsException {
    aliceGroup = alice.createGroup(GROUP, Extensions.empty());
    CommitBundle added = aliceGroup.commit(CommitSpec.builder().add(keyPackage(bob)).build());
    aliceGroup.mergePendingCommit();
    bobGroup = bob.join(added.welcome().orElseThrow());
  }

  private static byte[] keyPackage(MlsClient client) {
    return client.newKeyPackage(Duration.ofHours(1), false).message();
  }

  private InviteEntry entry(int uses) {
    return new InviteEntry(
        INVITE,
        inviteKey.publicKey(),
        2_000_000_000L,
        uses,
        "open",
        acme.user("alice").uri(),
        true);
  }

  private InviteEntry approving(int uses) {
    return new InviteEntry(
        INVITE,
        inviteKey.publicKey(),
        2_000_000_000L,
        uses,
        GroupRules.APPROVE,
        acme.user("alice").uri(),
        true);
  }

  private CommitBundle rules(java.util.function.UnaryOperator<GroupRules> change) throws Exception {
    Extensions context = aliceGroup.contextExtensions();
    CommitBundle bundle =
        aliceGroup.commit(
            CommitSpec.builder()
                .contextExtensions(change.apply(GroupRules.of(context)).in(context))
                .build());
    aliceGroup.mergePendingCommit();
    bobGroup.process(bundle.commit());
    return bundle;
  }

  private MlsGroup arrives(MlsClient guest) throws MlsException {
    MlsGroup prepared = guest.joinExternally(aliceGroup.groupInfo());
    CommitBundle commit = prepared.pendingCommit().orElseThrow();
    aliceGroup.process(commit.commit());
    bobGroup.process(commit.commit());
    prepared.mergePendingCommit();
    return prepared;
  }

  private static void refused(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(MlsException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void aGuestOfAnOpenInviteJoinsWithNobodyOnlineAndCanTalk() throws Exception {
    rules(r -> r.with(entry(1)));
    MlsGroup guestGroup = arrives(guest("carol", inviteKey, GROUP_ID, honest));

    byte[] hello = guestGroup.encrypt("hello".getBytes(UTF_8), new byte[0]);

    assertThat(((ReceivedMessage.Application) bobGroup.process(hello)).data())
        .isEqualTo("hello".getBytes(UTF_8));
    assertThat(LeafIdentity.of(aliceGroup.members().get(2).credential()).user())
        .isEqualTo(new UserId("mimi://acme.example/g/" + INVITE + "/carol"));
  }

  @Test
  void aSecondGuestOnASingleUseLinkIsRefusedByEveryone() throws Exception {
    rules(r -> r.with(entry(1)));
    arrives(guest("carol", inviteKey, GROUP_ID, honest));
    MlsClient second = guest("dave", inviteKey, GROUP_ID, GroupPolicy.allowAll());

    byte[] commit =
        second.joinExternally(aliceGroup.groupInfo()).pendingCommit().orElseThrow().commit();

    refused(Reason.POLICY_VIOLATION, () -> aliceGroup.process(commit));
    refused(Reason.POLICY_VIOLATION, () -> bobGroup.process(commit));
    refused(
        Reason.POLICY_VIOLATION,
        () -> guest("eve", inviteKey, GROUP_ID, honest).joinExternally(aliceGroup.groupInfo()));
  }

  @Test
  void aRevokedLinkIsDeadWhateverTheServerDoes() throws Exception {
    rules(r -> r.with(entry(5)));
    byte[] staleInfo = aliceGroup.groupInfo();
    rules(r -> r.with(entry(5).closed()));
    MlsClient late = guest("late", inviteKey, GROUP_ID, GroupPolicy.allowAll());

    refused(Reason.CREDENTIAL_REJECTED, () -> late.joinExternally(aliceGroup.groupInfo()));
    byte[] stale = late.joinExternally(staleInfo).pendingCommit().orElseThrow().commit();
    refused(Reason.EPOCH_TOO_OLD, () -> bobGroup.process(stale));
  }

  @Test
  void staffLetsAGuestInThatAsked() throws Exception {
    rules(r -> r.with(approving(1)));
    MlsClient carol = guest("carol", inviteKey, GROUP_ID, honest);
    CommitBundle added = aliceGroup.commit(CommitSpec.builder().add(keyPackage(carol)).build());
    aliceGroup.mergePendingCommit();
    bobGroup.process(added.commit());
    MlsGroup carolGroup = carol.join(added.welcome().orElseThrow());

    assertThat(carolGroup.members()).hasSize(3);
    // the place is taken
    MlsClient second = guest("dave", inviteKey, GROUP_ID, honest);
    byte[] keyPackage = keyPackage(second);
    refused(
        Reason.POLICY_VIOLATION,
        () -> bobGroup.commit(CommitSpec.builder().add(keyPackage).build()));
  }

  @Test
  void aGuestThatHasToAskDoesNotComeByItself() throws Exception {
    rules(r -> r.with(approving(5)));
    MlsClient pushy = guest("pushy", inviteKey, GROUP_ID, GroupPolicy.allowAll());

    byte[] commit =
        pushy.joinExternally(aliceGroup.groupInfo()).pendingCommit().orElseThrow().commit();

    refused(Reason.POLICY_VIOLATION, () -> aliceGroup.process(commit));
    refused(Reason.POLICY_VIOLATION, () -> bobGroup.process(commit));
    refused(
        Reason.POLICY_VIOLATION,
        () -> guest("gina", inviteKey, GROUP_ID, honest).joinExternally(aliceGroup.groupInfo()));
  }

  @Test
  void nobodyIsLetInWithoutAnInviteThatAsksForIt() throws Exception {
    SigningKey operators = SigningKey.generate(new SecureRandom());
    byte[] open = keyPackage(guest("carol", inviteKey, GROUP_ID, honest));
    byte[] forged = keyPackage(guest("ghost", operators, GROUP_ID, honest));

    refused(
        Reason.CREDENTIAL_REJECTED,
        () -> aliceGroup.commit(CommitSpec.builder().add(open).build()));
    rules(r -> r.with(entry(5)));
    refused(
        Reason.POLICY_VIOLATION, () -> aliceGroup.commit(CommitSpec.builder().add(open).build()));
    rules(r -> r.without(INVITE));
    rules(r -> r.with(approving(5)));
    refused(
        Reason.CREDENTIAL_REJECTED,
        () -> aliceGroup.commit(CommitSpec.builder().add(forged).build()));
    rules(r -> r.with(approving(5).closed()));
    refused(
        Reason.CREDENTIAL_REJECTED,
        () -> aliceGroup.commit(CommitSpec.builder().add(open).build()));
  }

  @Test
  void aGuestLetsNobodyIn() throws Exception {
    rules(r -> r.with(approving(5)));
    MlsClient carol = guest("carol", inviteKey, GROUP_ID, GroupPolicy.allowAll());
    CommitBundle added = aliceGroup.commit(CommitSpec.builder().add(keyPackage(carol)).build());
    aliceGroup.mergePendingCommit();
    bobGroup.process(added.commit());
    MlsGroup carolGroup = carol.join(added.welcome().orElseThrow());
    byte[] friend = keyPackage(guest("friend", inviteKey, GROUP_ID, honest));

    byte[] commit = carolGroup.commit(CommitSpec.builder().add(friend).build()).commit();

    refused(Reason.POLICY_VIOLATION, () -> bobGroup.process(commit));
  }

  @Test
  void anInventedGuestAndAProofForAnotherGroupAreRefused() throws Exception {
    rules(r -> r.with(entry(5)));
    SigningKey operators = SigningKey.generate(new SecureRandom());

    refused(
        Reason.CREDENTIAL_REJECTED,
        () ->
            guest("ghost", operators, GROUP_ID, GroupPolicy.allowAll())
                .joinExternally(aliceGroup.groupInfo()));
    refused(
        Reason.CREDENTIAL_REJECTED,
        () ->
            guest("mover", inviteKey, "AnotherGroupAnotherGro", GroupPolicy.allowAll())
                .joinExternally(aliceGroup.groupInfo()));
  }

  @Test
  void staffOfAnotherRootIsRefused() throws Exception {
    OrganisationAuthority impostor = OrganisationAuthority.create("acme.example");
    SigningKey key = SigningKey.generate(new SecureRandom());
    MlsClient mallory =
        client(
            key,
            impostor.issue(
                new DeviceRequest(UserId.of("acme.example", "bob"), "bob", key.publicKey()),
                Duration.ofDays(1)),
            honest);

    refused(
        Reason.CREDENTIAL_REJECTED,
        () -> aliceGroup.commit(CommitSpec.builder().add(keyPackage(mallory)).build()));
  }

  /** By nobody, whoever proposed it: and a proposal of one keeps nobody from committing. */
  @Test
  void aConversationIsNotReinitialised() throws Exception {
    ProposalSpec end =
        new ProposalSpec.ReInit(
            "another".getBytes(UTF_8), CipherSuite.of(1).orElseThrow(), Extensions.empty());
    MlsClient mallory = staff("mallory", GroupPolicy.allowAll());
    CommitBundle added = aliceGroup.commit(CommitSpec.builder().add(keyPackage(mallory)).build());
    aliceGroup.mergePendingCommit();
    bobGroup.process(added.commit());
    MlsGroup malloryGroup = mallory.join(added.welcome().orElseThrow());
    bobGroup.process(malloryGroup.propose(end));
    byte[] ended = malloryGroup.commit(CommitSpec.builder().propose(end).build()).commit();

    refused(Reason.POLICY_VIOLATION, () -> bobGroup.process(ended));
    refused(
        Reason.POLICY_VIOLATION,
        () -> aliceGroup.commit(CommitSpec.builder().propose(end).build()));
    aliceGroup.process(bobGroup.commit(CommitSpec.selfUpdate()).commit());
    bobGroup.mergePendingCommit();
    assertThat(bobGroup.active()).isTrue();
    assertThat(bobGroup.epochAuthenticator()).isEqualTo(aliceGroup.epochAuthenticator());
  }

  @Test
  void staffDoesNotJoinByItself() throws Exception {
    MlsClient dora = staff("dora", GroupPolicy.allowAll());

    byte[] commit =
        dora.joinExternally(aliceGroup.groupInfo()).pendingCommit().orElseThrow().commit();

    refused(Reason.POLICY_VIOLATION, () -> bobGroup.process(commit));
  }

  @Test
  void aGuestChangesNothingButItself() throws Exception {
    rules(r -> r.with(entry(5)));
    MlsGroup guestGroup = arrives(guest("carol", inviteKey, GROUP_ID, GroupPolicy.allowAll()));
    int bobsLeaf = bobGroup.ownLeafIndex();

    for (CommitSpec spec :
        List.of(
            CommitSpec.builder().remove(bobsLeaf).build(),
            CommitSpec.builder().add(keyPackage(staff("friend", honest))).build(),
            CommitSpec.builder()
                .contextExtensions(GroupRules.none().in(guestGroup.contextExtensions()))
                .build())) {
      byte[] commit = guestGroup.commit(spec).commit();
      refused(Reason.POLICY_VIOLATION, () -> aliceGroup.process(commit));
      guestGroup.discardPendingCommit();
    }
    byte[] update = guestGroup.commit(CommitSpec.selfUpdate()).commit();
    assertThat(aliceGroup.process(update)).isInstanceOf(ReceivedMessage.Commit.class);
  }

  @Test
  void whoRemovesAGuestLowersItsInvite() throws Exception {
    rules(r -> r.with(entry(1)));
    MlsGroup guestGroup = arrives(guest("carol", inviteKey, GROUP_ID, honest));
    int leaf = guestGroup.ownLeafIndex();
    refused(
        Reason.POLICY_VIOLATION,
        () -> aliceGroup.commit(CommitSpec.builder().remove(leaf).build()));

    Extensions context = aliceGroup.contextExtensions();
    GroupRules lowered = GroupRules.of(context).with(entry(1).lowered());
    CommitBundle removal =
        aliceGroup.commit(
            CommitSpec.builder().remove(leaf).contextExtensions(lowered.in(context)).build());
    aliceGroup.mergePendingCommit();
    bobGroup.process(removal.commit());

    assertThat(((ReceivedMessage.Commit) guestGroup.process(removal.commit())).selfRemoved())
        .isTrue();
    refused(
        Reason.POLICY_VIOLATION,
        () -> guest("carol", inviteKey, GROUP_ID, honest).joinExternally(aliceGroup.groupInfo()));
  }

  @Test
  void whoHasTheLinkTakesNoOtherGuestsPlace() throws Exception {
    rules(r -> r.with(entry(5)));
    arrives(guest("carol", inviteKey, GROUP_ID, honest));
    MlsClient impostor = guest("carol", inviteKey, GROUP_ID, GroupPolicy.allowAll());

    byte[] commit =
        impostor.joinExternally(aliceGroup.groupInfo()).pendingCommit().orElseThrow().commit();

    refused(Reason.POLICY_VIOLATION, () -> aliceGroup.process(commit));
    refused(Reason.POLICY_VIOLATION, () -> bobGroup.process(commit));
  }

  @Test
  void aGuestThatLostItsStateButNotItsKeyComesBackToItsPlace() throws Exception {
    rules(r -> r.with(entry(1)));
    SigningKey key = SigningKey.generate(new SecureRandom());
    arrives(guest("carol", inviteKey, GROUP_ID, honest, key));

    MlsGroup back =
        guest("carol", inviteKey, GROUP_ID, honest, key).joinExternally(aliceGroup.groupInfo());
    aliceGroup.process(back.pendingCommit().orElseThrow().commit());

    assertThat(aliceGroup.members()).hasSize(3);
  }

  @Test
  void aDeviceIsInTheGroupOnce() {
    refused(
        Reason.POLICY_VIOLATION,
        () ->
            aliceGroup.commit(CommitSpec.builder().add(keyPackage(staff("bob", honest))).build()));
  }

  @Test
  void anInviteNamesAnInviterOfTheGroup() {
    InviteEntry strangers =
        new InviteEntry(
            INVITE,
            inviteKey.publicKey(),
            2_000_000_000L,
            1,
            "open",
            acme.user("nobody").uri(),
            true);

    refused(Reason.POLICY_VIOLATION, () -> rules(r -> r.with(strangers)));
  }

  @Test
  void aGuestLeavesByTheNextCommitOfAnyone() throws Exception {
    rules(r -> r.with(entry(1)));
    MlsGroup guestGroup = arrives(guest("carol", inviteKey, GROUP_ID, honest));
    byte[] proposal = guestGroup.proposeRemove(guestGroup.ownLeafIndex());
    aliceGroup.process(proposal);
    bobGroup.process(proposal);

    byte[] commit = bobGroup.commit(CommitSpec.selfUpdate()).commit();

    aliceGroup.process(commit);
    assertThat(aliceGroup.members()).hasSize(2);
  }

  @Test
  void anInviteIsNeverWidenedAndStaysListedWhileItsGuestIsInside() throws Exception {
    rules(r -> r.with(entry(2)));
    arrives(guest("carol", inviteKey, GROUP_ID, honest));

    refused(Reason.POLICY_VIOLATION, () -> rules(r -> r.with(entry(3))));
    refused(Reason.POLICY_VIOLATION, () -> rules(r -> r.without(INVITE)));
    rules(r -> r.with(entry(2).closed()));
    refused(Reason.POLICY_VIOLATION, () -> rules(r -> r.with(entry(2))));
    MlsClient newcomer = staff("newcomer", honest);
    CommitBundle added = aliceGroup.commit(CommitSpec.builder().add(keyPackage(newcomer)).build());
    assertThat(newcomer.join(added.welcome().orElseThrow()).members()).hasSize(4);
  }

  @Test
  void aMemberWhoLostItsStateComesBackInItsOwnPlace() throws Exception {
    MlsClient again = staff("bob", honest);

    MlsGroup back = again.joinExternally(aliceGroup.groupInfo());
    ReceivedMessage.Commit seen =
        (ReceivedMessage.Commit) aliceGroup.process(back.pendingCommit().orElseThrow().commit());

    assertThat(seen.removed()).hasSize(1);
    assertThat(aliceGroup.members()).hasSize(2);
  }
}
