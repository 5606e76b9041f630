package eu.paravent.mls.internal.tree;

import eu.paravent.mls.DefectException;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ratchet tree (RFC 9420 §4) as a flat array with a cached hash per subtree: a change costs new
 * hashes along one path only. A tree that others see is not changed any more: change a {@link
 * #copy}, which shares the nodes. Not thread-safe while it changes or hashes.
 */
public final class RatchetTree {
  private @Nullable TreeNode[] nodes;
  private byte[] @Nullable [] hashes;

  private RatchetTree(@Nullable TreeNode[] nodes, byte[] @Nullable [] hashes) {
    this.nodes = nodes;
    this.hashes = hashes;
  }

  public static RatchetTree ofOne(LeafNode leaf) {
    return new RatchetTree(new @Nullable TreeNode[] {leaf}, new byte[] @Nullable [] {null});
  }

  public RatchetTree copy() {
    return new RatchetTree(nodes.clone(), hashes.clone());
  }

  /** A power of two. */
  public int leafCount() {
    return (nodes.length + 1) / 2;
  }

  public int root() {
    return TreeMath.root(leafCount());
  }

  public @Nullable TreeNode nodeAt(int node) {
    return nodes[node];
  }

  public @Nullable ParentNode parentAt(int node) {
    return (ParentNode) nodes[node];
  }

  /** Empty for a blank leaf, and for an index outside of the tree. */
  public Optional<LeafNode> leaf(long leafIndex) {
    return leafIndex < 0 || leafIndex >= leafCount()
        ? Optional.empty()
        : Optional.ofNullable((LeafNode) nodes[TreeMath.node((int) leafIndex)]);
  }

  /** Indices of the leaves that are not blank, ascending. */
  public List<Integer> members() {
    List<Integer> members = new ArrayList<>();
    for (int node = 0; node < nodes.length; node += 2) {
      if (nodes[node] != null) {
        members.add(node / 2);
      }
    }
    return members;
  }

  // ---- changes (RFC 9420 §7.7)

  private void set(int node, @Nullable TreeNode value) {
    nodes[node] = value;
    int root = root();
    for (int above = node; ; above = TreeMath.parent(above)) {
      hashes[above] = null;
      if (above == root) {
        return;
      }
    }
  }

  public int leftmostBlankLeaf() {
    for (int node = 0; node < nodes.length; node += 2) {
      if (nodes[node] == null) {
        return node / 2;
      }
    }
    return leafCount();
  }

  private void extend() {
    int count = 2 * nodes.length + 1;
    nodes = Arrays.copyOf(nodes, count);
    hashes = Arrays.copyOf(hashes, count);
  }

  /** RFC 9420 §12.1.1: takes the leftmost blank leaf and returns its index. */
  public int add(LeafNode leaf) {
    int index = leftmostBlankLeaf();
    if (index == leafCount()) {
      extend();
    }
    for (int node : TreeMath.directPath(index, leafCount())) {
      ParentNode parent = parentAt(node);
      if (parent != null) {
        nodes[node] = parent.withUnmerged(index);
      }
    }
    set(TreeMath.node(index), leaf);
    return index;
  }

  /** RFC 9420 §12.1.2. */
  public void update(int leafIndex, LeafNode leaf) {
    set(TreeMath.node(leafIndex), leaf);
    blankPath(leafIndex);
  }

  /** RFC 9420 §12.1.3: blanks and truncates. */
  public void remove(int leafIndex) {
    set(TreeMath.node(leafIndex), null);
    blankPath(leafIndex);
    truncate();
  }

  private void blankPath(int leafIndex) {
    for (int node : TreeMath.directPath(leafIndex, leafCount())) {
      nodes[node] = null;
    }
  }

  private void truncate() {
    int leaves = leafCount();
    while (leaves > 1 && blankFrom(leaves)) {
      leaves /= 2;
    }
    int count = TreeMath.nodeCount(leaves);
    if (count < nodes.length) {
      nodes = Arrays.copyOf(nodes, count);
      hashes = Arrays.copyOf(hashes, count);
    }
  }

  /** Whether the right half of the first {@code leaves} leaves is blank. */
  private boolean blankFrom(int leaves) {
    for (int node = leaves; node < 2 * leaves; node += 2) {
      if (nodes[node] != null) {
        return false;
      }
    }
    return true;
  }

  /** Sets the committer's leaf and the nodes of its filtered direct path; blanks the others. */
  void merge(int leafIndex, LeafNode leaf, List<Integer> filtered, List<ParentNode> parents) {
    blankPath(leafIndex);
    for (int i = 0; i < filtered.size(); i++) {
      nodes[filtered.get(i)] = parents.get(i);
    }
    set(TreeMath.node(leafIndex), leaf);
  }

  /** Room for a joiner: the leftmost blank leaf, the tree extended where there is none. */
  public int reserveLeaf() {
    int index = leftmostBlankLeaf();
    if (index == leafCount()) {
      extend();
    }
    return index;
  }

  // ---- paths (RFC 9420 §4.1.2)

  /** The nodes a message to all members below this node is encrypted to. */
  public List<Integer> resolution(int node) {
    List<Integer> result = new ArrayList<>();
    resolve(node, result);
    return result;
  }

  private void resolve(int node, List<Integer> result) {
    TreeNode value = nodes[node];
    if (value != null) {
      result.add(node);
      if (value instanceof ParentNode parent) {
        parent.unmergedLeaves().forEach(leaf -> result.add(TreeMath.node(leaf)));
      }
    } else if (!TreeMath.isLeaf(node)) {
      resolve(TreeMath.left(node), result);
      resolve(TreeMath.right(node), result);
    }
  }

  private boolean emptyResolution(int node) {
    if (nodes[node] != null) {
      return false;
    }
    return TreeMath.isLeaf(node)
        || (emptyResolution(TreeMath.left(node)) && emptyResolution(TreeMath.right(node)));
  }

  /** A node of a filtered direct path with the child that is not on the path. */
  public record PathStep(int node, int copathChild) {}

  /** From the lowest to the root, without nodes whose other child has an empty resolution. */
  public List<PathStep> filteredDirectPath(int leafIndex) {
    List<PathStep> steps = new ArrayList<>();
    int below = TreeMath.node(leafIndex);
    for (int node : TreeMath.directPath(leafIndex, leafCount())) {
      int other = TreeMath.sibling(below);
      if (!emptyResolution(other)) {
        steps.add(new PathStep(node, other));
      }
      below = node;
    }
    return steps;
  }

  // ---- hashes (RFC 9420 §7.8, §7.9)

  public byte[] treeHash(SuiteCrypto crypto) {
    return hash(crypto, root());
  }

  /** Not a copy: do not change it. */
  public byte[] hash(SuiteCrypto crypto, int node) {
    byte[] known = hashes[node];
    if (known == null) {
      known =
          TreeMath.isLeaf(node)
              ? leafHash(crypto, node, nodes[node])
              : parentHash(
                  crypto,
                  nodes[node],
                  hash(crypto, TreeMath.left(node)),
                  hash(crypto, TreeMath.right(node)));
      hashes[node] = known;
    }
    return known;
  }

  private static byte[] leafHash(SuiteCrypto crypto, int node, @Nullable TreeNode leaf) {
    TlsWriter out = new TlsWriter(512).u8(1).u32(node / 2);
    out.optional(Optional.ofNullable(leaf), TreeNode::write);
    return crypto.hash(out.toBytes());
  }

  private static byte[] parentHash(
      SuiteCrypto crypto, @Nullable TreeNode parent, byte[] left, byte[] right) {
    TlsWriter out = new TlsWriter(192).u8(2);
    out.optional(Optional.ofNullable(parent), TreeNode::write);
    return crypto.hash(out.opaque(left).opaque(right).toBytes());
  }

  /**
   * The tree hash of a subtree as if these leaves were not there: original_sibling_tree_hash (RFC
   * 9420 §7.9).
   */
  byte[] hashWithout(SuiteCrypto crypto, int node, List<Integer> leaves) {
    List<Integer> within =
        leaves.stream().filter(l -> TreeMath.inSubtree(TreeMath.node(l), node)).toList();
    if (within.isEmpty()) {
      return hash(crypto, node);
    }
    if (TreeMath.isLeaf(node)) {
      return leafHash(crypto, node, null);
    }
    ParentNode parent = parentAt(node);
    ParentNode stripped =
        parent == null
            ? null
            : parent.withUnmergedOnly(
                parent.unmergedLeaves().stream().filter(l -> !within.contains(l)).toList());
    return parentHash(
        crypto,
        stripped,
        hashWithout(crypto, TreeMath.left(node), within),
        hashWithout(crypto, TreeMath.right(node), within));
  }

  /** The parent hash of a parent node with this copath child (RFC 9420 §7.9). */
  byte[] parentHash(SuiteCrypto crypto, ParentNode parent, int copathChild) {
    return crypto.hash(
        new TlsWriter(128)
            .opaque(parent.encryptionKey())
            .opaque(parent.parentHash())
            .opaque(hashWithout(crypto, copathChild, parent.unmergedLeaves()))
            .toBytes());
  }

  // ---- wire (RFC 9420 §12.4.3.3)

  /** The ratchet_tree extension's content. */
  public static RatchetTree read(TlsReader in) throws MalformedException {
    List<Optional<TreeNode>> listed = new ArrayList<>();
    TlsReader inner = in.nested();
    while (inner.hasMore()) {
      boolean leaf = (listed.size() & 1) == 0;
      listed.add(inner.optional(node -> readNode(node, leaf)));
    }
    // RFC 9420 §12.4.3.3: the last node is not blank; only leaves can be last
    if (listed.isEmpty() || (listed.size() & 1) == 0 || listed.get(listed.size() - 1).isEmpty()) {
      throw new MalformedException("a ratchet tree ends with a leaf that is not blank");
    }
    int leaves = 1;
    while (TreeMath.nodeCount(leaves) < listed.size()) {
      leaves *= 2;
    }
    int count = TreeMath.nodeCount(leaves);
    @Nullable TreeNode[] nodes = new @Nullable TreeNode[count];
    for (int i = 0; i < listed.size(); i++) {
      nodes[i] = listed.get(i).orElse(null);
    }
    return new RatchetTree(nodes, new byte[count] @Nullable []);
  }

  private static TreeNode readNode(TlsReader in, boolean leaf) throws MalformedException {
    int type = in.u8();
    if (type != (leaf ? 1 : 2)) {
      throw new MalformedException("a node of type " + type + " stands at the wrong place");
    }
    return leaf ? LeafNode.read(in) : ParentNode.read(in);
  }

  public void write(TlsWriter out) {
    int last = nodes.length - 1;
    while (last >= 0 && nodes[last] == null) {
      last--;
    }
    if (last < 0) {
      throw new DefectException("A group without members cannot be written", null);
    }
    int count = last + 1;
    out.nested(
        inner -> {
          for (int i = 0; i < count; i++) {
            TreeNode node = nodes[i];
            inner.u8(node == null ? 0 : 1);
            if (node != null) {
              inner.u8(TreeMath.isLeaf(i) ? 1 : 2);
              node.write(inner);
            }
          }
        });
  }
}
