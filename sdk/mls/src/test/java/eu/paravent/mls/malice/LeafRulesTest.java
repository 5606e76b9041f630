package eu.paravent.mls.malice;

import static eu.paravent.mls.malice.Scene.NONE;
import static eu.paravent.mls.malice.Scene.capabilities;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.credential.AuthenticationService;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.framing.MlsMessage;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.framing.ProposalOrRef;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.internal.group.Insider;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.tree.Capabilities;
import eu.paravent.mls.internal.tree.KeyPackage;
import eu.paravent.mls.internal.tree.LeafNode;
import eu.paravent.mls.internal.tree.LeafTemplate;
import eu.paravent.mls.internal.tree.Lifetime;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.testing.AcceptAll;
import eu.paravent.mls.testing.Person;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** RFC 9420 §7.3, §10.1: leaves and key packages that come with Add and Update proposals. */
@Tag("checklist-13")
@Tag("checklist-17")
@Shows({Demand.LIST_IS_VALID, Demand.LIST_IS_VERIFIED_BY_BOTH})
class LeafRulesTest {
  private Scene scene;
  private SuiteCrypto crypto;
  private Insider alice;
  private SignatureKeyPair erin;

  @BeforeEach
  void meet() throws MlsException {
    scene = new Scene();
    alice = scene.insider();
    crypto = alice.crypto();
    erin = crypto.signatureKeyPair(new Person("erin").key());
  }

  /** Refused as a proposal, and as part of a commit. */
  private void refused(Reason reason, String because, KeyPackage keyPackage) throws MlsException {
    Proposal add = new Proposal.Add(keyPackage);
    scene.refused(reason, because, new Forge(alice).proposal(add));
    scene.refused(
        reason, because, new Forge(alice).commit(List.of(add), Optional.of(Paths.of(alice, add))));
    byte[] message = MlsMessage.encode(WireFormat.KEY_PACKAGE, keyPackage::write);
    Scene.refuses(
        reason, because, () -> scene.ofAlice.commit(CommitSpec.builder().add(message).build()));
    Scene.refuses(reason, because, () -> scene.ofAlice.proposeAdd(message));
  }

  private void refused(String because, KeyPackage keyPackage) throws MlsException {
    refused(Reason.RULE_VIOLATION, because, keyPackage);
  }

  private LeafTemplate honest() throws MlsException {
    return template(capabilities(), Extensions.empty());
  }

  private static LeafTemplate template(Capabilities capabilities, Extensions extensions) {
    return new LeafTemplate(new Credential.Basic("erin".getBytes()), capabilities, extensions);
  }

  private byte[] publicKey() {
    return crypto.generateKeyPair().publicKey();
  }

  private LeafNode leaf(LeafTemplate template) {
    return LeafNode.forKeyPackage(crypto, erin, template, publicKey(), new Lifetime(0, -1L));
  }

  private KeyPackage keyPackage(LeafNode leaf) {
    return KeyPackage.sign(crypto, erin, publicKey(), leaf, Extensions.empty());
  }

  private static Capabilities change(
      List<Integer> versions, List<Integer> suites, List<Integer> credentials) throws MlsException {
    Capabilities all = capabilities();
    return new Capabilities(versions, suites, all.extensions(), all.proposals(), credentials);
  }

  @Test
  void theSameKeyPackageWithNothingWrongIsAdded() throws MlsException {
    KeyPackage right = keyPackage(leaf(honest()));
    scene.everyone(
        scene
            .ofAlice
            .commit(
                CommitSpec.builder()
                    .add(MlsMessage.encode(WireFormat.KEY_PACKAGE, right::write))
                    .build())
            .commit());
    assertThat(scene.ofBob.members()).hasSize(4);
  }

  @Test
  @Shows(Demand.NO_DOWNGRADE)
  void aKeyPackageOfAnotherSuiteIsRefused() throws MlsException {
    Person other =
        new Person("erin", CipherSuite.MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_ED25519);
    refused("version or cipher suite", Scene.read(other.keyPackage()));
  }

