package eu.paravent.mls.malice;

import static eu.paravent.mls.malice.Scene.NONE;
import static eu.paravent.mls.malice.Scene.capabilities;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.credential.AuthenticationService;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.group.Insider;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.tree.Capabilities;
import eu.paravent.mls.internal.tree.KeyPackage;
import eu.paravent.mls.internal.tree.LeafNode;
import eu.paravent.mls.internal.tree.LeafTemplate;
import eu.paravent.mls.internal.tree.Lifetime;
import eu.paravent.mls.internal.tree.ParentNode;
import eu.paravent.mls.internal.tree.TreeNode;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.observer.GroupObserver;
import eu.paravent.mls.testing.AcceptAll;
import eu.paravent.mls.testing.Person;
import eu.paravent.mls.testing.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * RFC 9420 §12.4.3.1: what is checked of a group that one is let into, by Welcome with the tree
 * inside or apart, by external commit, or as an observer. Each forgery is tried on all four ways.
 */
@Tag("checklist-7")
@Tag("checklist-8")
class JoinRulesTest {
  private static final SuiteCrypto CRYPTO = Vectors.crypto();

  private final Person victim = new Person("dave");

  /** A change of an honest group that must not be accepted. */
  @FunctionalInterface
  private interface Forgery {
    void on(ForgedGroup group) throws Exception;
  }

  private record Case(String name, boolean warm, Reason reason, String because, Forgery forgery) {}

  /** Alice, Bob, Carol, Dave; cold: no parent nodes. Warm: parents 1 and 3, Dave unmerged at 3. */
  private static ForgedGroup group(boolean warm, KeyPackage dave) throws MlsException {
    Person alice = new Person("alice");
    Person bob = new Person("bob");
    MlsGroup ofAlice = alice.client().createGroup("group".getBytes(UTF_8), Extensions.empty());
    byte[] welcome =
        ofAlice
            .commit(
                CommitSpec.builder()
                    .add(bob.keyPackage())
                    .add(new Person("carol").keyPackage())
                    .withoutPath()
                    .build())
            .welcome()
            .orElseThrow();
    ofAlice.mergePendingCommit();
    if (warm) {
      ofAlice.process(bob.client().join(welcome).commit(CommitSpec.selfUpdate()).commit());
    }
    return new ForgedGroup(Insider.of(alice, "group")).add(dave.leafNode());
  }

  private static LeafTemplate template(String name) throws MlsException {
    return new LeafTemplate(
        new Credential.Basic(name.getBytes(UTF_8)), capabilities(), Extensions.empty());
  }

  private static SignatureKeyPair someKey() {
    return CRYPTO.signatureKeyPair(new Person("any").key());
  }

  private static byte[] publicKey() {
    return CRYPTO.generateKeyPair().publicKey();
  }

  private static LeafNode invented(LeafTemplate template) {
    return invented(template, someKey(), publicKey());
  }

  private static LeafNode invented(LeafTemplate template, SignatureKeyPair key, byte[] kem) {
    return LeafNode.forKeyPackage(CRYPTO, key, template, kem, new Lifetime(0, 1));
  }

  private static LeafNode resigned(LeafNode leaf) throws Exception {
    byte[] bytes = TlsWriter.encode(leaf::write);
    bytes[bytes.length - 1] ^= 1;
    return TlsReader.parse(bytes, LeafNode::read);
  }

  private static Capabilities lacking(List<Integer> suites, List<Integer> credentials)
      throws MlsException {
    Capabilities all = capabilities();
    return new Capabilities(all.versions(), suites, all.extensions(), all.proposals(), credentials);
  }

  private static ParentNode parent(ForgedGroup group, int node) {
    return (ParentNode) group.nodes.get(node).orElseThrow();
  }

  private static Case cold(String name, Reason reason, String because, Forgery forgery) {
    return new Case(name, false, reason, because, forgery);
  }

  private static Case rule(String name, String because, Forgery forgery) {
    return cold(name, Reason.RULE_VIOLATION, because, forgery);
  }

  private static Case forged(String name, String because, Forgery forgery) {
    return cold(name, Reason.NOT_AUTHENTIC, because, forgery);
  }

  private static Case warm(String name, Reason reason, String because, Forgery forgery) {
    return new Case(name, true, reason, because, forgery);
  }

