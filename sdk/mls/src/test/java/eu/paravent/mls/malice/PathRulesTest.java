package eu.paravent.mls.malice;

import static eu.paravent.mls.malice.Scene.NONE;
import static eu.paravent.mls.malice.Scene.newcomer;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.internal.framing.Commit;
import eu.paravent.mls.internal.framing.Content;
import eu.paravent.mls.internal.framing.MlsMessage;
import eu.paravent.mls.internal.framing.PublicMessage;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.internal.group.Insider;
import eu.paravent.mls.internal.provider.HpkeCiphertext;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.tree.Capabilities;
import eu.paravent.mls.internal.tree.LeafNode;
import eu.paravent.mls.internal.tree.LeafTemplate;
import eu.paravent.mls.internal.tree.Lifetime;
import eu.paravent.mls.internal.tree.UpdatePath;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.testing.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** RFC 9420 §7.5, §7.6, §12.4.2: what the path of a commit must be. */
@Tag("checklist-8")
@Tag("checklist-9")
@Tag("checklist-10")
@Tag("checklist-12")
class PathRulesTest {
  private Scene scene;
  private SuiteCrypto crypto;
  private Insider alice;
  private UpdatePath right;

  @BeforeEach
  void meet() throws MlsException {
    scene = new Scene();
    alice = scene.insider();
    crypto = alice.crypto();
    right = Paths.of(alice);
  }

  private void refused(Reason reason, String because, UpdatePath path) throws MlsException {
    scene.refused(reason, because, new Forge(alice).commit(List.of(), Optional.of(path)));
  }

  private void refused(String because, UpdatePath path) throws MlsException {
    refused(Reason.RULE_VIOLATION, because, path);
  }

  /** A leaf of the same path, changed and signed again by Alice. */
  private LeafNode leaf(LeafTemplate template, byte[] encryptionKey, byte[] parentHash) {
    return LeafNode.forCommit(
        crypto,
        alice.signer(),
        template,
        encryptionKey,
        parentHash,
        alice.group().groupId(),
        alice.leaf());
  }

  private UpdatePath with(LeafNode leaf) {
    return new UpdatePath(leaf, right.nodes());
  }

  private static List<UpdatePath.Node> replaced(
      List<UpdatePath.Node> nodes, int at, UpdatePath.Node node) {
    List<UpdatePath.Node> changed = new ArrayList<>(nodes);
    changed.set(at, node);
    return changed;
  }

  @Test
  void theSamePathUnchangedGetsAsFarAsTheConfirmationTag() throws MlsException {
    refused(Reason.NOT_AUTHENTIC, "confirmation tag", right);
  }

  @Tag("checklist-9")
  @Test
  void aPathWithTooFewOrTooManyNodesIsRefused() throws MlsException {
    List<UpdatePath.Node> more = new ArrayList<>(right.nodes());
    more.add(right.nodes().get(0));
    refused("nodes", new UpdatePath(right.leafNode(), more));
    refused(
        "nodes",
        new UpdatePath(right.leafNode(), right.nodes().subList(0, right.nodes().size() - 1)));
    refused("nodes", new UpdatePath(right.leafNode(), List.of()));
  }

  @Tag("checklist-9")
  @Test
  @Shows(Demand.CIPHERTEXTS_PER_NODE)
  void aNodeEncryptedToTooFewOrTooManyIsRefused() throws MlsException {
    UpdatePath.Node node = right.nodes().get(0);
    HpkeCiphertext sealed = node.encryptedPathSecret().get(0);
    for (List<HpkeCiphertext> wrong :
        List.of(
            List.<HpkeCiphertext>of(), List.of(sealed, sealed), List.of(sealed, sealed, sealed))) {
      refused(
          "wrong number of nodes",
          new UpdatePath(
              right.leafNode(),
              replaced(right.nodes(), 0, new UpdatePath.Node(node.encryptionKey(), wrong))));
    }
  }

