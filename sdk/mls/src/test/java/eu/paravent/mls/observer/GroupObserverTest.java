package eu.paravent.mls.observer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.testing.AcceptAll;
import eu.paravent.mls.testing.MemoryStorage;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupObserverTest {
  private final MlsClient alice = client("alice");
  private final MlsClient bob = client("bob");
  private MlsGroup group;
  private GroupObserver observer;

  private static MlsClient client(String name) {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return MlsClient.builder()
        .identity(new Credential.Basic(name.getBytes(UTF_8)), key)
        .storage(new MemoryStorage())
        .authentication(new AcceptAll())
        .build();
  }

  private static byte[] keyPackage(MlsClient client) {
    return client.newKeyPackage(Duration.ofDays(1), false).message();
  }

  private static GroupObserver reopened(GroupObserver observer) {
    return GroupObserver.restore(observer.state(), new AcceptAll(), GroupPolicy.allowAll());
  }

  @BeforeEach
  void aGroupOfOne() throws MlsException {
    group = alice.createGroup("group".getBytes(UTF_8), Extensions.empty());
    observer = GroupObserver.open(group.groupInfo(), new AcceptAll(), GroupPolicy.allowAll());
  }

  private CommitBundle commit(CommitSpec spec) throws MlsException {
    CommitBundle bundle = group.commit(spec);
    group.mergePendingCommit();
    return bundle;
  }

  @Test
  void itFollowsAddsRemovesProposalsAndExternalCommitsAcrossRestarts() throws MlsException {
    byte[] keyPackage = keyPackage(bob);
    CommitBundle added = commit(CommitSpec.builder().add(keyPackage).build());
    ObservedCommit seen = reopened(observer).apply(added.commit(), List.of());
    seen.next().verify(added.groupInfo());

    assertThat(seen.external()).isFalse();
    assertThat(seen.added())
        .singleElement()
        .satisfies(
            a -> {
              assertThat(a.keyPackageReference())
                  .isEqualTo(KeyPackageView.read(keyPackage).reference());
              assertThat(a.keyPackageReference())
                  .isEqualTo(WelcomeView.read(added.welcome().orElseThrow()).newMembers().get(0));
            });
    assertThat(seen.next().members()).hasSize(2);

    MlsGroup bobs = bob.join(added.welcome().orElseThrow());
    byte[] leaves = bobs.proposeRemove(bobs.ownLeafIndex());
    assertThat(seen.next().proposer(leaves).orElseThrow().leafIndex())
        .isEqualTo(bobs.ownLeafIndex());
    group.process(leaves);
    CommitBundle gone = commit(CommitSpec.selfUpdate());
    ObservedCommit without = reopened(seen.next()).apply(gone.commit(), List.of(leaves));
    assertThat(without.removed()).hasSize(1);
    without.next().verify(gone.groupInfo());

    MlsGroup carols = client("carol").joinExternally(gone.groupInfo());
    CommitBundle joined = carols.pendingCommit().orElseThrow();
    ObservedCommit came = without.next().apply(joined.commit(), List.of());
    assertThat(came.external()).isTrue();
    came.next().verify(joined.groupInfo());
  }

  /**
   * RFC 9420 §12.4.2: a group is over with its ReInit. Alice's twin, who did not see it, and a
   * dishonest member would go on; the delivery service takes nothing more of them.
   */
  @Test
  void itFollowsNothingAfterAReInit() throws MlsException {
    ProposalSpec end =
        new ProposalSpec.ReInit(
            "next".getBytes(UTF_8),
            CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519,
            Extensions.empty());
    CommitBundle last = commit(CommitSpec.builder().propose(end).build());
    ObservedCommit seen = observer.apply(last.commit(), List.of());
    seen.next().verify(last.groupInfo());
    MlsGroup joiner = client("mallory").joinExternally(last.groupInfo());
    byte[] goesOn = joiner.pendingCommit().orElseThrow().commit();

    assertThat(seen.reInit().orElseThrow().groupId()).isEqualTo("next".getBytes(UTF_8));
    for (GroupObserver ended : List.of(seen.next(), reopened(seen.next()))) {
      assertThat(ended.reInit().orElseThrow().groupId()).isEqualTo("next".getBytes(UTF_8));
      assertThat(ended.members()).hasSize(1);
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> ended.apply(goesOn, List.of()),
              () -> ended.proposer(goesOn),
              () -> ended.proposal(goesOn))) {
        assertThatThrownBy(call)
            .isInstanceOfSatisfying(
                MlsException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_STATE));
      }
    }
  }

  @Test
  void itAsksThePolicyAboutAReInit() throws MlsException {
    ProposalSpec end =
        new ProposalSpec.ReInit(
            "next".getBytes(UTF_8),
            CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519,
            Extensions.empty());
    byte[] last = commit(CommitSpec.builder().propose(end).build()).commit();
    GroupObserver strict =
        GroupObserver.restore(
            observer.state(),
            new AcceptAll(),
            change -> {
              if (change.reInit().isPresent()) {
                throw new GroupPolicy.PolicyViolation("this group goes on");
              }
            });

    assertThatThrownBy(() -> strict.apply(last, List.of()))
        .isInstanceOfSatisfying(
            MlsException.class, e -> assertThat(e.reason()).isEqualTo(Reason.POLICY_VIOLATION));
  }

  @Test
  void itRefusesWhatNoHonestMemberCouldApply() throws MlsException {
    CommitBundle added = commit(CommitSpec.builder().add(keyPackage(bob)).build());
    GroupObserver next = observer.apply(added.commit(), List.of()).next();

    assertThatThrownBy(() -> next.apply(added.commit(), List.of()))
        .isInstanceOfSatisfying(
            MlsException.class, e -> assertThat(e.reason()).isEqualTo(Reason.EPOCH_TOO_OLD));
    // all but the confirmation tag (32 bytes) and membership tag (32 bytes, both with a length
    // byte): those need secrets
    for (int at = 0; at < added.commit().length - 66; at++) {
      byte[] forged = added.commit().clone();
      forged[at] ^= 1;
      assertThatThrownBy(() -> observer.apply(forged, List.of()))
          .as("byte %d", at)
          .isInstanceOf(MlsException.class);
    }
  }

  @Test
  void aGroupInfoOfAnotherEpochOrWithAnotherTreeIsRefused() throws MlsException {
    byte[] old = group.groupInfo();
    CommitBundle added = commit(CommitSpec.builder().add(keyPackage(bob)).build());
    GroupObserver next = observer.apply(added.commit(), List.of()).next();

    assertThatThrownBy(() -> next.verify(old)).isInstanceOf(MlsException.class);
    for (int at = 4; at < added.groupInfo().length; at += 3) {
      byte[] forged = added.groupInfo().clone();
      forged[at] ^= 1;
      assertThatThrownBy(() -> next.verify(forged))
          .as("byte %d", at)
          .isInstanceOf(MlsException.class);
    }
    next.verify(added.groupInfo());
  }

  @Test
  void anInventedMemberIsRefusedAtAJoin() throws MlsException {
    commit(CommitSpec.builder().add(keyPackage(bob)).build());
    byte[] info = group.groupInfo();
    // every byte of the tree is covered by a hash or a signature, so a changed leaf cannot come in
    for (int at = 60; at < info.length; at += 5) {
      byte[] forged = info.clone();
      forged[at] ^= 1;
      assertThatThrownBy(() -> GroupObserver.open(forged, new AcceptAll(), GroupPolicy.allowAll()))
          .as("byte %d", at)
          .isInstanceOf(MlsException.class);
    }
  }

  @Test
  void aMessageShowsItsPlaceOnly() throws MlsException {
    MessageHeader sealed = MessageHeader.read(group.encrypt(new byte[] {1}, new byte[0]));
    assertThat(sealed.encrypted()).isTrue();
    assertThat(sealed.kind()).isEqualTo(MessageHeader.Kind.APPLICATION);
    assertThat(sealed.groupId()).isEqualTo(group.groupId());
    assertThatThrownBy(() -> MessageHeader.read(group.groupInfo()))
        .isInstanceOf(MlsException.class);
    assertThatThrownBy(() -> MessageHeader.read(new byte[0])).isInstanceOf(MlsException.class);
  }

  /** Before anything is verified: which client can join by it. */
  @Test
  void welcomesAndGroupInfosSayTheirSuite() throws MlsException {
    CommitBundle added = commit(CommitSpec.builder().add(keyPackage(bob)).build());

    assertThat(WelcomeView.read(added.welcome().orElseThrow()).cipherSuite()).isEqualTo(1);
    assertThat(GroupInfoView.read(group.groupInfo()))
        .usingRecursiveComparison()
        .isEqualTo(new GroupInfoView(1, group.groupId(), 1));
    assertThatThrownBy(() -> GroupInfoView.read(added.commit())).isInstanceOf(MlsException.class);
    assertThatThrownBy(() -> WelcomeView.read(new byte[3])).isInstanceOf(MlsException.class);
  }

  @Test
  void aForgedKeyPackageIsRefused() {
    byte[] keyPackage = keyPackage(bob);
    for (int at = 0; at < keyPackage.length; at++) {
      byte[] forged = keyPackage.clone();
      forged[at] ^= 1;
      assertThatThrownBy(() -> KeyPackageView.read(forged))
          .as("byte %d", at)
          .isInstanceOf(MlsException.class);
    }
  }
}
