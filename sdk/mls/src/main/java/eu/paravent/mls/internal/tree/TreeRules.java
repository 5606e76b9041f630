package eu.paravent.mls.internal.tree;

import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold for a tree that comes from outside (RFC 9420 §7.9.2, §12.4.3.1). */
public final class TreeRules {
  private TreeRules() {}

  /** Everything but the leaves' own validity: unmerged leaves, unique keys, parent hashes. */
  public static void check(SuiteCrypto crypto, RatchetTree tree) throws MlsException {
    checkUnmergedLeaves(tree);
    checkUniqueKeys(tree);
    checkParentHashes(crypto, tree);
  }

  static void checkUnmergedLeaves(RatchetTree tree) throws MlsException {
    for (int node = 1; node < TreeMath.nodeCount(tree.leafCount()); node += 2) {
      ParentNode parent = tree.parentAt(node);
      if (parent == null) {
        continue;
      }
      for (int leaf : parent.unmergedLeaves()) {
        if (!TreeMath.inSubtree(TreeMath.node(leaf), node) || tree.leaf(leaf).isEmpty()) {
          throw violated("Node " + node + " names an unmerged leaf that is not below it");
        }
        for (int between = TreeMath.parent(TreeMath.node(leaf));
            between != node;
            between = TreeMath.parent(between)) {
          ParentNode lower = tree.parentAt(between);
          if (lower != null && !lower.unmergedLeaves().contains(leaf)) {
            throw violated("Leaf " + leaf + " is unmerged above, but not at node " + between);
          }
        }
      }
    }
  }

  /** RFC 9420 §7.3, §12.4.3.1: all encryption keys differ, and all signature keys do. */
  public static void checkUniqueKeys(RatchetTree tree) throws MlsException {
    Set<ByteBuffer> encryptionKeys = new HashSet<>();
    Set<ByteBuffer> signatureKeys = new HashSet<>();
    for (int node = 0; node < TreeMath.nodeCount(tree.leafCount()); node++) {
      TreeNode value = tree.nodeAt(node);
      if (value == null) {
        continue;
      }
      if (!encryptionKeys.add(ByteBuffer.wrap(value.encryptionKey()))) {
        throw violated("An encryption key stands twice in the tree");
      }
      if (value instanceof LeafNode leaf
          && !signatureKeys.add(ByteBuffer.wrap(leaf.signatureKey()))) {
        throw violated("Two members have the same signature key");
      }
    }
  }

  /**
   * The same for a tree made from one whose keys are unique: only nodes that are new can meet
   * another.
   */
  public static void checkUniqueKeys(RatchetTree before, RatchetTree next) throws MlsException {
    KeyFilter fresh = new KeyFilter();
    int known = TreeMath.nodeCount(before.leafCount());
    int count = TreeMath.nodeCount(next.leafCount());
    for (int node = 0; node < count; node++) {
      TreeNode value = next.nodeAt(node);
      if (value != null && (node >= known || before.nodeAt(node) != value)) {
        fresh.add(value);
      }
    }
    for (int node = 0; node < count; node++) {
      TreeNode value = next.nodeAt(node);
      if (value != null && node < known && before.nodeAt(node) == value) {
        fresh.refuse(value);
      }
    }
  }

  /** RFC 9420 §7.9.2, top down: exactly one descendant vouches for each parent node. */
  static void checkParentHashes(SuiteCrypto crypto, RatchetTree tree) throws MlsException {
    for (int node = 1; node < TreeMath.nodeCount(tree.leafCount()); node += 2) {
      ParentNode parent = tree.parentAt(node);
      if (parent == null) {
        continue;
      }
      int left = TreeMath.left(node);
      int right = TreeMath.right(node);
      int vouching =
          vouching(crypto, tree, parent, left, right) + vouching(crypto, tree, parent, right, left);
      if (vouching != 1) {
        throw violated("Node " + node + " is not vouched for by a parent hash");
      }
    }
  }

  private static int vouching(
      SuiteCrypto crypto, RatchetTree tree, ParentNode parent, int child, int sibling) {
    List<Integer> resolution = tree.resolution(child);
    Set<Integer> unmerged = new HashSet<>();
    for (int leaf : parent.unmergedLeaves()) {
      if (TreeMath.inSubtree(TreeMath.node(leaf), child)) {
        unmerged.add(TreeMath.node(leaf));
      }
    }
    if (resolution.size() != unmerged.size() + 1) {
      return 0;
    }
    int count = 0;
    byte[] expected = null;
    for (int candidate : resolution) {
      // the resolution without the candidate is to be exactly the unmerged leaves
      if (unmerged.contains(candidate)
          || !resolution.stream().allMatch(n -> n == candidate || unmerged.contains(n))) {
        continue;
      }
      TreeNode value = tree.nodeAt(candidate);
      if (value == null || value.parentHash().length == 0) {
        continue;
      }
      if (expected == null) {
        expected = tree.parentHash(crypto, parent, sibling);
      }
      if (ByteBuffer.wrap(expected).equals(ByteBuffer.wrap(value.parentHash()))) {
        count++;
      }
    }
    return count;
  }

  static MlsException violated(String message) {
    return new MlsException(Reason.RULE_VIOLATION, message);
  }
}
