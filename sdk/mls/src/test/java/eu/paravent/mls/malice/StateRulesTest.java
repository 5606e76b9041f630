package eu.paravent.mls.malice;

import static eu.paravent.mls.malice.Scene.GROUP;
import static eu.paravent.mls.malice.Scene.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.ReceivedMessage;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.internal.group.Insider;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.observer.GroupObserver;
import eu.paravent.mls.testing.AcceptAll;
import eu.paravent.mls.testing.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of a group over several epochs, in an order nobody wished for. */
class StateRulesTest {
  private Scene scene;

  @BeforeEach
  void meet() throws MlsException {
    scene = new Scene();
  }

  private static byte[] identity(GroupPolicy.Member member) {
    return ((Credential.Basic) member.credential()).identity();
  }

  /** Carol's leaf goes to Erin; what Carol sent before is still Carol's. */
  @Tag("checklist-30")
  @Test
  void aLateMessageIsOfWhoSentItThen() throws MlsException {
    byte[] late = scene.ofCarol.encrypt("late".getBytes(), NONE);
    Person erin = new Person("erin");
    byte[] swap =
        scene
            .ofAlice
            .commit(CommitSpec.builder().remove(2).add(erin.keyPackage()).build())
            .commit();
    scene.everyone(swap);
    assertThat(identity(scene.ofBob.members().get(2))).isEqualTo("erin".getBytes());

    ReceivedMessage.Application read =
        (ReceivedMessage.Application) scene.bob.restarted().group(GROUP).process(late);

    assertThat(identity(read.sender())).isEqualTo("carol".getBytes());
    assertThat(read.epoch()).isEqualTo(scene.ofBob.epoch() - 1);
  }

  /** RFC 9420 §14: only application messages may come late. */
  @Tag("checklist-30")
  @Test
  void aLateHandshakeIsRefused() throws MlsException {
    byte[] proposal =
        scene
            .forge()
            .privateMessage(
                new eu.paravent.mls.internal.framing.Content.ProposalContent(
                    new eu.paravent.mls.internal.framing.Proposal.Remove(2)),
                0);
    scene.everyone(scene.ofCarol.commit(CommitSpec.selfUpdate()).commit());

    scene.refused(Reason.EPOCH_TOO_OLD, "epoch", proposal);
  }

  @Tag("checklist-34")
  @Test
  void aForkShowsInTheEpochAuthenticatorAndNothingCrossesIt() throws MlsException {
    MlsGroup other = scene.alice.twin().group(GROUP);
    scene.ofBob.process(scene.ofAlice.commit(CommitSpec.selfUpdate()).commit());
    scene.ofCarol.process(other.commit(CommitSpec.selfUpdate()).commit());

    assertThat(scene.ofBob.epoch()).isEqualTo(scene.ofCarol.epoch());
    assertThat(scene.ofBob.epochAuthenticator()).isNotEqualTo(scene.ofCarol.epochAuthenticator());
    byte[] across = scene.ofCarol.encrypt("x".getBytes(), NONE);
    Scene.refuses(Reason.NOT_AUTHENTIC, "", () -> scene.ofBob.process(across));
    byte[] proposal = scene.ofCarol.proposeRemove(0);
    Scene.refuses(Reason.NOT_AUTHENTIC, "membership tag", () -> scene.ofBob.process(proposal));
  }

  /** The caller keeps it and tries again: the refusal uses nothing up. */
  @Tag("checklist-34")
  @Test
  void aMessageOfAFutureEpochIsReadOnceItsEpochIsThere() throws MlsException {
    byte[] commit = scene.ofAlice.commit(CommitSpec.selfUpdate()).commit();
    scene.ofAlice.mergePendingCommit();
    byte[] early = scene.ofAlice.encrypt("early".getBytes(), NONE);
    Map<String, String> before = scene.bob.storage().contents();

    Scene.refuses(Reason.EPOCH_IN_FUTURE, "epoch", () -> scene.ofBob.process(early));
    assertThat(scene.bob.storage().contents()).isEqualTo(before);
    scene.ofBob.process(commit);
    assertThat(((ReceivedMessage.Application) scene.ofBob.process(early)).data())
        .isEqualTo("early".getBytes());
  }

  @Tag("checklist-32")
  @Test
  @Shows(Demand.OLD_STATES_GO)
  void anOwnPendingCommitIsDroppedWhereAnotherWinsAndItsKeysWithIt() throws MlsException {
    CommitBundle lost = scene.ofBob.commit(CommitSpec.selfUpdate());
    byte[] won = scene.ofCarol.commit(CommitSpec.selfUpdate()).commit();

    scene.everyone(won);

    assertThat(scene.ofBob.pendingCommit()).isEmpty();
    assertThat(scene.bob.restarted().group(GROUP).pendingCommit()).isEmpty();
    assertThat(scene.bob.storage().keys("g/").stream().filter(k -> k.endsWith("/private")).toList())
        .hasSize(1);
    Scene.refuses(Reason.EPOCH_TOO_OLD, "epoch", () -> scene.ofBob.process(lost.commit()));
  }

  /** A commit that was discarded here but not there comes back: it is not applied unseen. */
  @Tag("checklist-32")
  @Test
  @Shows(Demand.CONFLICTS_ARE_RESOLVED)
  void anOwnCommitThatIsNotPendingAnyMoreIsRefused() throws MlsException {
    byte[] commit = scene.ofBob.commit(CommitSpec.selfUpdate()).commit();
    scene.ofBob.discardPendingCommit();

    scene.refused(Reason.STATE_OUTDATED, "older copy", commit);
  }

