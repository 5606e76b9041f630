package eu.paravent.mls.malice;

import static eu.paravent.mls.malice.Scene.NONE;
import static eu.paravent.mls.malice.Scene.newcomer;
import static eu.paravent.mls.malice.Scene.refuses;

import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.framing.ProposalOrRef;
import eu.paravent.mls.internal.group.Insider;
import eu.paravent.mls.internal.schedule.PreSharedKeyId;
import eu.paravent.mls.internal.tree.KeyPackage;
import eu.paravent.mls.internal.tree.LeafNode;
import eu.paravent.mls.internal.tree.UpdatePath;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9420 §12.2: which proposals go together in a commit, and which need a path (§12.4). */
@Tag("checklist-13")
@Tag("checklist-16")
@Shows({Demand.LIST_IS_VALID, Demand.INVALID_LIST_IS_REFUSED})
class ProposalListTest {
  private static final Proposal CONTEXT = new Proposal.GroupContextExtensions(Extensions.empty());

  private Scene scene;

  @BeforeEach
  void meet() throws MlsException {
    scene = new Scene();
  }

  /** A commit that is right but for its list, with the path that belongs to it. */
  private void refused(String because, Proposal... proposals) throws MlsException {
    Insider alice = scene.insider();
    scene.refused(
        Reason.RULE_VIOLATION,
        because,
        new Forge(alice).commit(List.of(proposals), Optional.of(Paths.of(alice, proposals))));
  }

  private Proposal.PreSharedKey psk(String id, int nonceLength) {
    return new Proposal.PreSharedKey(
        new PreSharedKeyId.External(id.getBytes(), scene.crypto().random(nonceLength)));
  }

  private Proposal.Update update(int leaf) throws MlsException {
    Insider alice = scene.insider();
    return new Proposal.Update(
        LeafNode.forUpdate(
            alice.crypto(),
            alice.signer(),
            alice.template(),
            alice.crypto().generateKeyPair().publicKey(),
            alice.group().groupId(),
            leaf));
  }

  /** Without it, every other test of this class could pass for a wrong reason. */
  @Test
  void theSameCommitWithARightListGetsAsFarAsItsConfirmationTag() throws MlsException {
    Insider alice = scene.insider();
    Proposal add = new Proposal.Add(newcomer("dave"));
    UpdatePath path = Paths.of(alice, add);

    scene.refused(
        Reason.NOT_AUTHENTIC,
        "confirmation tag",
        new Forge(alice).commit(List.of(add), Optional.of(path)));
  }

  @Tag("checklist-13")
  @Test
  void aCommitterCannotUpdateItself() throws MlsException {
    refused("Update of its committer", update(scene.insider().leaf()));
  }

  @Tag("checklist-13")
  @Test
  void aCommitterCannotUpdateItselfByReference() throws MlsException {
    Proposal update = update(scene.insider().leaf());
    scene.ofBob.process(scene.forge().proposal(update));
    byte[] reference = scene.forge().reference(update);

    Insider alice = scene.insider();
    scene.refused(
        Reason.RULE_VIOLATION,
        "Update of its committer",
        new Forge(alice)
            .commitOf(
                List.of(new ProposalOrRef.ByReference(reference)), Optional.of(Paths.of(alice))));
  }

  @Tag("checklist-13")
  @Test
  void aCommitterCannotRemoveItself() throws MlsException {
    refused("remove its committer", new Proposal.Remove(scene.insider().leaf()));
    refuses(
        Reason.RULE_VIOLATION,
        "remove its committer",
        () ->
            scene.ofAlice.commit(
                CommitSpec.builder().remove(scene.ofAlice.ownLeafIndex()).build()));
  }

  @Tag("checklist-13")
  @Test
  void aLeafIsRemovedOnce() throws MlsException {
    refused("for leaf 2", new Proposal.Remove(2), new Proposal.Remove(2));
    refuses(
        Reason.RULE_VIOLATION,
        "for leaf 2",
        () -> scene.ofAlice.commit(CommitSpec.builder().remove(2).remove(2).build()));
  }

  @Tag("checklist-13")
  @Test
  void aLeafIsNotUpdatedAndRemoved() throws MlsException {
    byte[] proposal = scene.ofCarol.proposeUpdate();
    scene.ofBob.process(proposal);
    byte[] reference =
        ((eu.paravent.mls.ReceivedMessage.Proposal) scene.ofBob.process(proposal)).reference();
    Insider alice = scene.insider();

    scene.refused(
        Reason.RULE_VIOLATION,
        "for leaf 2",
        new Forge(alice)
            .commitOf(
                List.of(
                    new ProposalOrRef.ByReference(reference),
                    new ProposalOrRef.ByValue(new Proposal.Remove(2))),
                Optional.of(Paths.of(alice, new Proposal.Remove(2)))));
  }

  @Tag("checklist-13")
  @Test
  void aLeafIsNotUpdatedTwice() throws MlsException {
    List<ProposalOrRef> references = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      byte[] proposal = scene.ofCarol.proposeUpdate();
      references.add(
          new ProposalOrRef.ByReference(
              ((eu.paravent.mls.ReceivedMessage.Proposal) scene.ofBob.process(proposal))
                  .reference()));
    }
    Insider alice = scene.insider();

