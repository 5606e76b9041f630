package eu.paravent.mls.internal.tree;

import static eu.paravent.mls.testing.Vectors.crypto;
import static eu.paravent.mls.testing.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.crypto.KemKeyPair;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.GroupContext;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.testing.Vectors;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** tree-math, tree-operations, tree-validation and treekem of the working group's vectors. */
class TreeVectorTest {
  @TestFactory
  Stream<DynamicTest> treeMath() {
    return Vectors.all("tree-math.json", TreeVectorTest::checkTreeMath);
  }

  private static void checkTreeMath(JsonObject c) {
    int leaves = c.getInt("n_leaves");
    int width = c.getInt("n_nodes");
    assertThat(TreeMath.nodeCount(leaves)).isEqualTo(width);
    assertThat(TreeMath.root(leaves)).isEqualTo(c.getInt("root"));
    checkEach(c.getArray("left"), TreeMath::left);
    checkEach(c.getArray("right"), TreeMath::right);
    checkEach(c.getArray("parent"), TreeMath::parent);
    checkEach(c.getArray("sibling"), TreeMath::sibling);
    for (int node = 0; node < width; node++) {
      boolean hasChildren = c.getArray("left").get(node) != null;
      assertThat(TreeMath.isLeaf(node)).isEqualTo(!hasChildren);
      assertThat(c.getArray("parent").get(node) == null).isEqualTo(node == TreeMath.root(leaves));
    }
  }

  private static void checkEach(JsonArray expected, IntUnaryOperator actual) {
    for (int node = 0; node < expected.size(); node++) {
      if (expected.get(node) != null) {
        assertThat(actual.applyAsInt(node)).as("node %d", node).isEqualTo(expected.getInt(node));
      }
    }
  }

  @Tag("checklist-11")
  @TestFactory
  Stream<DynamicTest> treeOperations() {
    return Vectors.all("tree-operations.json", TreeVectorTest::checkOperation);
  }

  private static void checkOperation(JsonObject c) throws Exception {
    SuiteCrypto crypto = crypto(c);
    RatchetTree tree = TlsReader.parse(hex(c, "tree_before"), RatchetTree::read);
    assertThat(tree.treeHash(crypto)).isEqualTo(hex(c, "tree_hash_before"));
    TlsReader proposal = new TlsReader(hex(c, "proposal"));
    switch (proposal.u16()) {
      case 1 -> tree.add(KeyPackage.read(proposal).leafNode());
      case 2 -> tree.update(c.getInt("proposal_sender"), LeafNode.read(proposal));
      case 3 -> tree.remove((int) proposal.u32());
      default -> throw new IllegalStateException("not a proposal that changes the tree");
    }
    proposal.finish();

    assertThat(TlsWriter.encode(tree::write)).isEqualTo(hex(c, "tree_after"));
    assertThat(tree.treeHash(crypto)).isEqualTo(hex(c, "tree_hash_after"));
  }

  @Tag("checklist-8")
  @TestFactory
  @Shows(Demand.BLANKS_IN_TREE_HASHES)
  Stream<DynamicTest> treeValidation() {
    return Vectors.all("tree-validation.json", TreeVectorTest::checkValidation);
  }

  private static void checkValidation(JsonObject c) throws Exception {
    SuiteCrypto crypto = crypto(c);
    RatchetTree tree = TlsReader.parse(hex(c, "tree"), RatchetTree::read);
    JsonArray hashes = c.getArray("tree_hashes");
    JsonArray resolutions = c.getArray("resolutions");
    for (int node = 0; node < hashes.size(); node++) {
      assertThat(HexFormat.of().formatHex(tree.hash(crypto, node)))
          .isEqualTo(hashes.getString(node));
      JsonArray expected = resolutions.getArray(node);
      assertThat(tree.resolution(node))
          .isEqualTo(IntStream.range(0, expected.size()).map(expected::getInt).boxed().toList());
    }
    assertThat(TlsWriter.encode(tree::write)).isEqualTo(hex(c, "tree"));

    TreeRules.check(crypto, tree);
    for (int leaf : tree.members()) {
      assertThat(tree.leaf(leaf).orElseThrow().verify(crypto, hex(c, "group_id"), leaf)).isTrue();
    }
  }

  @Tag("checklist-9")
  @TestFactory
  Stream<DynamicTest> treeKem() {
    return Vectors.all("treekem.json", TreeVectorTest::checkTreeKem);
  }