  private static Stream<Case> leaves() {
    return Stream.of(
        forged("changed leaf signature", "leaf 1", g -> g.set(2, resigned(g.leaf(1)))),
        forged(
            "a leaf with a key that did not sign it",
            "leaf 1",
            g ->
                g.set(
                    2,
                    invented(
                        template("bob"),
                        new SignatureKeyPair(someKey().privateKey(), g.leaf(1).signatureKey()),
                        publicKey()))),
        forged(
            "an updated leaf of another place",
            "leaf 1",
            g ->
                g.set(
                    2,
                    LeafNode.forUpdate(
                        CRYPTO, someKey(), template("bob"), publicKey(), g.groupId(), 2))),
        forged(
            "an updated leaf of another group",
            "leaf 1",
            g ->
                g.set(
                    2,
                    LeafNode.forUpdate(CRYPTO, someKey(), template("bob"), publicKey(), NONE, 1))),
        forged(
            "a committed leaf of another place",
            "leaf 1",
            g ->
                g.set(
                    2,
                    LeafNode.forCommit(
                        CRYPTO, someKey(), template("bob"), publicKey(), NONE, g.groupId(), 0))),
        rule(
            "two leaves with one encryption key",
            "encryption key stands twice",
            g -> g.set(2, invented(template("bob"), someKey(), g.leaf(2).encryptionKey()))),
        rule(
            "a leaf key that nothing can be encrypted to",
            "public key for encryption",
            g -> g.set(2, invented(template("bob"), someKey(), new byte[32]))),
        rule(
            "a leaf key that is too short",
            "public key for encryption",
            g -> g.set(2, invented(template("bob"), someKey(), new byte[31]))),
        rule(
            "two leaves with one signature key",
            "same signature key",
            g -> {
              SignatureKeyPair key = someKey();
              g.set(2, invented(template("bob"), key, publicKey()));
              g.set(4, invented(template("carol"), key, publicKey()));
            }),
        rule(
            "a leaf without the suite",
            "version and cipher suite",
            g ->
                g.set(
                    2,
                    invented(
                        new LeafTemplate(
                            new Credential.Basic(NONE),
                            lacking(List.of(2), List.of(1)),
                            Extensions.empty())))),
        rule(
            "a leaf that does not list its credential",
            "credential type",
            g ->
                g.set(
                    2,
                    invented(
                        new LeafTemplate(
                            new Credential.Basic(NONE),
                            lacking(List.of(1), List.of(2)),
                            Extensions.empty())))),
        rule(
            "a credential type that others do not support",
            "credential type",
            g ->
                g.set(
                    2,
                    invented(
                        new LeafTemplate(
                            new Credential.Unknown(0xfafa, NONE),
                            lacking(List.of(1), List.of(1, 2, 0xfafa)),
                            Extensions.empty())))),
        rule(
            "a leaf extension that is not listed",
            "extension type",
            g ->
                g.set(
                    2,
                    invented(
                        new LeafTemplate(
                            new Credential.Basic(NONE),
                            capabilities(),
                            Extensions.empty().with(0xf456, NONE))))),
        rule(
            "required capabilities that nobody has",
            "required capabilities",
            g ->
                g.contextExtensions(
                    Extensions.empty()
                        .with(
                            Extensions.REQUIRED_CAPABILITIES,
                            new byte[] {2, (byte) 0xf4, 0x56, 0, 0}))),
        rule(
            "a context extension that members do not support",
            "context extension",
            g -> g.contextExtensions(Extensions.empty().with(0xf456, NONE))),
        cold(
            "required capabilities with trailing bytes",
            Reason.MALFORMED,
            "required_capabilities",
            g ->
                g.contextExtensions(
                    Extensions.empty().with(Extensions.REQUIRED_CAPABILITIES, new byte[4]))));
  }

  private static Stream<Case> infos() {
    return Stream.of(
        rule("another tree hash", "not the one of the group info", g -> g.treeHash(new byte[32])),
        rule("a short tree hash", "not the one of the group info", g -> g.treeHash(NONE)),
        rule(
            "another tree",
            "not the one of the group info",
            g -> {
              g.treeHash(
                  TlsReader.parse(g.tree(), eu.paravent.mls.internal.tree.RatchetTree::read)
                      .treeHash(CRYPTO)
                      .clone());
              g.set(2, invented(template("mallory")));
            }),
        rule("signed by nobody", "signer", g -> g.signedBy(4)),
        rule("signed by leaf 2^30", "signer", g -> g.signedBy(1L << 30)),
        rule("signed by leaf 2^31", "signer", g -> g.signedBy(1L << 31)),
        rule("signed by leaf 2^32 - 1", "signer", g -> g.signedBy((1L << 32) - 1)),
        forged("signed by another member", "group info", g -> g.signedBy(1)),
        forged("signed by a stranger", "group info", g -> g.signedBy(0, someKey())),
        cold("a suite of the future", Reason.UNSUPPORTED, "uite", g -> g.cipherSuite(0xfafa)));
  }

  private static Case malformed(String name, Forgery forgery) {
    return cold(name, Reason.MALFORMED, "", forgery);
  }

