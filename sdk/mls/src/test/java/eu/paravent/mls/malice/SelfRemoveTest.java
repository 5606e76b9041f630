package eu.paravent.mls.malice;

import static eu.paravent.mls.malice.Scene.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.ExternalJoinSpec;
import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.MlsClient;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.ReceivedMessage;
import eu.paravent.mls.internal.framing.Content;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.framing.ProposalOrRef;
import eu.paravent.mls.internal.framing.Sender;
import eu.paravent.mls.internal.group.Insider;
import eu.paravent.mls.internal.tree.UpdatePath;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.observer.GroupObserver;
import eu.paravent.mls.observer.ObservedCommit;
import eu.paravent.mls.testing.AcceptAll;
import eu.paravent.mls.testing.Person;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** SelfRemove (draft-ietf-mls-extensions), its rules and what breaks them. */
@Tag("checklist-13")
class SelfRemoveTest {
  private static final Proposal LEAVE = new Proposal.SelfRemove();

  private Scene scene;
  private GroupObserver observer;

  @BeforeEach
  void meet() throws MlsException {
    scene = new Scene(Extensions.empty(), MlsClient.Builder::supportSelfRemove);
    observer =
        GroupObserver.open(scene.ofAlice.groupInfo(), new AcceptAll(), GroupPolicy.allowAll());
  }

  private static ProposalOrRef by(byte[] reference) {
    return new ProposalOrRef.ByReference(reference);
  }

  private Optional<UpdatePath> path(Proposal... proposals) throws MlsException {
    return Optional.of(Paths.of(scene.insider(), proposals));
  }

  @Test
  void whoWantsToLeaveGoesWithTheNextCommit() throws MlsException {
    byte[] leaving = scene.ofCarol.proposeSelfRemove();
    ReceivedMessage.Proposal heard = (ReceivedMessage.Proposal) scene.ofBob.process(leaving);
    assertThat(heard.type()).isEqualTo(10);
    assertThat(heard.removes()).usingRecursiveComparison().isEqualTo(heard.sender());
    assertThat(heard.removes().orElseThrow().leafIndex()).isEqualTo(scene.ofCarol.ownLeafIndex());
    scene.ofAlice.process(leaving);

    CommitBundle commit = scene.ofBob.commit(CommitSpec.builder().withoutPath().build());
    scene.ofBob.mergePendingCommit();

    scene.ofAlice.process(commit.commit());
    assertThat(scene.ofAlice.epochAuthenticator()).isEqualTo(scene.ofBob.epochAuthenticator());
    assertThat(((ReceivedMessage.Commit) scene.ofCarol.process(commit.commit())).selfRemoved())
        .isTrue();
    ObservedCommit seen = observer.apply(commit.commit(), List.of(leaving));
    assertThat(seen.removed()).hasSize(1);
    seen.next().verify(commit.groupInfo());
  }

  @Test
  void whoJoinsTakesTheLeavingAlong() throws MlsException {
    byte[] leaving = scene.ofCarol.proposeSelfRemove();
    byte[] alsoLeaving = scene.ofBob.proposeSelfRemove();
    for (MlsGroup group : List.of(scene.ofAlice, scene.ofBob, scene.ofCarol)) {
      group.process(leaving);
      group.process(alsoLeaving);
    }
    Person dave = new Person("dave").built(MlsClient.Builder::supportSelfRemove);
    MlsGroup ofDave =
        dave.client()
            .joinExternally(
                scene.ofAlice.groupInfo(),
                ExternalJoinSpec.builder().selfRemove(leaving).selfRemove(alsoLeaving).build());
    CommitBundle commit = ofDave.pendingCommit().orElseThrow();
    ofDave.mergePendingCommit();

    ReceivedMessage.Commit seen = (ReceivedMessage.Commit) scene.ofAlice.process(commit.commit());

    assertThat(seen.removed()).hasSize(2);
    assertThat(ofDave.members()).hasSize(2);
    assertThat(ofDave.epochAuthenticator()).isEqualTo(scene.ofAlice.epochAuthenticator());
    assertThat(((ReceivedMessage.Commit) scene.ofBob.process(commit.commit())).selfRemoved())
        .isTrue();
    observer
        .apply(commit.commit(), List.of(alsoLeaving, leaving))
        .next()
        .verify(commit.groupInfo());
  }