  @Test
  @Shows({Demand.KEY_PACKAGE_VERSION, Demand.NO_DOWNGRADE})
  void aKeyPackageOfAnotherVersionIsRefused() throws MlsException {
    LeafNode leaf = leaf(honest());
    byte[] initKey = publicKey();
    TlsWriter out = new TlsWriter().u16(2).u16(crypto.suite().value()).opaque(initKey);
    leaf.write(out);
    byte[] unsigned = out.opaque(NONE).toBytes();

    refused(
        "version or cipher suite",
        new KeyPackage(
            2,
            crypto.suite().value(),
            initKey,
            leaf,
            Extensions.empty(),
            unsigned,
            crypto.signWithLabel(erin, "KeyPackageTBS", unsigned)));
  }

  @Test
  @Shows(Demand.INIT_KEY_IS_UNIQUE)
  void aKeyPackageWhoseInitKeyIsItsEncryptionKeyIsRefused() throws MlsException {
    LeafNode leaf = leaf(honest());
    refused(
        "init key", KeyPackage.sign(crypto, erin, leaf.encryptionKey(), leaf, Extensions.empty()));
  }

  @Test
  @Shows(Demand.KEY_PACKAGE_LEAF_SOURCE)
  void aKeyPackageWithALeafOfAnotherSourceIsRefused() throws MlsException {
    refused(
        "source",
        keyPackage(
            LeafNode.forUpdate(crypto, erin, honest(), publicKey(), alice.group().groupId(), 3)));
    refused(
        "source",
        keyPackage(
            LeafNode.forCommit(
                crypto, erin, honest(), publicKey(), NONE, alice.group().groupId(), 3)));
  }

  @Test
  @Shows(Demand.KEY_PACKAGE_SIGNATURE)
  void aKeyPackageOrALeafSignedByAnotherKeyIsRefused() throws MlsException {
    SignatureKeyPair mallory = crypto.signatureKeyPair(new Person("mallory").key());
    LeafNode leaf = leaf(honest());
    refused(
        Reason.NOT_AUTHENTIC,
        "signature",
        KeyPackage.sign(crypto, mallory, publicKey(), leaf, Extensions.empty()));
    // the leaf claims Erin's key and is signed by another
    SignatureKeyPair claimed = new SignatureKeyPair(mallory.privateKey().copy(), erin.publicKey());
    refused(
        Reason.NOT_AUTHENTIC,
        "signature",
        KeyPackage.sign(
            crypto,
            erin,
            publicKey(),
            LeafNode.forKeyPackage(crypto, claimed, honest(), publicKey(), new Lifetime(0, -1L)),
            Extensions.empty()));
  }

  /** A signature over a leaf does not pass for one over a key package, and so on. */
  @Tag("checklist-17")
  @Test
  void aSignatureUnderAnotherLabelIsRefused() throws MlsException {
    KeyPackage right = keyPackage(leaf(honest()));
    refused(
        Reason.NOT_AUTHENTIC,
        "signature",
        new KeyPackage(
            right.version(),
            right.cipherSuite(),
            right.initKey(),
            right.leafNode(),
            right.extensions(),
            right.unsigned(),
            crypto.signWithLabel(erin, "LeafNodeTBS", right.unsigned())));
  }

  /** RFC 9420 §10: an extension of a key package that nobody knows is no reason to refuse it. */
  @Tag("checklist-3")
  @Test
  @Shows({Demand.KEY_PACKAGE_EXTENSIONS_UNKNOWN, Demand.KEY_PACKAGE_UNKNOWN_VALUES})
  void anUnknownExtensionOfAKeyPackageIsIgnored() throws MlsException {
    KeyPackage strange =
        KeyPackage.sign(
            crypto, erin, publicKey(), leaf(honest()), Extensions.empty().with(0xf456, NONE));
    scene.ofBob.process(new Forge(alice).proposal(new Proposal.Add(strange)));
  }