  private static Stream<Case> shapes() {
    return Stream.of(
        malformed("no tree", g -> g.rawTree(new byte[] {0})),
        malformed("no bytes", g -> g.rawTree(NONE)),
        malformed(
            "a blank at the end",
            g -> {
              List<Optional<TreeNode>> longer = new ArrayList<>(g.nodes);
              longer.add(Optional.empty());
              longer.add(Optional.empty());
              g.rawTree(ForgedGroup.encoded(longer));
            }),
        malformed(
            "an even number of nodes", g -> g.rawTree(ForgedGroup.encoded(g.nodes.subList(0, 6)))),
        malformed(
            "a leaf where a parent belongs",
            g -> {
              List<Optional<TreeNode>> moved = new ArrayList<>(g.nodes);
              moved.set(1, moved.get(2));
              g.rawTree(ForgedGroup.encoded(moved));
            }),
        malformed(
            "a parent where a leaf belongs",
            g -> {
              List<Optional<TreeNode>> moved = new ArrayList<>(g.nodes);
              moved.set(2, Optional.of(new ParentNode(publicKey(), NONE, List.of())));
              g.rawTree(ForgedGroup.encoded(moved));
            }),
        malformed(
            "bytes after the tree", g -> g.rawTree(Arrays.copyOf(g.tree(), g.tree().length + 1))),
        malformed("cut", g -> g.rawTree(Arrays.copyOf(g.tree(), g.tree().length - 1))),
        malformed(
            "neither blank nor present",
            g -> {
              byte[] bytes = g.tree();
              bytes[2] = 2;
              g.rawTree(bytes);
            }),
        malformed(
            "an unknown node type",
            g -> {
              byte[] bytes = g.tree();
              bytes[3] = 3;
              g.rawTree(bytes);
            }));
  }

  private static Case unmerged(
      String name, Reason reason, String because, int node, List<Integer> leaves) {
    return warm(
        name,
        reason,
        because,
        g ->
            g.set(
                node,
                new ParentNode(
                    parent(g, node).encryptionKey(), parent(g, node).parentHash(), leaves)));
  }

  private static Stream<Case> parents() {
    Reason rule = Reason.RULE_VIOLATION;
    return Stream.of(
        warm(
            "a changed parent hash",
            rule,
            "vouched",
            g -> g.set(1, new ParentNode(parent(g, 1).encryptionKey(), new byte[32], List.of()))),
        warm(
            "another key in a parent",
            rule,
            "vouched",
            g -> g.set(1, new ParentNode(publicKey(), parent(g, 1).parentHash(), List.of()))),
        warm(
            "another key in the root",
            rule,
            "vouched",
            g -> g.set(3, new ParentNode(publicKey(), NONE, parent(g, 3).unmergedLeaves()))),
        warm(
            "an invented parent",
            rule,
            "vouched",
            g -> g.set(5, new ParentNode(publicKey(), NONE, List.of(3)))),
        warm(
            "a parent with a leaf's key",
            rule,
            "encryption key stands twice",
            g ->
                g.set(
                    3,
                    new ParentNode(
                        g.leaf(2).encryptionKey(), NONE, parent(g, 3).unmergedLeaves()))),
        warm(
            "another leaf below a parent",
            rule,
            "vouched",
            g -> g.set(4, invented(template("mallory")))),
        unmerged("an unmerged leaf that is not named", rule, "vouched", 3, List.of()),
        unmerged("a merged leaf named as unmerged", rule, "", 3, List.of(0, 3)),
        unmerged("an unmerged leaf of elsewhere", rule, "unmerged", 1, List.of(2)),
        unmerged("an unmerged leaf beyond the tree", rule, "unmerged", 3, List.of(3, 4)),
        warm(
            "an unmerged leaf that is blank",
            rule,
            "unmerged",
            g -> {
              g.nodes.set(6, Optional.empty());
            }),
        unmerged("unmerged leaves twice", Reason.MALFORMED, "", 3, List.of(3, 3)),
        unmerged("unmerged leaves unsorted", Reason.MALFORMED, "", 3, List.of(3, 2)),
        unmerged("an unmerged leaf 2^30", Reason.MALFORMED, "", 3, List.of(3, 1 << 30)),
        unmerged("an unmerged leaf 2^31", Reason.MALFORMED, "", 3, List.of(3, 1 << 31)),
        unmerged("an unmerged leaf 2^32 - 1", Reason.MALFORMED, "", 3, List.of(3, -1)));
  }

