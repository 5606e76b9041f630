package eu.paravent.mls.malice;

import static eu.paravent.mls.malice.Scene.newcomer;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.ReceivedMessage;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.internal.framing.Commit;
import eu.paravent.mls.internal.framing.Content;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.framing.ProposalOrRef;
import eu.paravent.mls.internal.framing.Sender;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.internal.group.Insider;
import eu.paravent.mls.internal.group.PublicGroup;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.tree.LeafNode;
import eu.paravent.mls.internal.tree.LeafTemplate;
import eu.paravent.mls.internal.tree.UpdatePath;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.observer.GroupObserver;
import eu.paravent.mls.testing.AcceptAll;
import eu.paravent.mls.testing.Person;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9420 §12.2, §12.4.3.2: what an external commit must be; members and observer refuse. */
@Tag("checklist-14")
@Shows({Demand.LIST_OF_A_JOINER_IS_VALID, Demand.INVALID_LIST_IS_REFUSED})
class ExternalCommitTest {
  private Scene scene;
  private SuiteCrypto crypto;
  private PublicGroup group;
  private SignatureKeyPair dave;
  private LeafTemplate template;
  private Proposal init;

  @BeforeEach
  void meet() throws Exception {
    scene = new Scene();
    Insider alice = scene.insider();
    crypto = alice.crypto();
    group = alice.group();
    dave = crypto.signatureKeyPair(new Person("dave").key());
    template = template("dave");
    init =
        new Proposal.ExternalInit(
            crypto
                .encapsulateInitSecret(alice.secrets().externalKeyPair(crypto).publicKey())
                .encapsulation());
  }

  private static LeafTemplate template(String name) throws MlsException {
    return new LeafTemplate(
        new Credential.Basic(name.getBytes()), Scene.capabilities(), Extensions.empty());
  }

  private Forge forge() {
    return Forge.outsider(crypto, group, Sender.newMemberCommit(), dave);
  }

  private Optional<UpdatePath> path(Proposal... proposals) throws MlsException {
    return Optional.of(new Paths(crypto, group).ofJoiner(template, dave, List.of(proposals)));
  }

  private void refused(Reason reason, String because, byte[] message) throws MlsException {
    scene.refused(reason, because, message);
    GroupObserver observer =
        GroupObserver.open(scene.ofAlice.groupInfo(), new AcceptAll(), GroupPolicy.allowAll());
    Scene.refuses(reason, because, () -> observer.apply(message, List.of()));
  }

  private void refused(String because, Proposal... proposals) throws MlsException {
    refused(Reason.RULE_VIOLATION, because, forge().commit(List.of(proposals), path(proposals)));
  }

  @Test
  void theSameCommitWithNothingWrongGetsAsFarAsItsConfirmationTag() throws MlsException {
    scene.refused(
        Reason.NOT_AUTHENTIC, "confirmation tag", forge().commit(List.of(init), path(init)));
  }

  @Tag("checklist-14")
  @Test
  void thereIsOneExternalInit() throws MlsException {
    refused("ExternalInit");
    refused("ExternalInit", init, init);
  }

  @Tag("checklist-14")
  @Test
  void atMostOneLeafIsRemoved() throws MlsException {
    refused("at most one leaf", init, new Proposal.Remove(1), new Proposal.Remove(2));
  }