  /** Who is added by the same commit gets the path secret in its Welcome, not in the path. */
  @Tag("checklist-9")
  @Test
  @Shows({Demand.NEW_LEAVES_ARE_LEFT_OUT, Demand.PATH_LEAVES_OUT_NEW_LEAVES})
  void aPathThatIsEncryptedToTheAddedLeafIsRefused() throws MlsException {
    var add = new eu.paravent.mls.internal.framing.Proposal.Add(newcomer("dave"));
    UpdatePath path = Paths.of(alice, add);
    int last = path.nodes().size() - 1;
    UpdatePath.Node root = path.nodes().get(last);
    List<HpkeCiphertext> more = new ArrayList<>(root.encryptedPathSecret());
    more.add(more.get(0));

    scene.refused(
        Reason.RULE_VIOLATION,
        "wrong number of nodes",
        new Forge(alice)
            .commit(
                List.of(add),
                Optional.of(
                    new UpdatePath(
                        path.leafNode(),
                        replaced(
                            path.nodes(),
                            last,
                            new UpdatePath.Node(root.encryptionKey(), more))))));
  }

  @Tag("checklist-8")
  @Test
  @Shows(Demand.PARENT_HASH_OF_A_PATH)
  void aParentHashThatIsNotTheOneOfThePathIsRefused() throws MlsException {
    for (byte[] hash : List.of(NONE, new byte[32], new byte[31])) {
      refused("vouch", with(leaf(alice.template(), right.leafNode().encryptionKey(), hash)));
    }
  }

  @Tag("checklist-8")
  @Test
  void aPathWithOtherPublicKeysThanTheLeafVouchesForIsRefused() throws MlsException {
    UpdatePath.Node node = right.nodes().get(0);
    refused(
        "vouch",
        new UpdatePath(
            right.leafNode(),
            replaced(
                right.nodes(),
                0,
                new UpdatePath.Node(
                    crypto.generateKeyPair().publicKey(), node.encryptedPathSecret()))));
  }

  @Test
  @Shows(Demand.LEAF_SOURCE_OF_A_PATH)
  void aPathWithALeafOfAnotherSourceIsRefused() throws MlsException {
    byte[] key = crypto.generateKeyPair().publicKey();
    refused(
        "source",
        with(
            LeafNode.forUpdate(
                crypto,
                alice.signer(),
                alice.template(),
                key,
                alice.group().groupId(),
                alice.leaf())));
    refused(
        "source",
        with(
            LeafNode.forKeyPackage(
                crypto, alice.signer(), alice.template(), key, new Lifetime(0, -1L))));
  }

  @Tag("checklist-12")
  @Test
  @Shows(Demand.LEAF_OF_A_PATH)
  void aPathWithoutANewLeafKeyIsRefused() throws MlsException {
    refused(
        "new encryption key",
        with(
            leaf(
                alice.template(),
                alice.group().leaf(alice.leaf()).encryptionKey(),
                right.leafNode().parentHash())));
  }

  @Tag("checklist-12")
  @Test
  void aPathWhoseLeafKeyIsAnotherMembersIsRefused() throws MlsException {
    refused(
        "encryption key stands twice",
        with(
            leaf(
                alice.template(),
                alice.group().leaf(2).encryptionKey(),
                right.leafNode().parentHash())));
  }

  @Tag("checklist-17")
  @Test
  @Shows(Demand.CHANGED_LEAVES_ARE_SIGNED)
  void aLeafSignedForAnotherPlaceOrByAnotherKeyIsRefused() throws MlsException {
    byte[] key = right.leafNode().encryptionKey();
    byte[] hash = right.leafNode().parentHash();
    byte[] group = alice.group().groupId();
    SignatureKeyPair signer = alice.signer();
    SignatureKeyPair other =
        new SignatureKeyPair(
            crypto.signatureKeyPair(new Person("x").key()).privateKey(), signer.publicKey());
    for (LeafNode wrong :
        List.of(
            LeafNode.forCommit(crypto, signer, alice.template(), key, hash, group, 1),
            LeafNode.forCommit(
                crypto, signer, alice.template(), key, hash, "x".getBytes(), alice.leaf()),
            LeafNode.forCommit(crypto, other, alice.template(), key, hash, group, alice.leaf()))) {
      refused(Reason.NOT_AUTHENTIC, "signature", with(wrong));
    }
  }