  @Test
  void aLeafThatDoesNotSupportTheGroupsVersionOrSuiteIsRefused() throws MlsException {
    int suite = crypto.suite().value();
    for (Capabilities lacking :
        List.of(
            change(List.of(2), List.of(suite), List.of(1)),
            change(List.of(), List.of(suite), List.of(1)),
            change(List.of(1), List.of(2, 3), List.of(1)))) {
      refused("version and cipher suite", keyPackage(leaf(template(lacking, Extensions.empty()))));
    }
  }

  @Test
  @Shows(Demand.CREDENTIAL_TYPE_IS_LISTED)
  void aLeafThatDoesNotListItsOwnCredentialTypeIsRefused() throws MlsException {
    refused(
        "credential type",
        keyPackage(
            leaf(
                template(
                    change(List.of(1), List.of(crypto.suite().value()), List.of(2)),
                    Extensions.empty()))));
  }

  @Test
  void aLeafWhoseCredentialTypeAMemberDoesNotSupportIsRefused() throws MlsException {
    Capabilities own = change(List.of(1), List.of(crypto.suite().value()), List.of(1, 2, 0xf0f0));
    LeafNode leaf =
        leaf(new LeafTemplate(new Credential.Unknown(0xf0f0, NONE), own, Extensions.empty()));
    Proposal add = new Proposal.Add(keyPackage(leaf));

    scene.refused(
        Reason.RULE_VIOLATION,
        "credential type",
        new Forge(alice).commit(List.of(add), Optional.of(Paths.of(alice, add))));
  }

  @Test
  @Shows({Demand.LEAF_EXTENSIONS_ARE_LISTED, Demand.KEY_PACKAGE_EXTENSIONS_ARE_LISTED})
  void aLeafExtensionThatTheLeafDoesNotListIsRefused() throws MlsException {
    refused(
        "extension type",
        keyPackage(leaf(template(capabilities(), Extensions.empty().with(0xf456, NONE)))));
  }

  /** RFC 9420 §7.2: default types are supported without being listed. */
  @Tag("checklist-13")
  @Test
  void aDefaultExtensionNeedsNoListing() throws MlsException {
    KeyPackage withId =
        keyPackage(
            leaf(
                template(
                    capabilities(), Extensions.empty().with(Extensions.APPLICATION_ID, NONE))));
    scene.everyone(
        scene
            .ofAlice
            .commit(
                CommitSpec.builder()
                    .add(MlsMessage.encode(WireFormat.KEY_PACKAGE, withId::write))
                    .build())
            .commit());
  }

  @Test
  @Shows({Demand.REQUIRED_CAPABILITIES, Demand.NEW_MEMBER_FITS, Demand.NEW_MEMBER_LISTS_EXTENSIONS})
  void aLeafWithoutARequiredCapabilityIsRefused() throws MlsException {
    // X.509 credentials are required: everybody here lists them, but not Erin
    scene.everyone(
        scene
            .ofAlice
            .commit(
                CommitSpec.builder()
                    .contextExtensions(
                        Extensions.empty()
                            .with(Extensions.REQUIRED_CAPABILITIES, new byte[] {0, 0, 2, 0, 2}))
                    .build())
            .commit());
    alice = scene.insider();
    refused(
        "required capabilities",
        keyPackage(
            leaf(
                template(
                    change(List.of(1), List.of(crypto.suite().value()), List.of(1)),
                    Extensions.empty()))));
  }

  @Tag("checklist-12")
  @Test
  @Shows(Demand.KEYS_DIFFER)
  void anEncryptionKeyThatIsInTheTreeIsRefused() throws MlsException {
    byte[] ofCarol = alice.group().leaf(2).encryptionKey();
    LeafNode leaf = LeafNode.forKeyPackage(crypto, erin, honest(), ofCarol, new Lifetime(0, -1L));
    Proposal add = new Proposal.Add(keyPackage(leaf));

    scene.refused(
        Reason.RULE_VIOLATION,
        "encryption key stands twice",
        new Forge(alice).commit(List.of(add), Optional.of(Paths.of(alice, add))));
  }

