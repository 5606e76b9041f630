package eu.paravent.mls.musts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.AppDataDictionary;
import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.framing.GroupInfo;
import eu.paravent.mls.internal.framing.MlsMessage;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.tree.Capabilities;
import eu.paravent.mls.internal.tree.KeyPackage;
import eu.paravent.mls.internal.tree.LeafNode;
import eu.paravent.mls.internal.tree.LeafTemplate;
import eu.paravent.mls.internal.tree.Lifetime;
import eu.paravent.mls.internal.tree.RatchetTree;
import eu.paravent.mls.observer.KeyPackageView;
import eu.paravent.mls.testing.Person;
import eu.paravent.mls.testing.Vectors;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Demands of RFC 9420 that are met by what a client makes, not by what it refuses. */
class ClientDutiesTest {
  private static final byte[] GROUP = "group".getBytes(UTF_8);

  private final Person alice = new Person("alice");
  private final Person bob = new Person("bob");

  private static KeyPackage read(byte[] message) throws MlsException {
    return MlsMessage.decode(message, WireFormat.KEY_PACKAGE, KeyPackage::read);
  }

  private MlsGroup aliceAndBob() throws MlsException {
    MlsGroup group = alice.client().createGroup(GROUP, Extensions.empty());
    CommitBundle added = group.commit(CommitSpec.builder().add(bob.keyPackage()).build());
    group.mergePendingCommit();
    bob.client().join(added.welcome().orElseThrow());
    return group;
  }

  @Shows(Demand.INIT_KEY_IS_UNIQUE)
  @Test
  void eachKeyPackageHasKeysOfItsOwn() throws MlsException {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      KeyPackage made = read(bob.client().newKeyPackage(Duration.ofDays(1), i % 2 == 0).message());
      keys.add(HexFormat.of().formatHex(made.initKey()));
      keys.add(HexFormat.of().formatHex(made.leafNode().encryptionKey()));
    }

