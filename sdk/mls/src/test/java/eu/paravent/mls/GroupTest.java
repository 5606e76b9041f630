package eu.paravent.mls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.testing.AcceptAll;
import eu.paravent.mls.testing.MemoryStorage;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The flows of a group, each as its members see it. */
class GroupTest {
  private static final byte[] GROUP = "group".getBytes(UTF_8);
  private static final byte[] NONE = new byte[0];

  /** A client and what it keeps. */
  private static final class Person {
    final byte[] key = new byte[32];
    final byte[] name;
    final GroupPolicy policy;
    MemoryStorage storage = new MemoryStorage();
    MlsClient client;

    Person(String name) {
      this(name, GroupPolicy.allowAll());
    }

    Person(String name, GroupPolicy policy) {
      new SecureRandom().nextBytes(key);
      this.name = name.getBytes(UTF_8);
      this.policy = policy;
      client = start();
    }

    final MlsClient start() {
      return MlsClient.builder()
          .identity(new Credential.Basic(name), key)
          .storage(storage)
          .authentication(new AcceptAll())
          .policy(policy)
          .build();
    }

    byte[] keyPackage() {
      return client.newKeyPackage(Duration.ofDays(1), false).message();
    }

    /** As after a kill: nothing but the storage is left. */
    MlsGroup restarted() {
      storage = storage.snapshot();
      client = start();
      return client.load(GROUP).orElseThrow();
    }
  }

  private final Person alice = new Person("alice");
  private final Person bob = new Person("bob");
  private final Person carol = new Person("carol");

  private MlsGroup aliceGroup;
  private MlsGroup bobGroup;