  @Test
  @Shows(Demand.SUCCESSOR_OF_A_CREDENTIAL)
  void aPathThatPassesTheLeafToAnotherClientIsRefused() throws MlsException {
    refused(
        Reason.CREDENTIAL_REJECTED,
        "another client",
        with(
            leaf(
                new LeafTemplate(
                    new Credential.Basic("mallory".getBytes()),
                    Scene.capabilities(),
                    Extensions.empty()),
                right.leafNode().encryptionKey(),
                right.leafNode().parentHash())));
  }

  @Test
  @Shows(Demand.LEAF_OF_A_PATH)
  void aPathThatDropsACapabilityInUseIsRefused() throws MlsException {
    Capabilities all = Scene.capabilities();
    refused(
        "version and cipher suite",
        with(
            leaf(
                new LeafTemplate(
                    alice.template().credential(),
                    new Capabilities(
                        List.of(2),
                        all.cipherSuites(),
                        all.extensions(),
                        all.proposals(),
                        all.credentials()),
                    Extensions.empty()),
                right.leafNode().encryptionKey(),
                right.leafNode().parentHash())));
  }

  /** RFC 9420 §12.4.2: no path secret may be accepted whose key is not the one in the path. */
  @Tag("checklist-10")
  @Test
  void aPathSecretThatIsNotTheOneOfItsKeyIsRefused() throws MlsException {
    refusedSecrets("does not belong", crypto.random(32));
  }

  @Tag("checklist-10")
  @Test
  void aPathSecretThatDoesNotDecryptIsRefused() throws MlsException {
    List<UpdatePath.Node> nodes = new ArrayList<>();
    for (UpdatePath.Node node : right.nodes()) {
      nodes.add(
          new UpdatePath.Node(
              node.encryptionKey(),
              node.encryptedPathSecret().stream()
                  .map(s -> new HpkeCiphertext(s.kemOutput(), new byte[48]))
                  .toList()));
    }
    refused(Reason.NOT_AUTHENTIC, "does not decrypt", new UpdatePath(right.leafNode(), nodes));
  }

  private void refusedSecrets(String because, byte[] secret) throws MlsException {
    // under the right context, to the right receivers: only the secret is another
    var tree = alice.group().tree().copy();
    new eu.paravent.mls.internal.tree.TreeKem(crypto)
        .merge(tree, alice.leaf(), right, java.util.Set.of());
    byte[] context =
        alice
            .group()
            .context()
            .provisional(tree.treeHash(crypto), alice.group().context().extensions())
            .encode();
    List<UpdatePath.Node> nodes = new ArrayList<>();
    var steps = alice.group().tree().filteredDirectPath(alice.leaf());
    for (int i = 0; i < steps.size(); i++) {
      List<HpkeCiphertext> sealed = new ArrayList<>();
      for (int receiver : alice.group().tree().resolution(steps.get(i).copathChild())) {
        try {
          sealed.add(
              crypto.encryptWithLabel(
                  alice.group().tree().nodeAt(receiver).encryptionKey(),
                  "UpdatePathNode",
                  context,
                  secret));
        } catch (CryptoException e) {
          throw new AssertionError(e);
        }
      }
      nodes.add(new UpdatePath.Node(right.nodes().get(i).encryptionKey(), sealed));
    }
    refused(Reason.NOT_AUTHENTIC, because, new UpdatePath(right.leafNode(), nodes));
  }

  /** HPKE is bound to the provisional context: the same secret under another does not open. */
  @Tag("checklist-22")
  @Test
  void aPathEncryptedUnderTheOldContextIsRefused() throws MlsException {
    List<UpdatePath.Node> nodes = new ArrayList<>();
    var steps = alice.group().tree().filteredDirectPath(alice.leaf());
    for (int i = 0; i < steps.size(); i++) {
      List<HpkeCiphertext> sealed = new ArrayList<>();
      for (int receiver : alice.group().tree().resolution(steps.get(i).copathChild())) {
        try {
          sealed.add(
              crypto.encryptWithLabel(
                  alice.group().tree().nodeAt(receiver).encryptionKey(),
                  "UpdatePathNode",
                  alice.group().encodedContext(),
                  crypto.random(32)));
        } catch (CryptoException e) {
          throw new AssertionError(e);
        }
      }
      nodes.add(new UpdatePath.Node(right.nodes().get(i).encryptionKey(), sealed));
    }
    refused(Reason.NOT_AUTHENTIC, "does not decrypt", new UpdatePath(right.leafNode(), nodes));
  }