    assertThat(keys).hasSize(40);
  }

  @Shows({
    Demand.ALL_SUPPORTED_IS_LISTED,
    Demand.KEY_PACKAGE_EXTENSIONS_ARE_LISTED,
    Demand.ADVERTISED_IS_SUPPORTED
  })
  @Test
  void whatAClientSupportsItLists() throws MlsException {
    bob.built(b -> b.supportedExtensions(List.of(0xf123)).supportSelfRemove().withoutGrease());
    KeyPackage lastResort = read(bob.client().newKeyPackage(Duration.ofDays(1), true).message());
    Capabilities listed = lastResort.leafNode().capabilities();

    assertThat(listed.versions()).containsExactly(1);
    assertThat(listed.cipherSuites()).containsExactly(bob.suite().value());
    assertThat(listed.extensions()).contains(0xf123);
    assertThat(listed.proposals()).containsExactly(Proposal.SELF_REMOVE);
    assertThat(listed.credentials()).containsExactly(1, 2);
    for (Extensions.Extension extension : lastResort.extensions().list()) {
      assertThat(listed.extensions()).contains(extension.type());
    }
    assertThat(lastResort.extensions().list()).isNotEmpty();
    assertThat(listed.extensions()).doesNotContain(AppDataDictionary.EXTENSION);
  }

  /** What is added by a client of one suite shows that its device has a better one. */
  @Shows(Demand.NO_DOWNGRADE)
  @Test
  void aDeviceListsTheSuitesOfAllItsClients() throws MlsException {
    CipherSuite better = CipherSuite.MLS_128_MLKEM768X25519_AES256GCM_SHA384_ED25519;
    bob.built(b -> b.otherCipherSuites(List.of(better, bob.suite())).withoutGrease());

    KeyPackageView shown = KeyPackageView.read(bob.keyPackage());

    assertThat(shown.cipherSuite()).isEqualTo(bob.suite());
    assertThat(shown.supported()).containsExactly(bob.suite().value(), better.value());
    assertThat(aliceAndBob().members()).hasSize(2);
  }

  /** Erin's leaf has Bob's name in its application_id. She is Erin, and Bob stays who he is. */
  @Shows(Demand.APPLICATION_ID)
  @Test
  void anApplicationIdSaysNothingAboutWhoOneIs() throws MlsException {
    MlsGroup group = aliceAndBob();
    SuiteCrypto crypto = Vectors.crypto();
    var signer = crypto.signatureKeyPair(new Person("erin").key());
    LeafTemplate template =
        new LeafTemplate(
            new Credential.Basic("erin".getBytes(UTF_8)),
            read(bob.keyPackage()).leafNode().capabilities(),
            Extensions.empty().with(Extensions.APPLICATION_ID, "bob".getBytes(UTF_8)));
    KeyPackage claimed =
        KeyPackage.sign(
            crypto,
            signer,
            crypto.generateKeyPair().publicKey(),
            LeafNode.forKeyPackage(
                crypto,
                signer,
                template,
                crypto.generateKeyPair().publicKey(),
                new Lifetime(0, -1L)),
            Extensions.empty());

    group.commit(
        CommitSpec.builder()
            .add(MlsMessage.encode(WireFormat.KEY_PACKAGE, claimed::write))
            .build());
    group.mergePendingCommit();

    assertThat(group.members().stream().map(member -> (Credential.Basic) member.credential()))
        .extracting(basic -> new String(basic.identity(), UTF_8))
        .containsExactly("alice", "bob", "erin");
  }

  @Shows(Demand.COMMIT_BEFORE_DATA)
  @Test
  void whoSawAProposalIsToldUntilItIsCommitted() throws MlsException {
    MlsGroup group = aliceAndBob();
    byte[] proposal = bob.group("group").proposeUpdate();
    group.process(proposal);

    assertThat(group.pendingProposals()).hasSize(1);
    assertThat(alice.restarted().group("group").pendingProposals()).hasSize(1);
    group = alice.group("group");
    group.commit(CommitSpec.builder().build());
    group.mergePendingCommit();
    assertThat(group.pendingProposals()).isEmpty();
  }

  @Shows(Demand.WELCOME_AFTER_ACCEPTANCE)
  @Test
  void aWelcomeIsKeptWithTheCommitThatWaits() throws MlsException {
    MlsGroup group = alice.client().createGroup(GROUP, Extensions.empty());
    byte[] welcome =
        group.commit(CommitSpec.builder().add(bob.keyPackage()).build()).welcome().orElseThrow();

    MlsGroup restarted = alice.restarted().group("group");
    assertThat(restarted.pendingCommit().flatMap(CommitBundle::welcome)).hasValue(welcome);
    restarted.discardPendingCommit();
    assertThat(restarted.pendingCommit()).isEqualTo(Optional.empty());
  }

  /** Four members, the last two leave: what is sent ends with the leaf of the second. */
  @Shows(Demand.TREE_IS_SENT_WITHOUT_BLANKS)
  @Test
  void aTreeIsSentWithoutBlanksAtItsEnd() throws MlsException {
    MlsGroup group = aliceAndBob();
    group.commit(
        CommitSpec.builder()
            .add(new Person("carol").keyPackage())
            .add(new Person("dave").keyPackage())
            .build());
    group.mergePendingCommit();
    group.commit(CommitSpec.builder().remove(2).remove(3).build());
    group.mergePendingCommit();

    GroupInfo info = MlsMessage.decode(group.groupInfo(), WireFormat.GROUP_INFO, GroupInfo::read);
    byte[] tree = info.extensions().find(Extensions.RATCHET_TREE).orElseThrow();
    byte[] lastLeaf = TlsWriter.encode(leafOfBob(tree)::write);
    assertThat(HexFormat.of().formatHex(tree)).endsWith(HexFormat.of().formatHex(lastLeaf));
    assertThat(new Person("erin").client().joinExternally(group.groupInfo()).members()).hasSize(3);
  }

  private static LeafNode leafOfBob(byte[] tree) throws MlsException {
    return TlsReader.parseOrRefuse(tree, "the tree", RatchetTree::read).leaf(1).orElseThrow();
  }
}