  private void aliceAndBob() throws MlsException {
    aliceGroup = alice.client.createGroup(GROUP, Extensions.empty());
    CommitBundle added = aliceGroup.commit(CommitSpec.builder().add(bob.keyPackage()).build());
    aliceGroup.mergePendingCommit();
    bobGroup = bob.client.join(added.welcome().orElseThrow());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static void sameEpoch(MlsGroup... groups) {
    for (MlsGroup group : groups) {
      assertThat(group.epoch()).isEqualTo(groups[0].epoch());
      assertThat(group.epochAuthenticator()).isEqualTo(groups[0].epochAuthenticator());
      assertThat(group.exportSecret("label", bytes("context"), 40))
          .isEqualTo(groups[0].exportSecret("label", bytes("context"), 40));
    }
  }

  private static void reads(MlsGroup reader, byte[] message, String expected) throws MlsException {
    assertThat(((ReceivedMessage.Application) reader.process(message)).data())
        .isEqualTo(bytes(expected));
  }

  private static void refused(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(MlsException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  @Shows(Demand.PADDING_IS_ZERO)
  void membersTalkBothWaysAndKnowTheSender() throws MlsException {
    aliceAndBob();
    sameEpoch(aliceGroup, bobGroup);

    byte[] message = aliceGroup.encrypt(bytes("hello"), bytes("aad"));
    ReceivedMessage.Application received = (ReceivedMessage.Application) bobGroup.process(message);

    assertThat(received.data()).isEqualTo(bytes("hello"));
    assertThat(received.authenticatedData()).isEqualTo(bytes("aad"));
    assertThat(((Credential.Basic) received.sender().credential()).identity())
        .isEqualTo(alice.name);
    reads(aliceGroup, bobGroup.encrypt(bytes("hi"), NONE), "hi");
  }

  @Test
  @Shows(Demand.CHANGE_BEFORE_DATA)
  void aRemovedMemberReadsNothingThatFollows() throws MlsException {
    aliceAndBob();
    CommitBundle removal =
        aliceGroup.commit(CommitSpec.builder().remove(bobGroup.ownLeafIndex()).build());
    aliceGroup.mergePendingCommit();

    ReceivedMessage.Commit last = (ReceivedMessage.Commit) bobGroup.process(removal.commit());

    assertThat(last.selfRemoved()).isTrue();
    assertThat(bobGroup.active()).isFalse();
    byte[] secret = aliceGroup.encrypt(bytes("secret"), NONE);
    refused(Reason.WRONG_STATE, () -> bobGroup.process(secret));
    refused(Reason.WRONG_STATE, () -> bob.restarted().encrypt(bytes("x"), NONE));
  }

  @Test
  @Shows(Demand.WELCOMES_FOR_ALL)
  void aNewcomerReadsFromTheJoinOnAndEveryoneAgrees() throws MlsException {
    aliceAndBob();
    byte[] before = aliceGroup.encrypt(bytes("before"), NONE);
    CommitBundle added = bobGroup.commit(CommitSpec.builder().add(carol.keyPackage()).build());
    bobGroup.mergePendingCommit();
    aliceGroup.process(added.commit());
    MlsGroup carolGroup = carol.client.join(added.welcome().orElseThrow());

    sameEpoch(aliceGroup, bobGroup, carolGroup);
    reads(carolGroup, aliceGroup.encrypt(bytes("after"), NONE), "after");
    refused(Reason.EPOCH_TOO_OLD, () -> carolGroup.process(before));
    reads(bobGroup, before, "before");
  }

  @Tag("checklist-27")
  @Test
  @Shows(Demand.KEYS_ENCRYPT_ONCE)
  void lateAndShuffledMessagesAreReadOnceEach() throws MlsException {
    aliceAndBob();
    byte[] one = aliceGroup.encrypt(bytes("1"), NONE);
    byte[] two = aliceGroup.encrypt(bytes("2"), NONE);
    byte[] three = aliceGroup.encrypt(bytes("3"), NONE);

    reads(bobGroup, three, "3");
    reads(bobGroup, one, "1");
    refused(Reason.REPLAYED, () -> bobGroup.process(three));
    CommitBundle update = aliceGroup.commit(CommitSpec.selfUpdate());
    aliceGroup.mergePendingCommit();
    bobGroup.process(update.commit());
    reads(bob.restarted(), two, "2");
    refused(Reason.REPLAYED, () -> bob.restarted().process(two));
  }

  @Tag("checklist-27")
  @Test
  void aForgedMessageChangesNothing() throws MlsException {
    aliceAndBob();
    byte[] message = aliceGroup.encrypt(bytes("genuine"), NONE);
    var before = bob.storage.contents();
    for (int at = 0; at < message.length; at += 7) {
      byte[] forged = message.clone();
      forged[at] ^= 1;
      assertThatThrownBy(() -> bobGroup.process(forged)).isInstanceOf(MlsException.class);
    }

    assertThat(bob.storage.contents()).isEqualTo(before);
    reads(bobGroup, message, "genuine");
  }

  @Test
  void aMessageWritesLittleWhateverTheSizeOfTheGroup() throws MlsException {
    aliceAndBob();
    aliceGroup.encrypt(bytes("first"), NONE);
    int writes = alice.storage.written().size();

    aliceGroup.encrypt(bytes("second"), NONE);

    assertThat(alice.storage.written().subList(writes, alice.storage.written().size()))
        .allMatch(size -> size <= 200);
  }

  @Tag("checklist-32")
  @Test
  @Shows(Demand.CONFLICTS_ARE_RESOLVED)
  void twoCommittersRaceAndBothSucceedInTheEnd() throws MlsException {
    aliceAndBob();
    CommitBundle first = aliceGroup.commit(CommitSpec.selfUpdate());
    bobGroup.commit(CommitSpec.builder().add(carol.keyPackage()).build());

    bobGroup.process(first.commit());
    aliceGroup.process(first.commit());

    sameEpoch(aliceGroup, bobGroup);
    assertThat(bobGroup.pendingCommit()).isEmpty();
    CommitBundle second = bobGroup.commit(CommitSpec.builder().add(carol.keyPackage()).build());
    aliceGroup.process(second.commit());
    bobGroup.mergePendingCommit();
    sameEpoch(aliceGroup, bobGroup, carol.client.join(second.welcome().orElseThrow()));
  }

  @Tag("checklist-32")
  @Test
  void aKillBetweenAcceptedAndMergedLosesNothing() throws MlsException {
    aliceAndBob();
    CommitBundle staged = aliceGroup.commit(CommitSpec.selfUpdate());
    bobGroup.process(staged.commit());
    byte[] reply = bobGroup.encrypt(bytes("in the new epoch"), NONE);

    MlsGroup restarted = alice.restarted();

    assertThat(restarted.pendingCommit().orElseThrow().commit()).isEqualTo(staged.commit());
    assertThat(((ReceivedMessage.Commit) restarted.process(staged.commit())).own()).isTrue();
    sameEpoch(restarted, bobGroup);
    reads(restarted, reply, "in the new epoch");
  }

  @Tag("checklist-32")
  @Test
  @Shows(Demand.MAKING_A_COMMIT_CHANGES_NOTHING)
  void aDiscardedCommitLeavesNoTrace() throws MlsException {
    aliceAndBob();
    var before = alice.storage.contents();
    aliceGroup.commit(CommitSpec.selfUpdate());
    aliceGroup.discardPendingCommit();

    assertThat(alice.storage.contents()).isEqualTo(before);
    reads(bobGroup, aliceGroup.encrypt(bytes("still here"), NONE), "still here");
  }

  @Test
  @Shows({Demand.INFO_EXTENSIONS_UNKNOWN, Demand.GROUP_INFO_UNKNOWN_EXTENSIONS})
  void anOutsiderJoinsByExternalCommitWithNobodyOnline() throws MlsException {
    aliceAndBob();
    MlsGroup prepared = carol.client.joinExternally(aliceGroup.groupInfo());
    assertThat(prepared.active()).isFalse();
    refused(Reason.WRONG_STATE, () -> prepared.encrypt(bytes("too early"), NONE));
    CommitBundle commit = prepared.pendingCommit().orElseThrow();

    carol.storage = carol.storage.snapshot();
    carol.client = carol.start();
    MlsGroup carolGroup = carol.client.loadPendingJoin(GROUP).orElseThrow();
    carolGroup.mergePendingCommit();
    ReceivedMessage.Commit seen = (ReceivedMessage.Commit) aliceGroup.process(commit.commit());
    bobGroup.process(commit.commit());

    assertThat(seen.external()).isTrue();
    assertThat(((Credential.Basic) seen.committer().credential()).identity()).isEqualTo(carol.name);
    sameEpoch(aliceGroup, bobGroup, carolGroup);
    reads(aliceGroup, carolGroup.encrypt(bytes("here"), NONE), "here");

    carolGroup.commit(CommitSpec.selfUpdate());
    carolGroup.discardPendingCommit();
    CommitBundle update = carolGroup.commit(CommitSpec.selfUpdate());
    reads(aliceGroup, carolGroup.encrypt(bytes("while it waits"), NONE), "while it waits");
    aliceGroup.process(update.commit());
    carolGroup.mergePendingCommit();
    sameEpoch(aliceGroup, carolGroup);
  }

  @Test
  void aClientThatLostItsStateJoinsAgainInPlaceOfItsEarlierLeaf() throws MlsException {
    aliceAndBob();
    bob.storage = new MemoryStorage();
    new SecureRandom().nextBytes(bob.key);
    bob.client = bob.start();
    MlsGroup again = bob.client.joinExternally(aliceGroup.groupInfo());
    CommitBundle commit = again.pendingCommit().orElseThrow();
    again.mergePendingCommit();

    ReceivedMessage.Commit seen = (ReceivedMessage.Commit) aliceGroup.process(commit.commit());

    assertThat(seen.removed()).hasSize(1);
    assertThat(aliceGroup.members()).hasSize(2);
    sameEpoch(aliceGroup, again);
  }

  @Test
  void whoWantsToLeaveIsRemovedByTheNextCommitOfAnother() throws MlsException {
    aliceAndBob();
    byte[] proposal = bobGroup.proposeRemove(bobGroup.ownLeafIndex());
    ReceivedMessage.Proposal heard = (ReceivedMessage.Proposal) aliceGroup.process(proposal);
    assertThat(heard.removes().orElseThrow().leafIndex()).isEqualTo(bobGroup.ownLeafIndex());
    assertThat(aliceGroup.process(proposal)).usingRecursiveComparison().isEqualTo(heard);

    CommitBundle commit = alice.restarted().commit(CommitSpec.selfUpdate());
    assertThat(((ReceivedMessage.Commit) bobGroup.process(commit.commit())).selfRemoved()).isTrue();
  }

  @Tag("checklist-12")
  @Test
  void anUpdateProposalIsTakenUpAndItsAuthorFollows() throws MlsException {
    aliceAndBob();
    aliceGroup.process(bobGroup.proposeUpdate());
    CommitBundle commit = aliceGroup.commit(CommitSpec.selfUpdate());
    aliceGroup.mergePendingCommit();

    MlsGroup bobAgain = bob.restarted();
    ReceivedMessage.Commit seen = (ReceivedMessage.Commit) bobAgain.process(commit.commit());

    assertThat(seen.updated()).hasSize(2);
    sameEpoch(aliceGroup, bobAgain);
    reads(aliceGroup, bobAgain.encrypt(bytes("new leaf"), NONE), "new leaf");
  }

  @Test
  void aPreSharedKeyMustBeKnownToAll() throws MlsException {
    aliceAndBob();
    alice.client.registerPreSharedKey(bytes("id"), bytes("secret of both"));
    CommitBundle commit = aliceGroup.commit(CommitSpec.builder().preSharedKey(bytes("id")).build());

    refused(Reason.UNKNOWN_PSK, () -> bobGroup.process(commit.commit()));
    bob.client.registerPreSharedKey(bytes("id"), bytes("something else"));
    refused(Reason.NOT_AUTHENTIC, () -> bobGroup.process(commit.commit()));
    bob.client.registerPreSharedKey(bytes("id"), bytes("secret of both"));
    bobGroup.process(commit.commit());

    aliceGroup.mergePendingCommit();
    sameEpoch(aliceGroup, bobGroup);
  }

  @Test
  void aWelcomeIsForItsClientOnlyAndOnce() throws MlsException {
    aliceGroup = alice.client.createGroup(GROUP, Extensions.empty());
    CommitBundle added = aliceGroup.commit(CommitSpec.builder().add(bob.keyPackage()).build());
    byte[] welcome = added.welcome().orElseThrow();

    refused(Reason.NOT_FOR_THIS_CLIENT, () -> carol.client.join(welcome));
    byte[] tampered = welcome.clone();
    tampered[tampered.length - 20] ^= 1;
    refused(Reason.NOT_AUTHENTIC, () -> bob.client.join(tampered));
    bob.client.join(welcome);
    refused(Reason.NOT_FOR_THIS_CLIENT, () -> bob.client.join(welcome));
  }

  @Tag("checklist-33")
  @Test
  void aLastResortKeyPackageServesTwoGroups() throws MlsException {
    byte[] last = bob.client.newKeyPackage(Duration.ofDays(1), true).message();
    for (String id : new String[] {"one", "two"}) {
      MlsGroup group = alice.client.createGroup(bytes(id), Extensions.empty());
      CommitBundle added = group.commit(CommitSpec.builder().add(last).build());
      group.mergePendingCommit();
      sameEpoch(group, bob.client.join(added.welcome().orElseThrow()));
    }
  }

  @Tag("checklist-37")
  @Test
  void anExpiredKeyPackageIsNotAdded() throws MlsException {
    aliceGroup = alice.client.createGroup(GROUP, Extensions.empty());
    byte[] expired = bob.client.newKeyPackage(Duration.ofSeconds(-10), false).message();

    refused(
        Reason.RULE_VIOLATION, () -> aliceGroup.commit(CommitSpec.builder().add(expired).build()));
  }

  @Test
  @Shows(Demand.LIST_IS_VERIFIED_BY_BOTH)
  void thePolicyIsAskedForOwnAndForReceivedCommits() throws MlsException {
    Person strict =
        new Person(
            "strict",
            change -> {
              if (!change.removed().isEmpty()) {
                throw new GroupPolicy.PolicyViolation("nobody is removed here");
              }
            });
    aliceAndBob();
    CommitBundle added = aliceGroup.commit(CommitSpec.builder().add(strict.keyPackage()).build());
    aliceGroup.mergePendingCommit();
    bobGroup.process(added.commit());
    MlsGroup strictGroup = strict.client.join(added.welcome().orElseThrow());
    CommitBundle removal =
        aliceGroup.commit(CommitSpec.builder().remove(bobGroup.ownLeafIndex()).build());
    var before = strict.storage.contents();

    refused(Reason.POLICY_VIOLATION, () -> strictGroup.process(removal.commit()));
    refused(
        Reason.POLICY_VIOLATION,
        () -> strictGroup.commit(CommitSpec.builder().remove(bobGroup.ownLeafIndex()).build()));
    assertThat(strict.storage.contents()).isEqualTo(before);
  }

  @Test
  @Shows({Demand.NEW_MEMBER_LISTS_EXTENSIONS, Demand.ALL_SUPPORT_EXTENSIONS})
  void contextExtensionsChangeForAllWhereAllSupportThem() throws MlsException {
    aliceAndBob();
    refused(
        Reason.RULE_VIOLATION,
        () ->
            aliceGroup.commit(
                CommitSpec.builder()
                    .contextExtensions(Extensions.empty().with(0xF123, bytes("x")))
                    .build()));

    CommitBundle commit =
        aliceGroup.commit(
            CommitSpec.builder()
                .contextExtensions(
                    Extensions.empty().with(Extensions.REQUIRED_CAPABILITIES, new byte[] {0, 0, 0}))
                .build());
    ReceivedMessage.Commit seen = (ReceivedMessage.Commit) bobGroup.process(commit.commit());
    assertThat(seen.contextExtensionsChanged()).isTrue();
    assertThat(bobGroup.contextExtensions().find(Extensions.REQUIRED_CAPABILITIES)).isPresent();
  }

  @Tag("checklist-6")
  @Test
  void hostileBytesGetAVerdict() throws MlsException {
    aliceAndBob();
    byte[] commit = aliceGroup.commit(CommitSpec.selfUpdate()).commit();
    var before = bob.storage.contents();
    for (int length = 0; length < commit.length; length++) {
      byte[] cut = Arrays.copyOf(commit, length);
      assertThatThrownBy(() -> bobGroup.process(cut)).isInstanceOf(MlsException.class);
    }
    for (int at = 0; at < commit.length; at++) {
      byte[] changed = commit.clone();
      changed[at] ^= (byte) 0x81;
      assertThatThrownBy(() -> bobGroup.process(changed)).isInstanceOf(MlsException.class);
    }
    assertThat(bob.storage.contents()).isEqualTo(before);
    bobGroup.process(commit);
  }

  @Tag("checklist-28")
  @Test
  @Shows(Demand.GENERATION_IS_KEPT)
  void aBrokenDiskLetsNoCiphertextOut() throws MlsException {
    aliceAndBob();
    alice.storage.breakWrites();

    assertThatThrownBy(() -> aliceGroup.encrypt(bytes("x"), NONE))
        .isInstanceOf(IllegalStateException.class);
  }

  @Tag("checklist-11")
  @Test
  @Shows(Demand.WELCOMES_FOR_ALL)
  void removedLeavesAreFilledAgainThroughManyEpochs() throws MlsException {
    aliceAndBob();
    Optional<MlsGroup> last = Optional.empty();
    for (int round = 0; round < 6; round++) {
      Person guest = new Person("guest" + round);
      CommitSpec.Builder spec = CommitSpec.builder().add(guest.keyPackage());
      last.ifPresent(group -> spec.remove(group.ownLeafIndex()));
      if (round % 2 == 0) {
        spec.withoutPath();
      }
      CommitBundle commit = aliceGroup.commit(spec.build());
      aliceGroup.mergePendingCommit();
      bobGroup.process(commit.commit());
      MlsGroup joined = guest.client.join(commit.welcome().orElseThrow());
      sameEpoch(aliceGroup, bobGroup, joined);
      CommitBundle theirs = joined.commit(CommitSpec.selfUpdate());
      joined.mergePendingCommit();
      aliceGroup.process(theirs.commit());
      bobGroup.process(theirs.commit());
      sameEpoch(aliceGroup, bobGroup, joined);
      last = Optional.of(joined);
    }
  }
}
