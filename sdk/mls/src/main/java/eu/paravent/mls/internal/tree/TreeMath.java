package eu.paravent.mls.internal.tree;

import java.util.ArrayList;
import java.util.List;

/** Node indices of a perfect binary tree in array order (RFC 9420 §4.1, appendix C). */
public final class TreeMath {
  private TreeMath() {}

  public static int node(int leafIndex) {
    return 2 * leafIndex;
  }

  public static boolean isLeaf(int node) {
    return (node & 1) == 0;
  }

  public static int level(int node) {
    return Integer.numberOfTrailingZeros(~node);
  }

  /**
   * @param leafCount a power of two
   */
  public static int nodeCount(int leafCount) {
    return 2 * leafCount - 1;
  }

  /**
   * @param leafCount a power of two
   */
  public static int root(int leafCount) {
    return leafCount - 1;
  }

  /** Of a node that is no leaf. */
  public static int left(int node) {
    return node ^ (1 << (level(node) - 1));
  }

  /** Of a node that is no leaf. */
  public static int right(int node) {
    return node ^ (3 << (level(node) - 1));
  }

  /** Of a node that is not the root. */
  public static int parent(int node) {
    int level = level(node);
    return (node | (1 << level)) & ~(1 << (level + 1));
  }

  /** Of a node that is not the root. */
  public static int sibling(int node) {
    int parent = parent(node);
    return node < parent ? right(parent) : left(parent);
  }

  /** Whether {@code descendant} is in the subtree of {@code ancestor}, or is it. */
  public static boolean inSubtree(int descendant, int ancestor) {
    int level = level(ancestor);
    return level(descendant) <= level && descendant >> (level + 1) == ancestor >> (level + 1);
  }

  /** Parents of a leaf, from the lowest to the root. */
  public static List<Integer> directPath(int leafIndex, int leafCount) {
    List<Integer> path = new ArrayList<>();
    int root = root(leafCount);
    for (int node = node(leafIndex); node != root; ) {
      node = parent(node);
      path.add(node);
    }
    return path;
  }

  /** The lowest node above both leaves, which differ. */
  public static int commonAncestor(int leafA, int leafB) {
    int node = node(leafA);
    while (!inSubtree(node(leafB), node)) {
      node = parent(node);
    }
    return node;
  }
}