  @Test
  @Shows(Demand.CREDENTIAL_OF_AN_ADD)
  void aCredentialThatTheAuthenticationServiceRefusesIsRefused() throws MlsException {
    AuthenticationService strict =
        new AuthenticationService() {
          @Override
          public void validate(Presented presented) throws CredentialException {
            if (new String(((Credential.Basic) presented.credential()).identity()).equals("erin")) {
              throw new CredentialException("nobody vouches for erin");
            }
          }

          @Override
          public boolean sameClient(Credential before, Credential after) {
            return new AcceptAll().sameClient(before, after);
          }
        };
    Proposal add = new Proposal.Add(keyPackage(leaf(honest())));
    byte[] commit = new Forge(alice).commit(List.of(add), Optional.of(Paths.of(alice, add)));
    var ofBob = scene.bob.twin().with(strict).group(Scene.GROUP);

    Scene.refuses(
        Reason.CREDENTIAL_REJECTED,
        "nobody vouches for erin",
        () -> ofBob.process(new Forge(alice).proposal(add)));
    Scene.refuses(
        Reason.CREDENTIAL_REJECTED, "nobody vouches for erin", () -> ofBob.process(commit));
  }

  // ---- Update

  private void updateRefused(Reason reason, String because, LeafNode leaf) throws MlsException {
    scene.refused(reason, because, new Forge(alice).proposal(new Proposal.Update(leaf)));
    // by value an Update is its committer's own, so it comes by reference or not at all
    scene.refused(
        Reason.RULE_VIOLATION,
        "Update of its committer",
        new Forge(alice)
            .commitOf(
                List.of(new ProposalOrRef.ByValue(new Proposal.Update(leaf))),
                Optional.of(Paths.of(alice))));
  }

  private LeafNode update(
      LeafTemplate template, byte[] encryptionKey, byte[] groupId, int leafIndex) {
    return LeafNode.forUpdate(crypto, alice.signer(), template, encryptionKey, groupId, leafIndex);
  }

  @Test
  void anUpdateWithALeafOfAnotherSourceIsRefused() throws MlsException {
    updateRefused(
        Reason.RULE_VIOLATION,
        "source",
        LeafNode.forKeyPackage(
            crypto, alice.signer(), alice.template(), publicKey(), new Lifetime(0, -1L)));
  }

  @Tag("checklist-12")
  @Test
  void anUpdateWithoutANewEncryptionKeyIsRefused() throws MlsException {
    updateRefused(
        Reason.RULE_VIOLATION,
        "new encryption key",
        update(
            alice.template(),
            alice.group().leaf(0).encryptionKey(),
            alice.group().groupId(),
            alice.leaf()));
  }

  @Tag("checklist-17")
  @Test
  void anUpdateSignedForAnotherGroupOrLeafIsRefused() throws MlsException {
    updateRefused(
        Reason.NOT_AUTHENTIC,
        "signature",
        update(alice.template(), publicKey(), "other".getBytes(), alice.leaf()));
    updateRefused(
        Reason.NOT_AUTHENTIC,
        "signature",
        update(alice.template(), publicKey(), alice.group().groupId(), 1));
  }

  @Test
  @Shows(Demand.SUCCESSOR_OF_A_CREDENTIAL)
  void anUpdateThatPassesTheLeafToAnotherClientIsRefused() throws MlsException {
    LeafTemplate asBob =
        new LeafTemplate(
            new Credential.Basic("bob".getBytes()), capabilities(), Extensions.empty());
    updateRefused(
        Reason.CREDENTIAL_REJECTED,
        "another client",
        update(asBob, publicKey(), alice.group().groupId(), alice.leaf()));
  }

  @Test
  void anUpdateThatDropsACapabilityInUseIsRefused() throws MlsException {
    LeafTemplate poor =
        new LeafTemplate(
            alice.template().credential(),
            change(List.of(1), List.of(2), List.of(1)),
            Extensions.empty());
    updateRefused(
        Reason.RULE_VIOLATION,
        "version and cipher suite",
        update(poor, publicKey(), alice.group().groupId(), alice.leaf()));
  }
}