  @Test
  @Tag("checklist-14")
  void whoJoinsAgainWhileItsEarlierSelfIsLeavingRemovesItOnce() throws MlsException {
    byte[] leaving = scene.ofCarol.proposeSelfRemove();
    scene.ofAlice.process(leaving);
    Person again = new Person("carol").built(MlsClient.Builder::supportSelfRemove);
    MlsGroup ofCarol =
        again
            .client()
            .joinExternally(
                scene.ofAlice.groupInfo(), ExternalJoinSpec.builder().selfRemove(leaving).build());
    byte[] commit = ofCarol.pendingCommit().orElseThrow().commit();
    ofCarol.mergePendingCommit();

    assertThat(((ReceivedMessage.Commit) scene.ofAlice.process(commit)).removed()).hasSize(1);
    assertThat(ofCarol.epochAuthenticator()).isEqualTo(scene.ofAlice.epochAuthenticator());
  }

  @Test
  void itIsMadeOncePerEpoch() throws MlsException {
    byte[] leaving = scene.ofCarol.proposeSelfRemove();
    assertThat(scene.ofCarol.proposeSelfRemove()).isEqualTo(leaving);
    assertThat(scene.carol.restarted().group(Scene.GROUP).proposeSelfRemove()).isEqualTo(leaving);
    scene.everyone(scene.ofBob.commit(CommitSpec.selfUpdate()).commit());
    assertThat(scene.ofCarol.proposeSelfRemove()).isNotEqualTo(leaving);
  }

  @Test
  @Shows(Demand.PROPOSAL_TYPE_IS_SUPPORTED)
  void oneMemberWithoutSupportIsOneTooMany() throws MlsException {
    Person old = new Person("old");
    scene.everyone(scene.ofBob.commit(CommitSpec.builder().add(old.keyPackage()).build()).commit());

    refuses(
        Reason.RULE_VIOLATION,
        "does not support proposal type 10",
        () -> scene.ofCarol.proposeSelfRemove());
    scene.refused(
        Reason.RULE_VIOLATION, "does not support proposal type 10", scene.forge().proposal(LEAVE));
    byte[] reference = scene.forge().reference(LEAVE);
    scene.refused(
        Reason.RULE_VIOLATION,
        "not received",
        scene.forge().commitOf(List.of(by(reference)), path()));
  }

  @Test
  void requiringItKeepsWhoDoesNotSupportItOut() throws MlsException {
    Extensions required =
        Extensions.empty().withRequiredCapabilities(List.of(), List.of(10), List.of());
    scene.everyone(
        scene.ofBob.commit(CommitSpec.builder().contextExtensions(required).build()).commit());
    byte[] without = new Person("old").keyPackage();
    byte[] with = new Person("new").built(MlsClient.Builder::supportSelfRemove).keyPackage();

    refuses(
        Reason.RULE_VIOLATION,
        "required capabilities",
        () -> scene.ofBob.commit(CommitSpec.builder().add(without).build()));
    scene.everyone(scene.ofBob.commit(CommitSpec.builder().add(with).build()).commit());
    refuses(
        Reason.RULE_VIOLATION,
        "requires capabilities",
        () -> new Person("old").client().joinExternally(scene.ofBob.groupInfo()));
  }

  @Test
  void byValueItIsRefused() throws MlsException {
    scene.refused(
        Reason.RULE_VIOLATION, "by reference only", scene.forge().commit(List.of(LEAVE), path()));
  }

  @Test
  void aCommitterCannotLeaveByItsOwnCommit() throws MlsException {
    scene.ofBob.process(scene.ofAlice.proposeSelfRemove());
    byte[] reference = scene.ofAlice.pendingProposals().get(0).reference();
    scene.refused(
        Reason.RULE_VIOLATION,
        "cannot remove its committer",
        scene.forge().commitOf(List.of(by(reference)), path()));
  }

  @Test
  void besideARemoveOfTheSameLeafItIsRefused() throws MlsException {
    byte[] leaving = scene.ofCarol.proposeSelfRemove();
    scene.ofBob.process(leaving);
    scene.ofAlice.process(leaving);
    byte[] reference = scene.ofAlice.pendingProposals().get(0).reference();
    Proposal remove = new Proposal.Remove(scene.ofCarol.ownLeafIndex());
    scene.refused(
        Reason.RULE_VIOLATION,
        "More than one Update or Remove",
        scene
            .forge()
            .commitOf(List.of(by(reference), new ProposalOrRef.ByValue(remove)), path(remove)));

    // an honest committer that is asked for both takes one
    CommitBundle commit =
        scene.ofAlice.commit(CommitSpec.builder().remove(scene.ofCarol.ownLeafIndex()).build());
    assertThat(((ReceivedMessage.Commit) scene.ofBob.process(commit.commit())).removed())
        .hasSize(1);
  }