  private static void checkTreeKem(JsonObject c) throws Exception {
    SuiteCrypto crypto = crypto(c);
    byte[] groupId = hex(c, "group_id");
    RatchetTree tree = TlsReader.parse(hex(c, "ratchet_tree"), RatchetTree::read);
    JsonArray paths = c.getArray("update_paths");
    for (int i = 0; i < paths.size(); i++) {
      JsonObject vector = paths.getObject(i);
      int sender = vector.getInt("sender");
      UpdatePath path = TlsReader.parse(hex(vector, "update_path"), UpdatePath::read);
      RatchetTree after = tree.copy();
      new TreeKem(crypto).merge(after, sender, path, Set.of());
      assertThat(path.leafNode().verify(crypto, groupId, sender)).isTrue();
      assertThat(after.treeHash(crypto)).isEqualTo(hex(vector, "tree_hash_after"));

      byte[] context = context(c, after.treeHash(crypto));
      for (int leaf : after.members()) {
        if (leaf == sender) {
          continue;
        }
        TreeKem.Received received =
            new TreeKem(crypto)
                .receive(
                    after, sender, privateTree(c, leaf, tree, crypto), path, Set.of(), context);
        assertThat(received.commitSecret()).isEqualTo(Vectors.secret(vector, "commit_secret"));
      }
    }

    makeAndReceive(c, tree, crypto);
  }

  /** What the vectors' README asks too: a path of our own is understood by every other member. */
  private static void makeAndReceive(JsonObject c, RatchetTree tree, SuiteCrypto crypto)
      throws Exception {
    JsonArray leaves = c.getArray("leaves_private");
    for (int i = 0; i < leaves.size(); i++) {
      JsonObject own = leaves.getObject(i);
      int sender = own.getInt("index");
      SignatureKeyPair signer = crypto.signatureKeyPair(hex(own, "signature_priv"));
      RatchetTree mine = tree.copy();
      TreeKem.Created created =
          new TreeKem(crypto)
              .create(
                  mine,
                  sender,
                  privateTree(c, sender, tree, crypto),
                  new LeafTemplate(
                      tree.leaf(sender).orElseThrow().credential(),
                      tree.leaf(sender).orElseThrow().capabilities(),
                      tree.leaf(sender).orElseThrow().extensions()),
                  signer,
                  groupContext(c, tree.treeHash(crypto)),
                  Extensions.empty(),
                  Set.of());
      byte[] context = created.provisional().encode();
      UpdatePath path = TlsReader.parse(TlsWriter.encode(created.path()::write), UpdatePath::read);
      for (int leaf : tree.members()) {
        if (leaf != sender) {
          RatchetTree theirs = tree.copy();
          new TreeKem(crypto).merge(theirs, sender, path, Set.of());
          assertThat(theirs.treeHash(crypto)).isEqualTo(mine.treeHash(crypto));
          TreeKem.Received received =
              new TreeKem(crypto)
                  .receive(
                      theirs, sender, privateTree(c, leaf, tree, crypto), path, Set.of(), context);
          assertThat(received.commitSecret()).isEqualTo(created.commitSecret());
        }
      }
      TreeRules.check(crypto, mine);
    }
  }

  private static PrivateTree privateTree(
      JsonObject c, int leaf, RatchetTree tree, SuiteCrypto crypto) throws Exception {
    JsonArray leaves = c.getArray("leaves_private");
    for (int i = 0; i < leaves.size(); i++) {
      JsonObject one = leaves.getObject(i);
      if (one.getInt("index") == leaf) {
        KemKeyPair leafKey = crypto.keyPair(hex(one, "encryption_priv"));
        Map<Integer, KemKeyPair> above = new HashMap<>();
        JsonArray secrets = one.getArray("path_secrets");
        for (int s = 0; s < secrets.size(); s++) {
          byte[] nodeSecret = crypto.deriveSecret(hex(secrets.getObject(s), "path_secret"), "node");
          above.put(secrets.getObject(s).getInt("node"), crypto.deriveKeyPair(nodeSecret));
        }
        PrivateTree keys = PrivateTree.ofLeaf(leaf, leafKey).with(above).fittedTo(tree);
        assertThat(above.keySet()).allMatch(node -> keys.key(node).isPresent());
        return keys;
      }
    }
    throw new IllegalStateException("no private keys for leaf " + leaf);
  }

  private static byte[] context(JsonObject c, byte[] treeHash) {
    return groupContext(c, treeHash).encode();
  }

  private static GroupContext groupContext(JsonObject c, byte[] treeHash) {
    return new GroupContext(
        c.getInt("cipher_suite"),
        hex(c, "group_id"),
        c.getLong("epoch"),
        treeHash,
        hex(c, "confirmed_transcript_hash"),
        Extensions.empty());
  }
}