  @TestFactory
  @Shows({
    Demand.UNMERGED_LEAVES_ARE_SORTED,
    Demand.CHANGED_LEAVES_ARE_SIGNED,
    Demand.PARENT_HASHES_OF_A_TREE,
    Demand.CONTEXT_EXTENSIONS_SUPPORTED,
    Demand.INFO_SIGNATURE,
    Demand.TREE_ENDS_WITH_A_NODE,
    Demand.TREE_HASH,
    Demand.JOINER_SUPPORTS_EXTENSIONS,
    Demand.KEYS_DIFFER
  })
  Stream<DynamicTest> everyForgeryIsRefusedOnEveryWayIn() {
    return Stream.of(leaves(), infos(), shapes(), parents())
        .flatMap(cases -> cases)
        .map(c -> DynamicTest.dynamicTest(c.name, () -> refusedOnEveryWay(c)));
  }

  private static void refusedOnEveryWay(Case c) throws Exception {
    Person victim = new Person("dave");
    KeyPackage dave = Scene.read(victim.keyPackage());
    ForgedGroup group = group(c.warm, dave);
    c.forgery.on(group);
    Map<String, String> before = victim.storage().contents();
    byte[] inside = group.welcome(dave);
    byte[] apart = group.welcome(ForgedGroup.Invitation.of(dave), false);
    byte[] info = group.groupInfo();

    Scene.refuses(c.reason, c.because, () -> victim.client().join(inside));
    Scene.refuses(c.reason, c.because, () -> victim.client().join(apart, group.tree()));
    Scene.refuses(c.reason, c.because, () -> new Person("erin").client().joinExternally(info));
    Scene.refuses(
        c.reason,
        c.because,
        () -> GroupObserver.open(info, new AcceptAll(), GroupPolicy.allowAll()));
    // nothing was used up: the honest Welcome is still joined
    assertThat(victim.storage().contents()).isEqualTo(before);
    assertThat(victim.client().join(group(c.warm, dave).welcome(dave)).members()).hasSize(4);
  }

  @Test
  void theSameGroupsUnchangedAreJoinedOnEveryWay() throws Exception {
    for (boolean warm : new boolean[] {false, true}) {
      Person joiner = new Person("dave");
      KeyPackage dave = Scene.read(joiner.keyPackage());
      ForgedGroup group = group(warm, dave);
      joiner.twin().client().join(group.welcome(dave));
      joiner
          .twin()
          .client()
          .join(group.welcome(ForgedGroup.Invitation.of(dave), false), group.tree());
      new Person("erin").client().joinExternally(group.groupInfo());
      GroupObserver.open(group.groupInfo(), new AcceptAll(), GroupPolicy.allowAll());
    }
  }

  /** An observer follows groups of any suite; a client has one. */
  @Test
  void aGroupOfAnotherSuiteIsRefused() throws Exception {
    KeyPackage dave = Scene.read(victim.keyPackage());
    ForgedGroup group = group(false, dave).cipherSuite(2);
    byte[] welcome = group.welcome(dave);
    byte[] info = group.groupInfo();

    Scene.refuses(Reason.UNSUPPORTED, "cipher suite", () -> victim.client().join(welcome));
    Scene.refuses(Reason.UNSUPPORTED, "cipher suite", () -> victim.client().joinExternally(info));
  }

  /** An expired leaf in a tree that exists is the application's to judge, not the protocol's. */
  @Tag("checklist-37")
  @Test
  void anExpiredLeafInTheTreeDoesNotKeepOthersOut() throws Exception {
    KeyPackage dave = Scene.read(victim.keyPackage());
    ForgedGroup group = group(false, dave);
    group.set(2, invented(template("bob")));

    assertThat(victim.client().join(group.welcome(dave)).members()).hasSize(4);
  }

  @Test
  @Shows(Demand.CREDENTIALS_OF_A_GROUP)
  void aMemberThatTheAuthenticationServiceRefusesKeepsTheJoinerOut() throws Exception {
    AuthenticationService strict =
        new AuthenticationService() {
          @Override
          public void validate(Presented presented) throws CredentialException {
            if (new String(((Credential.Basic) presented.credential()).identity(), UTF_8)
                .equals("carol")) {
              throw new CredentialException("carol is not known here");
            }
          }

          @Override
          public boolean sameClient(Credential before, Credential after) {
            return new AcceptAll().sameClient(before, after);
          }
        };
    KeyPackage dave = Scene.read(victim.keyPackage());
    ForgedGroup group = group(true, dave);
    byte[] info = group.groupInfo();
    victim.with(strict);
    byte[] welcome = group.welcome(dave);

    Scene.refuses(Reason.CREDENTIAL_REJECTED, "carol", () -> victim.client().join(welcome));
    Scene.refuses(Reason.CREDENTIAL_REJECTED, "carol", () -> victim.client().joinExternally(info));
    Scene.refuses(
        Reason.CREDENTIAL_REJECTED,
        "carol",
        () -> GroupObserver.open(info, strict, GroupPolicy.allowAll()));
  }
}