  @Test
  void besideAnUpdateOfTheSameLeafItIsRefused() throws MlsException {
    byte[] leaving = scene.ofCarol.proposeSelfRemove();
    byte[] update = scene.ofCarol.proposeUpdate();
    for (MlsGroup group : List.of(scene.ofAlice, scene.ofBob)) {
      group.process(leaving);
      group.process(update);
    }
    List<ProposalOrRef> both =
        scene.ofAlice.pendingProposals().stream().map(p -> by(p.reference())).toList();
    assertThat(both).hasSize(2);
    scene.refused(
        Reason.RULE_VIOLATION,
        "More than one Update or Remove",
        scene.forge().commitOf(both, path()));
  }

  @Test
  @Tag("checklist-16")
  void withoutAPathItIsRefused() throws MlsException {
    byte[] leaving = scene.ofCarol.proposeSelfRemove();
    scene.ofBob.process(leaving);
    byte[] reference = scene.ofCarol.pendingProposals().get(0).reference();
    scene.refused(
        Reason.RULE_VIOLATION,
        "needs a path",
        scene.forge().commitOf(List.of(by(reference)), Optional.empty()));
  }

  @Test
  @Tag("checklist-15")
  void onlyAMemberCanSendIt() throws MlsException {
    Insider alice = scene.insider();
    Forge joiner =
        Forge.outsider(alice.crypto(), alice.group(), Sender.newMemberProposal(), alice.signer());
    scene.refused(Reason.RULE_VIOLATION, "propose to be added", joiner.proposal(LEAVE));

    Person server = new Person("server");
    scene =
        new Scene(
            Extensions.empty()
                .withExternalSenders(
                    List.of(
                        new eu.paravent.mls.ExternalSender(
                            alice.crypto().signatureKeyPair(server.key()).publicKey(),
                            server.credential()))),
            MlsClient.Builder::supportSelfRemove);
    scene.refused(
        Reason.RULE_VIOLATION,
        "cannot propose type 10",
        Forge.outsider(
                alice.crypto(),
                scene.insider().group(),
                Sender.external(0),
                alice.crypto().signatureKeyPair(server.key()))
            .proposal(LEAVE));
  }

  @Test
  void encryptedItIsRefusedForJoinersCouldNotReadIt() throws MlsException {
    scene.refused(
        Reason.RULE_VIOLATION,
        "as a PublicMessage",
        scene.forge().privateMessage(new Content.ProposalContent(LEAVE), 0));
  }

  @Test
  @Tag("checklist-14")
  @Shows(Demand.JOINER_REFERS_TO_NOTHING)
  void aJoinerRefersToNothingElse() throws MlsException {
    byte[] remove = scene.ofCarol.proposeRemove(scene.ofCarol.ownLeafIndex());
    Person dave = new Person("dave").built(MlsClient.Builder::supportSelfRemove);
    refuses(
        Reason.RULE_VIOLATION,
        "SelfRemove proposals only",
        () ->
            dave.client()
                .joinExternally(
                    scene.ofAlice.groupInfo(),
                    ExternalJoinSpec.builder().selfRemove(remove).build()));
  }

  @Test
  void aJoinerVerifiesWhatItTakesUp() throws MlsException {
    byte[] leaving = scene.ofCarol.proposeSelfRemove();
    byte[] info = scene.ofAlice.groupInfo();
    // the last 33 bytes are the membership tag, which only members can verify
    for (int at = 4; at < leaving.length - 33; at++) {
      byte[] forged = leaving.clone();
      forged[at] ^= 1;
      Person dave = new Person("dave").built(MlsClient.Builder::supportSelfRemove);
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () ->
                  dave.client()
                      .joinExternally(info, ExternalJoinSpec.builder().selfRemove(forged).build()))
          .as("byte %d", at)
          .isInstanceOf(MlsException.class);
    }
  }
}
