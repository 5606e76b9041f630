package eu.paravent.mls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.internal.framing.Content;
import eu.paravent.mls.internal.framing.MlsMessage;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.framing.ProposalOrRef;
import eu.paravent.mls.internal.framing.PublicMessage;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.testing.Keys;
import eu.paravent.mls.testing.MemoryStorage;
import eu.paravent.mls.testing.Person;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Resumption keys, ReInit and branches (RFC 9420 §8.6, §11.2, §11.3) as an application uses them.
 */
class SuccessionTest {
  private static final byte[] NONE = new byte[0];
  private static final byte[] OLD = bytes("old");
  private static final byte[] NEXT = bytes("next");
  private static final Extensions CONTEXT = Extensions.empty().with(0xf123, bytes("context"));

  private final Person alice = person("alice");
  private final Person bob = person("bob");
  private final Person carol = person("carol");
  private MlsGroup ofAlice;
  private MlsGroup ofBob;
  private MlsGroup ofCarol;

  private static Person person(String name) {
    return new Person(name).built(builder -> builder.supportedExtensions(List.of(0xf123)));
  }

  @BeforeEach
  void begin() throws MlsException {
    ofAlice = alice.client().createGroup(OLD, Extensions.empty());
    CommitBundle added =
        ofAlice.commit(CommitSpec.builder().add(bob.keyPackage()).add(carol.keyPackage()).build());
    ofAlice.mergePendingCommit();
    ofBob = bob.client().join(added.welcome().orElseThrow());
    ofCarol = carol.client().join(added.welcome().orElseThrow());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private void everyone(byte[] handshake) throws MlsException {
    for (MlsGroup group : List.of(ofAlice, ofBob, ofCarol)) {
      group.process(handshake);
    }
  }

  private static CommitSpec with(ProposalSpec... proposals) {
    CommitSpec.Builder spec = CommitSpec.builder();
    List.of(proposals).forEach(spec::propose);
    return spec.build();
  }

  private static void refuses(Reason reason, String because, ThrowingCallable call) {
    assertThatThrownBy(call)
        .hasMessageContaining(because)
        .isInstanceOfSatisfying(MlsException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static void talk(MlsGroup from, MlsGroup to) throws MlsException {
    ReceivedMessage read = to.process(from.encrypt(bytes("hello"), NONE));
    assertThat(((ReceivedMessage.Application) read).data()).isEqualTo(bytes("hello"));
  }

  // ---- resumption keys for the application

  @Test
  void theKeysOfThisAndOfThreeEarlierEpochsAreMixedIn() throws MlsException {
    for (int i = 0; i < 3; i++) {
      everyone(ofBob.commit(CommitSpec.selfUpdate()).commit());
    }
    for (long back = 0; back <= 3; back++) {
      ProposalSpec key = new ProposalSpec.ResumptionKey(OLD, ofAlice.epoch() - back);
      byte[] commit = ofAlice.commit(with(key)).commit();
      ofBob = bob.restarted().client().load(OLD).orElseThrow();
      everyone(commit);
      assertThat(ofBob.epochAuthenticator()).isEqualTo(ofAlice.epochAuthenticator());
      assertThat(ofCarol.epochAuthenticator()).isEqualTo(ofAlice.epochAuthenticator());
    }
    ProposalSpec gone = new ProposalSpec.ResumptionKey(OLD, ofAlice.epoch() - 4);
    refuses(Reason.UNKNOWN_PSK, "not kept", () -> ofAlice.commit(with(gone)));
  }

  @Test
  void aProposedKeyIsMixedInByWhoCommits() throws MlsException {
    everyone(ofBob.commit(CommitSpec.selfUpdate()).commit());
    byte[] proposal = ofBob.propose(new ProposalSpec.ResumptionKey(OLD, 1));
    ofAlice.process(proposal);
    ofCarol.process(proposal);
    everyone(ofAlice.commit(CommitSpec.selfUpdate()).commit());

    assertThat(ofBob.epochAuthenticator()).isEqualTo(ofAlice.epochAuthenticator());
    assertThat(ofCarol.epochAuthenticator()).isEqualTo(ofAlice.epochAuthenticator());
  }

  /** Carol has it not: she cannot follow, and nothing of hers changes. */
  @Test
  void theKeyOfAnotherGroupLinksTheTwo() throws MlsException {
    MlsGroup other = alice.client().createGroup(bytes("other"), Extensions.empty());
    CommitBundle added = other.commit(CommitSpec.builder().add(bob.keyPackage()).build());
    other.mergePendingCommit();
    bob.client().join(added.welcome().orElseThrow());
    byte[] commit =
        ofAlice.commit(with(new ProposalSpec.ResumptionKey(bytes("other"), 1))).commit();
    ofAlice.mergePendingCommit();
    ofBob.process(commit);
    Map<String, String> before = carol.storage().contents();

    refuses(Reason.UNKNOWN_PSK, "not kept", () -> ofCarol.process(commit));
    assertThat(carol.storage().contents()).isEqualTo(before);
    assertThat(ofBob.epochAuthenticator()).isEqualTo(ofAlice.epochAuthenticator());
  }

  // ---- ReInit

  private void end(ProposalSpec.ReInit reInit) throws MlsException {
    everyone(ofBob.commit(with(reInit)).commit());
  }

  private void end() throws MlsException {
    end(new ProposalSpec.ReInit(NEXT, alice.suite(), CONTEXT));
  }

  @Test
  @Shows({Demand.SUCCESSOR_IS_MADE, Demand.SUCCESSOR_WELCOME})
  void anyMemberMakesTheSuccessorAfterARestart() throws MlsException {
    end();
    Person maker = carol.restarted();
    ProposalSpec.ReInit demanded = maker.group("old").reInit().orElseThrow();
    assertThat(demanded.groupId()).isEqualTo(NEXT);
    assertThat(demanded.cipherSuite()).isEqualTo(1);

    maker.client().createSuccessor(OLD, List.of(alice.keyPackage(), bob.keyPackage()));
    MlsGroup made = maker.restarted().group("next");
    byte[] welcome = made.pendingCommit().orElseThrow().welcome().orElseThrow();
    made.mergePendingCommit();
    MlsGroup joined = alice.client().join(welcome);
    MlsGroup joinedToo = bob.restarted().client().join(welcome);

    assertThat(joined.epoch()).isEqualTo(1);
    assertThat(joined.contextExtensions().find(0xf123)).contains(bytes("context"));
    assertThat(joined.epochAuthenticator()).isEqualTo(made.epochAuthenticator());
    talk(joined, joinedToo);
    talk(joinedToo, made);
    byte[] commit = joinedToo.commit(CommitSpec.selfUpdate()).commit();
    joinedToo.process(commit);
    made.process(commit);
    joined.process(commit);
    talk(made, joined);
  }

  @Test
  @Shows(Demand.NOTHING_AFTER_REINIT)
  void theEndedGroupAcceptsNothingMore() throws MlsException {
    byte[] late = ofCarol.encrypt(NONE, NONE);
    end();

    for (MlsGroup ended : List.of(ofAlice, bob.restarted().group("old"))) {
      assertThat(ended.active()).isFalse();
      refuses(Reason.WRONG_STATE, "ReInit", () -> ended.process(late));
      refuses(Reason.WRONG_STATE, "ReInit", () -> ended.encrypt(NONE, NONE));
      refuses(Reason.WRONG_STATE, "ReInit", () -> ended.commit(CommitSpec.selfUpdate()));
      refuses(Reason.WRONG_STATE, "ReInit", ended::proposeUpdate);
      refuses(
          Reason.WRONG_STATE, "ReInit", () -> ended.branch(NEXT, Extensions.empty(), List.of()));
    }
  }

  @Test
  void aSuccessorOfAnotherSuiteIsMadeAndJoinedOverTheSameStorage() throws MlsException {
    CipherSuite suite = CipherSuite.of(2).orElseThrow();
    end(new ProposalSpec.ReInit(NEXT, suite, Extensions.empty()));
    Person newAlice = again(alice, suite);
    Person newBob = again(bob, suite);
    Person newCarol = again(carol, suite);
    refuses(
        Reason.UNSUPPORTED,
        "a client of that suite",
        () -> alice.client().createSuccessor(OLD, List.of()));

    MlsGroup made =
        newAlice.client().createSuccessor(OLD, List.of(newBob.keyPackage(), newCarol.keyPackage()));
    byte[] welcome = made.pendingCommit().orElseThrow().welcome().orElseThrow();
    made.mergePendingCommit();
    talk(newBob.client().join(welcome), newCarol.client().join(welcome));
  }

  private static Person again(Person person, CipherSuite suite) {
    return new Person(person.name(), suite, Keys.fresh(suite.signature()), person.storage());
  }

  @Test
  @Shows(Demand.SUCCESSOR_IS_MADE)
  void theSuccessorHasTheMembersOfTheOldGroupNoFewerAndNoMore() throws MlsException {
    end();
    byte[] ofBobs = bob.keyPackage();
    byte[] ofCarols = carol.keyPackage();
    byte[] ofDaves = person("dave").keyPackage();
    Map<String, String> before = alice.storage().contents();

    refuses(
        Reason.RULE_VIOLATION,
        "missing",
        () -> alice.client().createSuccessor(OLD, List.of(ofBobs)));
    refuses(
        Reason.RULE_VIOLATION,
        "no member of the old",
        () -> alice.client().createSuccessor(OLD, List.of(ofBobs, ofCarols, ofDaves)));
    assertThat(alice.storage().contents()).isEqualTo(before);
  }

  @Test
  void withoutACommittedReInitThereIsNoSuccessor() throws MlsException {
    ofAlice.commit(with(new ProposalSpec.ReInit(NEXT, alice.suite(), CONTEXT)));
    assertThat(ofAlice.reInit()).isEmpty();
    refuses(Reason.WRONG_STATE, "No ReInit", () -> alice.client().createSuccessor(OLD, List.of()));
    ofAlice.discardPendingCommit();

    assertThat(alice.storage().keys("g/")).noneMatch(key -> key.endsWith("reinit"));
    refuses(
        Reason.WRONG_STATE,
        "No ReInit",
        () -> alice.client().createSuccessor(bytes("none"), List.of()));
  }

  @Test
  void whoCommittedTheReInitGoesOnAfterAKillBeforeTheMerge() throws MlsException {
    ProposalSpec end = new ProposalSpec.ReInit(NEXT, alice.suite(), CONTEXT);
    ofAlice.commit(with(end));
    MlsGroup again = alice.restarted().group("old");
    again.mergePendingCommit();

    assertThat(again.reInit().orElseThrow().groupId()).isEqualTo(NEXT);
    List<byte[]> others = List.of(bob.keyPackage(), carol.keyPackage());
    assertThat(alice.client().createSuccessor(OLD, others).pendingCommit()).isPresent();
  }

  @Test
  @Shows(Demand.WELCOME_AFTER_REINIT)
  void theReInitThatWonIsTheOneThatCounts() throws MlsException {
    ofAlice.commit(with(new ProposalSpec.ReInit(bytes("lost"), alice.suite(), CONTEXT)));
    byte[] commit = ofBob.commit(CommitSpec.selfUpdate()).commit();
    everyone(commit);
    assertThat(alice.storage().keys("g/")).noneMatch(key -> key.endsWith("reinit"));

    ofAlice.commit(with(new ProposalSpec.ReInit(bytes("lost"), alice.suite(), CONTEXT)));
    end();
    assertThat(ofAlice.reInit().orElseThrow().groupId()).isEqualTo(NEXT);
  }

  @Test
  void aProposedReInitIsCommittedOnceNothingElseWaits() throws MlsException {
    byte[] reInit = ofBob.propose(new ProposalSpec.ReInit(NEXT, alice.suite(), CONTEXT));
    byte[] update = ofCarol.proposeUpdate();
    ofAlice.process(reInit);
    ofAlice.process(update);
    ofBob.process(update);
    ofCarol.process(reInit);
    everyone(ofAlice.commit(CommitSpec.selfUpdate()).commit());
    assertThat(ofAlice.active()).isTrue();

    byte[] again = ofBob.propose(new ProposalSpec.ReInit(NEXT, alice.suite(), CONTEXT));
    ofAlice.process(again);
    ofCarol.process(again);
    everyone(ofAlice.commit(CommitSpec.selfUpdate()).commit());
    for (MlsGroup group : List.of(ofAlice, ofBob, ofCarol)) {
      assertThat(group.reInit().orElseThrow().groupId()).isEqualTo(NEXT);
    }
  }

  // ---- branches

  @Test
  void aBranchHasSomeOfTheMembersAndTheGroupGoesOn() throws MlsException {
    MlsGroup branch = ofAlice.branch(NEXT, CONTEXT, List.of(carol.keyPackage()));
    byte[] welcome = branch.pendingCommit().orElseThrow().welcome().orElseThrow();
    branch.mergePendingCommit();
    MlsGroup joined = carol.client().join(welcome);

    assertThat(joined.members()).hasSize(2);
    talk(joined, branch);
    talk(ofAlice, ofCarol);
    talk(ofBob, ofAlice);
  }

  /** The joiner may have gone on since. */
  @Test
  void aBranchOfAnEpochThatIsStillKeptIsJoined() throws MlsException {
    MlsGroup branch = ofAlice.branch(NEXT, CONTEXT, List.of(carol.keyPackage()));
    byte[] welcome = branch.pendingCommit().orElseThrow().welcome().orElseThrow();
    branch.mergePendingCommit();
    everyone(ofBob.commit(CommitSpec.selfUpdate()).commit());

    talk(carol.client().join(welcome), branch);
  }

  @Tag("checklist-24")
  @Test
  @Shows(Demand.BRANCH_NONCE)
  void twoBranchesOfAnEpochHaveNoncesOfTheirOwn() throws MlsException {
    MlsGroup one = ofAlice.branch(NEXT, CONTEXT, List.of(carol.keyPackage()));
    MlsGroup two = ofAlice.branch(bytes("two"), CONTEXT, List.of(carol.keyPackage()));

    byte[] first = one.pendingCommit().orElseThrow().commit();
    byte[] second = two.pendingCommit().orElseThrow().commit();
    assertThat(nonce(first)).hasSize(32).isNotEqualTo(nonce(second));
  }

  private static byte[] nonce(byte[] commit) throws MlsException {
    PublicMessage message =
        MlsMessage.decode(commit, WireFormat.PUBLIC_MESSAGE, PublicMessage::read);
    return ((Content.CommitContent) message.content().content().content())
        .commit().proposals().stream()
            .map(item -> ((ProposalOrRef.ByValue) item).proposal())
            .filter(Proposal.PreSharedKey.class::isInstance)
            .map(item -> (Proposal.PreSharedKey) item)
            .findFirst()
            .orElseThrow()
            .id()
            .nonce();
  }

  @Test
  @Shows(Demand.BRANCH_MEMBERS)
  void nobodyFromOutsideIsInABranch() throws MlsException {
    byte[] ofDaves = person("dave").keyPackage();
    Map<String, String> before = alice.storage().contents();

    refuses(
        Reason.RULE_VIOLATION,
        "no member of the old",
        () -> ofAlice.branch(NEXT, CONTEXT, List.of(ofDaves)));
    assertThat(alice.storage().contents()).isEqualTo(before);
  }

  @Test
  void aDiscardedBranchOrSuccessorIsMadeAgainAfterItIsDeleted() throws MlsException {
    MlsGroup lost = ofAlice.branch(NEXT, CONTEXT, List.of(carol.keyPackage()));
    lost.delete();

    MlsGroup branch = ofAlice.branch(NEXT, CONTEXT, List.of(carol.keyPackage()));
    byte[] welcome = branch.pendingCommit().orElseThrow().welcome().orElseThrow();
    branch.mergePendingCommit();
    talk(carol.client().join(welcome), branch);
  }

  /**
   * Carol's policy lets Alice alone end the group. Bob's commit is refused, his proposal is not
   * taken up and keeps Carol from nothing; Alice's proposal is, and the policy sees whose it is.
   */
  @Test
  void thePolicyIsAskedWhoMayEndTheGroup() throws MlsException {
    carol.with(
        change -> {
          Optional<GroupPolicy.ProposedReInit> end = change.reInit();
          if (end.isPresent()
              && !(end.get().by() instanceof Proposer.OfMember by
                  && by.member().leafIndex() == ofAlice.ownLeafIndex())) {
            throw new GroupPolicy.PolicyViolation("only Alice ends this group");
          }
        });
    MlsGroup strict = carol.group("old");
    ProposalSpec end = new ProposalSpec.ReInit(NEXT, alice.suite(), Extensions.empty());
    byte[] ofBobAlone = ofBob.commit(with(end)).commit();
    ofBob.discardPendingCommit();
    Map<String, String> before = carol.storage().contents();
    refuses(Reason.POLICY_VIOLATION, "only Alice", () -> strict.process(ofBobAlone));
    refuses(Reason.POLICY_VIOLATION, "only Alice", () -> strict.commit(with(end)));
    assertThat(carol.storage().contents()).isEqualTo(before);

    strict.process(ofBob.propose(end));
    byte[] goesOn = strict.commit(CommitSpec.selfUpdate()).commit();
    ofAlice.process(goesOn);
    strict.mergePendingCommit();
    assertThat(strict.active()).isTrue();
    strict.process(ofAlice.propose(end));
    byte[] last = strict.commit(CommitSpec.selfUpdate()).commit();
    ofAlice.process(last);
    strict.mergePendingCommit();

    assertThat(strict.reInit().orElseThrow().groupId()).isEqualTo(NEXT);
    assertThat(ofAlice.active()).isFalse();
  }

  @Test
  void aBrokenDiskLeavesNothingOfASuccessor() throws MlsException {
    end();
    List<byte[]> others = List.of(bob.keyPackage(), carol.keyPackage());
    MemoryStorage storage = alice.storage();
    Map<String, String> before = storage.contents();
    storage.breakWrites();

    assertThatThrownBy(() -> alice.client().createSuccessor(OLD, others))
        .isInstanceOf(IllegalStateException.class);
    assertThat(storage.contents()).isEqualTo(before);
  }
}