  @Tag("checklist-20")
  @Test
  void aConfirmationTagOfAnotherLengthOrValueIsRefused() throws MlsException {
    CommitBundle honest = scene.ofAlice.commit(CommitSpec.selfUpdate());
    PublicMessage sent =
        MlsMessage.decode(honest.commit(), WireFormat.PUBLIC_MESSAGE, PublicMessage::read);
    byte[] tag = sent.content().confirmationTag().orElseThrow();
    byte[] flipped = tag.clone();
    flipped[31] ^= 1;
    for (byte[] wrong :
        List.of(
            NONE,
            java.util.Arrays.copyOf(tag, 1),
            java.util.Arrays.copyOf(tag, 31),
            java.util.Arrays.copyOf(tag, 33),
            flipped)) {
      byte[] message =
          PublicMessage.protect(
                  crypto,
                  sent.content().withConfirmationTag(wrong),
                  alice.secrets().membership(),
                  alice.group().encodedContext())
              .encode();
      scene.refused(Reason.NOT_AUTHENTIC, "confirmation tag", message);
    }
    scene.everyone(honest.commit());
  }

  /** A leaf added without a path is unmerged: it has no ancestor keys, and is encrypted to. */
  @Tag("checklist-10")
  @Test
  void whoJoinsWithoutAPathSecretHasNoAncestorKeysAndStillFollows() throws MlsException {
    Person dave = new Person("dave");
    CommitBundle added =
        scene.ofAlice.commit(CommitSpec.builder().add(dave.keyPackage()).withoutPath().build());
    scene.everyone(added.commit());
    MlsGroup ofDave = dave.client().join(added.welcome().orElseThrow());

    Insider joined = Insider.of(dave, Scene.GROUP);
    byte[] keys = eu.paravent.mls.internal.codec.TlsWriter.encode(joined.privateTree()::write);
    // leaf index, length of the vector, node index, length of the key, the key: one of them
    assertThat(keys).hasSize(4 + 1 + 4 + 1 + 32);
    byte[] update = scene.ofBob.commit(CommitSpec.selfUpdate()).commit();
    scene.everyone(update);
    ofDave.process(update);
    assertThat(ofDave.epochAuthenticator()).isEqualTo(scene.ofBob.epochAuthenticator());
    byte[] own = ofDave.commit(CommitSpec.selfUpdate()).commit();
    scene.everyone(own);
    ofDave.process(own);
    assertThat(ofDave.epochAuthenticator()).isEqualTo(scene.ofCarol.epochAuthenticator());
  }

  /** Private keys of nodes that were blanked or overwritten are not kept. */
  @Tag("checklist-10")
  @Test
  @Shows(Demand.OLD_NODE_KEYS_ARE_DELETED)
  void privateKeysOfBlankedNodesAreDropped() throws MlsException {
    // Carol's removal blanks the nodes above her, the root included
    scene.ofBob.process(scene.ofAlice.commit(CommitSpec.builder().remove(2).build()).commit());
    byte[] keys =
        eu.paravent.mls.internal.codec.TlsWriter.encode(
            Insider.of(scene.bob, Scene.GROUP).privateTree()::write);

    // the tree has two leaves now: Bob's leaf and the root of Alice's path
    assertThat(keys).hasSize(4 + 2 + 2 * (4 + 1 + 32));
  }

  @Test
  void aCommitOfAMemberThatTheSignerIsNotIsRefused() throws MlsException {
    byte[] asCarol =
        new Forge(alice)
            .sender(eu.paravent.mls.internal.framing.Sender.member(2))
            .publicMessage(new Content.CommitContent(new Commit(List.of(), Optional.of(right))));
    scene.refused(Reason.NOT_AUTHENTIC, "signature of the message", asCarol);
  }
}