    scene.refused(
        Reason.RULE_VIOLATION,
        "for leaf 2",
        new Forge(alice).commitOf(references, Optional.of(Paths.of(alice))));
  }

  /** Leaf indices are unsigned 32-bit numbers: those beyond 2^31 must not come out negative. */
  @Tag("checklist-4")
  @Tag("checklist-13")
  @ParameterizedTest
  @ValueSource(
      longs = {3, 4, 1L << 16, 1L << 30, (1L << 31) - 1, 1L << 31, (1L << 31) + 2, -1L >>> 32})
  void whoIsNoMemberCannotBeRemoved(long leaf) throws MlsException {
    refused("no member", new Proposal.Remove(leaf));
    scene.refused(
        Reason.RULE_VIOLATION, "no member", scene.forge().proposal(new Proposal.Remove(leaf)));
  }

  @Tag("checklist-13")
  @Test
  void aClientIsAddedOnce() throws MlsException {
    KeyPackage dave = newcomer("dave");
    refused("twice in the tree", new Proposal.Add(dave), new Proposal.Add(dave));
    byte[] message = new eu.paravent.mls.testing.Person("dave").keyPackage();
    refuses(
        Reason.RULE_VIOLATION,
        "twice in the tree",
        () -> scene.ofAlice.commit(CommitSpec.builder().add(message).add(message).build()));
  }

  @Tag("checklist-13")
  @Test
  @Shows(Demand.KEYS_DIFFER)
  void aMemberIsNotAddedAgain() throws MlsException {
    refused("same signature key", new Proposal.Add(Scene.read(scene.carol.keyPackage())));
    refuses(
        Reason.RULE_VIOLATION,
        "same signature key",
        () -> scene.ofAlice.commit(CommitSpec.builder().add(scene.carol.keyPackage()).build()));
  }

  @Tag("checklist-13")
  @Test
  void aMemberThatIsRemovedMayBeAddedInTheSameCommit() throws MlsException {
    scene.everyone(
        scene
            .ofAlice
            .commit(CommitSpec.builder().remove(2).add(scene.carol.keyPackage()).build())
            .commit());
  }

  @Tag("checklist-13")
  @Test
  void aPreSharedKeyStandsOnce() throws MlsException {
    refused("twice in a commit", psk("one", 32), psk("one", 32));
    scene.alice.client().registerPreSharedKey("one".getBytes(), new byte[32]);
    refuses(
        Reason.RULE_VIOLATION,
        "twice in a commit",
        () ->
            scene.ofAlice.commit(
                CommitSpec.builder()
                    .preSharedKey("one".getBytes())
                    .preSharedKey("one".getBytes())
                    .build()));
  }

  @Tag("checklist-24")
  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33})
  @Shows(Demand.PSK_NONCE_IS_FRESH)
  void aPreSharedKeyNonceIsAsLongAsTheHash(int length) throws MlsException {
    refused("KDF.Nh", psk("one", length));
  }

  @Tag("checklist-13")
  @ParameterizedTest
  @ValueSource(ints = {PreSharedKeyId.Resumption.REINIT, PreSharedKeyId.Resumption.BRANCH})
  @Shows({Demand.REINIT_KEY_IS_NOT_PROPOSED, Demand.BRANCH_KEY_IS_NOT_PROPOSED})
  void aResumptionKeyForReInitOrBranchIsNotForOrdinaryCommits(int usage) throws MlsException {
    refused(
        "reinit or branch",
        new Proposal.PreSharedKey(
            new PreSharedKeyId.Resumption(
                usage, Scene.GROUP.getBytes(), 1, scene.crypto().random(32))));
  }

  @Tag("checklist-13")
  @Test
  void groupContextExtensionsStandOnce() throws MlsException {
    refused("at most one GroupContextExtensions", CONTEXT, CONTEXT);
  }

  @Tag("checklist-13")
  @Test
  @Shows(Demand.LIST_IS_VERIFIED_BY_BOTH)
  void reInitStandsAlone() throws MlsException {
    Proposal reInit =
        new Proposal.ReInit(
            "next".getBytes(), 1, scene.crypto().suite().value(), Extensions.empty());
    refused("ReInit", reInit, new Proposal.Remove(2));
    refused("ReInit", reInit, reInit);
    refused("ReInit", new Proposal.Add(newcomer("dave")), reInit);
  }

  @Tag("checklist-13")
  @Test
  void reInitDoesNotGoBackToAnOlderVersion() throws MlsException {
    refused(
        "older version",
        new Proposal.ReInit(
            "next".getBytes(), 0, scene.crypto().suite().value(), Extensions.empty()));
  }

  @Tag("checklist-13")
  @Test
  void externalInitIsForExternalCommits() throws MlsException {
    refused("ExternalInit", new Proposal.ExternalInit(new byte[32]));
    scene.refused(
        Reason.RULE_VIOLATION,
        "ExternalInit",
        scene.forge().proposal(new Proposal.ExternalInit(new byte[32])));
  }

  @Tag("checklist-13")
  @Test
  @Shows({Demand.NEW_EXTENSIONS_COUNT, Demand.ALL_SUPPORT_EXTENSIONS})
  void contextExtensionsThatAMemberDoesNotSupportAreRefused() throws MlsException {
    Proposal change = new Proposal.GroupContextExtensions(Extensions.empty().with(0xf456, NONE));
    refused("support", change);
    scene.refused(Reason.RULE_VIOLATION, "support", scene.forge().proposal(change));
  }

  @Tag("checklist-13")
  @Test
  @Shows({Demand.REQUIRED_CAPABILITIES, Demand.NEW_EXTENSIONS_COUNT})
  void requiredCapabilitiesThatAMemberLacksAreRefused() throws MlsException {
    // extension 0xf456, no proposals, no credentials
    refused(
        "required capabilities",
        new Proposal.GroupContextExtensions(
            Extensions.empty()
                .with(Extensions.REQUIRED_CAPABILITIES, new byte[] {2, (byte) 0xf4, 0x56, 0, 0})));
  }

  @Tag("checklist-13")
  @Test
  void aProposalThatWasNotReceivedCannotBeReferredTo() throws MlsException {
    Insider alice = scene.insider();
    scene.refused(
        Reason.RULE_VIOLATION,
        "not received",
        new Forge(alice)
            .commitOf(
                List.of(new ProposalOrRef.ByReference(new byte[32])),
                Optional.of(Paths.of(alice))));
  }

  /** Proposals end with their epoch: a reference to one of the last epoch finds nothing. */
  @Tag("checklist-32")
  @Test
  void aProposalOfAnEarlierEpochIsGone() throws MlsException {
    byte[] proposal = scene.ofCarol.proposeRemove(0);
    byte[] reference =
        ((eu.paravent.mls.ReceivedMessage.Proposal) scene.ofBob.process(proposal)).reference();
    scene.everyone(scene.ofAlice.commit(CommitSpec.builder().withoutPath().build()).commit());
    Insider alice = scene.insider();

    scene.refused(Reason.EPOCH_TOO_OLD, "epoch", proposal);
    scene.refused(
        Reason.RULE_VIOLATION,
        "not received",
        new Forge(alice)
            .commitOf(
                List.of(new ProposalOrRef.ByReference(reference)), Optional.of(Paths.of(alice))));
  }

  @Tag("checklist-3")
  @Tag("checklist-13")
  @Test
  void anUnknownProposalTypeIsRefusedCleanly() throws MlsException {
    byte[] message = scene.forge().proposal(new Proposal.Remove(2));
    // group id, epoch, sender, no authenticated data, content type: then the proposal's type
    int type = 4 + 1 + Scene.GROUP.length() + 8 + 5 + 1 + 1;
    message[type] = (byte) 0xfa;
    message[type + 1] = (byte) 0xfa;

    scene.refused(Reason.UNSUPPORTED, "proposal type", message);
  }

  private void needsPath(Proposal... proposals) throws MlsException {
    scene.refused(
        Reason.RULE_VIOLATION,
        "needs a path",
        scene.forge().commit(List.of(proposals), Optional.empty()));
  }

  @Tag("checklist-16")
  @Test
  @Shows(Demand.PATH_BY_DEFAULT)
  void anEmptyCommitNeedsAPath() throws MlsException {
    needsPath();
  }

  @Tag("checklist-16")
  @Test
  @Shows(Demand.PATH_WHERE_REQUIRED)
  void aCommitThatRemovesNeedsAPath() throws MlsException {
    needsPath(new Proposal.Remove(2));
    needsPath(new Proposal.Add(newcomer("dave")), new Proposal.Remove(2));
  }

  @Tag("checklist-16")
  @Test
  @Shows(Demand.PATH_WHERE_REQUIRED)
  void aCommitThatChangesTheContextNeedsAPath() throws MlsException {
    needsPath(CONTEXT);
  }

  @Tag("checklist-16")
  @Test
  @Shows(Demand.PATH_WHERE_REQUIRED)
  void aCommitWithAnUpdateNeedsAPath() throws MlsException {
    byte[] proposal = scene.ofCarol.proposeUpdate();
    byte[] reference =
        ((eu.paravent.mls.ReceivedMessage.Proposal) scene.ofBob.process(proposal)).reference();

    scene.refused(
        Reason.RULE_VIOLATION,
        "needs a path",
        scene
            .forge()
            .commitOf(List.of(new ProposalOrRef.ByReference(reference)), Optional.empty()));
  }

  @Tag("checklist-16")
  @Test
  @Shows(Demand.PATH_BY_DEFAULT)
  void addsAndPreSharedKeysNeedNoPath() throws MlsException {
    scene.refused(
        Reason.NOT_AUTHENTIC,
        "confirmation tag",
        scene.forge().commit(List.of(new Proposal.Add(newcomer("dave"))), Optional.empty()));
    scene.everyone(
        scene
            .ofAlice
            .commit(
                CommitSpec.builder()
                    .add(new eu.paravent.mls.testing.Person("frank").keyPackage())
                    .withoutPath()
                    .build())
            .commit());
  }
}