  @Tag("checklist-14")
  @Test
  @Shows({Demand.LEAF_OF_A_REJOIN, Demand.CREDENTIAL_OF_A_REJOIN})
  void onlyTheJoinersOwnEarlierLeafIsRemoved() throws MlsException {
    refused(
        Reason.CREDENTIAL_REJECTED,
        "another client",
        forge().commit(List.of(init, new Proposal.Remove(2)), path(init, new Proposal.Remove(2))));
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 1L << 30, 1L << 31, (1L << 32) - 1})
  @Tag("checklist-4")
  void aLeafThatIsNoneCannotBeRemoved(long leaf) throws MlsException {
    refused("no member", init, new Proposal.Remove(leaf));
  }

  @Tag("checklist-14")
  @Tag("checklist-16")
  @Test
  @Shows(Demand.JOINER_HAS_A_PATH)
  void thePathIsMandatory() throws MlsException {
    refused(Reason.RULE_VIOLATION, "path", forge().commit(List.of(init), Optional.empty()));
  }

  @Tag("checklist-14")
  @Test
  @Shows(Demand.JOINER_REFERS_TO_NOTHING)
  void nothingComesByReference() throws MlsException {
    byte[] proposal = scene.ofCarol.proposeRemove(0);
    byte[] reference = ((ReceivedMessage.Proposal) scene.ofBob.process(proposal)).reference();
    byte[] message =
        forge()
            .commitOf(
                List.of(new ProposalOrRef.ByValue(init), new ProposalOrRef.ByReference(reference)),
                path(init));

    scene.refused(Reason.RULE_VIOLATION, "cannot refer", message);
    GroupObserver observer =
        GroupObserver.open(scene.ofAlice.groupInfo(), new AcceptAll(), GroupPolicy.allowAll());
    Scene.refuses(
        Reason.RULE_VIOLATION, "cannot refer", () -> observer.apply(message, List.of(proposal)));
  }

  @Tag("checklist-14")
  @Test
  void otherTypesOfProposalsAreNotAllowed() throws MlsException {
    refused("cannot hold", init, new Proposal.Add(newcomer("erin")));
    refused("cannot hold", init, new Proposal.GroupContextExtensions(Extensions.empty()));
    refused(
        "cannot hold",
        init,
        new Proposal.ReInit(new byte[1], 1, crypto.suite().value(), Extensions.empty()));
    LeafNode leaf =
        LeafNode.forUpdate(
            crypto, dave, template, crypto.generateKeyPair().publicKey(), group.groupId(), 3);
    refused("cannot hold", init, new Proposal.Update(leaf));
  }

  /** RFC 9420 §12.4.3.2: it is signed by the key of the leaf that it brings. */
  @Test
  @Shows({Demand.KEY_OF_THE_SENDER, Demand.JOINER_SIGNS_WITH_ITS_LEAF})
  void anotherSignerThanTheNewLeafIsRefused() throws MlsException {
    refused(
        Reason.NOT_AUTHENTIC,
        "signature of the message",
        forge()
            .signer(crypto.signatureKeyPair(new Person("x").key()))
            .commit(List.of(init), path(init)));
  }

  @Tag("checklist-17")
  @Test
  @Shows(Demand.JOINER_SIGNS)
  void aSignatureWithoutOrUnderAnotherContextIsRefused() throws MlsException {
    for (byte[] context : List.of(new byte[0], new byte[100])) {
      refused(
          Reason.NOT_AUTHENTIC,
          "signature of the message",
          forge().signedContext(context).commit(List.of(init), path(init)));
    }
    refused(
        Reason.NOT_AUTHENTIC,
        "signature of the message",
        forge().signedAs(WireFormat.PRIVATE_MESSAGE).commit(List.of(init), path(init)));
  }

  @Test
  void theLeafIsSignedForThePlaceThatIsItsDue() throws MlsException {
    UpdatePath right = path(init).orElseThrow();
    for (int leaf : new int[] {0, 1, 2, 4, 1 << 30}) {
      LeafNode elsewhere =
          LeafNode.forCommit(
              crypto,
              dave,
              template,
              right.leafNode().encryptionKey(),
              right.leafNode().parentHash(),
              group.groupId(),
              leaf);
      refused(
          Reason.NOT_AUTHENTIC,
          "signature of the committer's new leaf",
          forge().commit(List.of(init), Optional.of(new UpdatePath(elsewhere, right.nodes()))));
    }
  }

  @Test
  @Shows(Demand.JOINER_SIGNS)
  void aJoinerWithAMembersSignatureKeyIsRefused() throws MlsException {
    SignatureKeyPair carol = crypto.signatureKeyPair(scene.carol.key());
    UpdatePath path = new Paths(crypto, group).ofJoiner(template("carol"), carol, List.of(init));
    refused(
        Reason.RULE_VIOLATION,
        "same signature key",
        forge().signer(carol).commit(List.of(init), Optional.of(path)));
  }

  @Test
  void anExternalInitThatIsNoCiphertextIsRefused() throws MlsException {
    for (byte[] none : List.of(new byte[0], new byte[31], new byte[32], new byte[33])) {
      Proposal wrong = new Proposal.ExternalInit(none);
      scene.refused(
          Reason.NOT_AUTHENTIC, "external init", forge().commit(List.of(wrong), path(wrong)));
    }
  }

  /** A member cannot pass an external commit off, nor an outsider a member's. */
  @Tag("checklist-14")
  @Test
  @Shows(Demand.JOINER_IS_NEW_MEMBER_COMMIT)
  void aMemberDoesNotCommitAsAJoinerNorAJoinerAsAMember() throws MlsException {
    Insider alice = scene.insider();
    scene.refused(
        Reason.NOT_AUTHENTIC,
        "signature of the message",
        new Forge(alice).sender(Sender.newMemberCommit()).commit(List.of(init), path(init)));
    scene.refused(
        Reason.NOT_AUTHENTIC,
        "membership tag",
        forge().sender(Sender.member(2)).membershipTag(new byte[32]).commit(List.of(), path()));
  }

  @Tag("checklist-31")
  @Tag("checklist-14")
  @Test
  @Shows(Demand.SENDER_DATA_OF_MEMBERS)
  void itIsAPublicMessage() throws MlsException {
    Insider alice = scene.insider();
    Content commit =
        new Content.CommitContent(new Commit(List.of(new ProposalOrRef.ByValue(init)), path(init)));
    // a PrivateMessage has members as senders only: whatever it claims, it is Alice's own ratchet
    byte[] message = new Forge(alice).sender(Sender.member(alice.leaf())).privateMessage(commit, 0);

    scene.refused(Reason.RULE_VIOLATION, "ExternalInit", message);
  }

  @Tag("checklist-14")
  @Test
  @Shows(Demand.LEAF_OF_A_REJOIN)
  void anEarlierLeafOfTheSameClientIsReplacedAndTheGroupGoesOn() throws MlsException {
    Person again = new Person("carol");
    MlsGroup joined = again.client().joinExternally(scene.ofAlice.groupInfo());
    byte[] commit = joined.pendingCommit().orElseThrow().commit();
    joined.mergePendingCommit();
    ReceivedMessage.Commit seen = (ReceivedMessage.Commit) scene.ofBob.process(commit);
    scene.ofAlice.process(commit);

    assertThat(seen.removed()).hasSize(1);
    assertThat(scene.ofBob.members()).hasSize(3);
    assertThat(scene.ofBob.epochAuthenticator()).isEqualTo(joined.epochAuthenticator());
    assertThat(((ReceivedMessage.Commit) scene.ofCarol.process(commit)).selfRemoved()).isTrue();
  }

  /** Another commit wins: the prepared join is discarded, and made again from newer state. */
  @Tag("checklist-32")
  @Test
  void aPreparedJoinThatLostIsDiscardedAndMadeAgain() throws MlsException {
    Person late = new Person("dave");
    MlsGroup prepared = late.client().joinExternally(scene.ofAlice.groupInfo());
    byte[] lost = prepared.pendingCommit().orElseThrow().commit();
    scene.everyone(scene.ofCarol.commit(CommitSpec.selfUpdate()).commit());

    scene.refused(Reason.EPOCH_TOO_OLD, "epoch", lost);
    prepared.discardPendingCommit();
    assertThat(late.storage().contents()).isEmpty();
    MlsGroup again = late.client().joinExternally(scene.ofAlice.groupInfo());
    scene.everyone(again.pendingCommit().orElseThrow().commit());
    again.mergePendingCommit();
    assertThat(again.epochAuthenticator()).isEqualTo(scene.ofBob.epochAuthenticator());
  }
}