  @Tag("checklist-33")
  @Test
  @Shows({
    Demand.OLD_NODE_KEYS_ARE_DELETED,
    Demand.CONSUMED_SECRETS_ARE_DELETED,
    Demand.SECRETS_OF_A_RATCHET_ARE_DELETED
  })
  void secretsThatWereUsedAreNotInTheStoreAnyMore() throws MlsException {
    Insider bob = Insider.of(scene.bob, GROUP);
    String init = hex(bob.secrets().init().expose());
    String leafKey =
        hex(eu.paravent.mls.internal.codec.TlsWriter.encode(bob.privateTree()::write))
            .substring(20, 84);
    assertThat(scene.bob.storage().contents().values()).anyMatch(v -> v.contains(init));
    assertThat(scene.bob.storage().contents().values()).anyMatch(v -> v.contains(leafKey));

    scene.everyone(scene.ofBob.commit(CommitSpec.selfUpdate()).commit());

    assertThat(scene.bob.storage().contents().values()).noneMatch(v -> v.contains(init));
    assertThat(scene.bob.storage().contents().values()).noneMatch(v -> v.contains(leafKey));
  }

  private static String hex(byte[] bytes) {
    return java.util.HexFormat.of().formatHex(bytes);
  }

  /** The keys that an Update proposed are kept per proposal: whichever is committed works. */
  @Tag("checklist-12")
  @Test
  void whicheverOfSeveralOwnUpdatesIsCommittedIsFollowed() throws MlsException {
    scene.ofBob.proposeUpdate();
    byte[] second = scene.ofBob.proposeUpdate();
    scene.ofBob.proposeUpdate();
    scene.ofAlice.process(second);
    scene.ofCarol.process(second);
    byte[] commit = scene.ofAlice.commit(CommitSpec.selfUpdate()).commit();
    MlsGroup restarted = scene.bob.restarted().group(GROUP);

    scene.ofAlice.process(commit);
    restarted.process(commit);

    assertThat(restarted.epochAuthenticator()).isEqualTo(scene.ofAlice.epochAuthenticator());
  }

  @Tag("checklist-36")
  @Test
  void aNewSignerComesWithAPathAndSignsTheGroupInfo() throws MlsException {
    Person renewed =
        new Person("alice", scene.alice.suite(), new Person("x").key(), scene.alice.storage());
    MlsGroup group = renewed.group(GROUP);
    byte[] before = group.members().get(0).signatureKey();
    CommitBundle commit = group.commit(CommitSpec.selfUpdate());
    group.mergePendingCommit();
    scene.ofBob.process(commit.commit());

    byte[] after = scene.ofBob.members().get(0).signatureKey();
    assertThat(after).isNotEqualTo(before);
    GroupObserver.open(commit.groupInfo(), new AcceptAll(), GroupPolicy.allowAll());
    assertThat(
            ((ReceivedMessage.Application)
                    scene.ofBob.process(group.encrypt("new key".getBytes(), NONE)))
                .sender()
                .signatureKey())
        .isEqualTo(after);
  }

  /** Without a path the leaf stays, so the earlier key goes on signing. */
  @Tag("checklist-36")
  @Test
  void withoutAPathTheEarlierSignerGoesOn() throws MlsException {
    Person renewed =
        new Person("alice", scene.alice.suite(), new Person("x").key(), scene.alice.storage());
    MlsGroup group = renewed.group(GROUP);
    CommitBundle commit =
        group.commit(
            CommitSpec.builder().add(new Person("dave").keyPackage()).withoutPath().build());
    group.mergePendingCommit();
    scene.ofBob.process(commit.commit());

    GroupObserver.open(commit.groupInfo(), new AcceptAll(), GroupPolicy.allowAll());
    scene.ofBob.process(group.encrypt(NONE, NONE));
  }

  /** RFC 9420 §7.3: who sends a key package on checks that it is valid at that moment. */
  @Tag("checklist-37")
  @Test
  @Shows(Demand.LIFETIME_OF_WHAT_IS_SENT)
  void anExpiredKeyPackageIsNeitherCommittedNorProposed() throws MlsException {
    byte[] expired =
        new Person("dave").client().newKeyPackage(Duration.ofSeconds(-1), false).message();

    Scene.refuses(
        Reason.RULE_VIOLATION,
        "expired",
        () -> scene.ofAlice.commit(CommitSpec.builder().add(expired).build()));
    Scene.refuses(Reason.RULE_VIOLATION, "expired", () -> scene.ofAlice.proposeAdd(expired));
  }

  @Tag("checklist-33")
  @Test
  void whoWasRemovedKeepsNoWayIntoTheGroup() throws MlsException {
    byte[] removal = scene.ofAlice.commit(CommitSpec.builder().remove(1).build()).commit();
    scene.everyone(removal);
    byte[] secret = scene.ofAlice.encrypt("secret".getBytes(), NONE);
    byte[] next = scene.ofAlice.commit(CommitSpec.selfUpdate()).commit();

    for (byte[] message : List.of(secret, next)) {
      Scene.refuses(Reason.WRONG_STATE, "removed", () -> scene.ofBob.process(message));
    }
    Scene.refuses(Reason.WRONG_STATE, "removed", () -> scene.ofBob.commit(CommitSpec.selfUpdate()));
    Scene.refuses(Reason.WRONG_STATE, "removed", () -> scene.ofBob.proposeUpdate());
  }
}
