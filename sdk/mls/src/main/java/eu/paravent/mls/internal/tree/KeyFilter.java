package eu.paravent.mls.internal.tree;

import eu.paravent.mls.MlsException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * The keys of a few new nodes, each different from the others, that a big tree is held against (RFC
 * 9420 §7.3, §12.4.2: keys are unique in the tree). Two bytes of each key decide for nearly all of
 * the tree that it holds none of them; keys chosen to meet there cost a look into a hash set. Not
 * thread-safe.
 */
final class KeyFilter {
  private final Keys encryptionKeys = new Keys();
  private final Keys signatureKeys = new Keys();

  private static final class Keys {
    private final BitSet starts = new BitSet();
    private final Set<ByteBuffer> keys = new HashSet<>();

    private static int start(byte[] key) {
      return key.length < 4 ? 0 : (key[2] & 0xff) << 4 | (key[3] & 0x0f);
    }

    boolean add(byte[] key) {
      starts.set(start(key));
      return keys.add(ByteBuffer.wrap(key));
    }

    boolean contains(byte[] key) {
      return starts.get(start(key)) && keys.contains(ByteBuffer.wrap(key));
    }
  }

  /** Refuses a key that stands in another new node too. */
  void add(TreeNode node) throws MlsException {
    check(
        encryptionKeys.add(node.encryptionKey()),
        !(node instanceof LeafNode leaf) || signatureKeys.add(leaf.signatureKey()));
  }

  /** Refuses a node that is not new but has the key of a new one. */
  void refuse(TreeNode node) throws MlsException {
    check(
        !encryptionKeys.contains(node.encryptionKey()),
        !(node instanceof LeafNode leaf) || !signatureKeys.contains(leaf.signatureKey()));
  }

  private static void check(boolean encryptionKey, boolean signatureKey) throws MlsException {
    if (!encryptionKey) {
      throw TreeRules.violated("An encryption key stands twice in the tree");
    }
    if (!signatureKey) {
      throw TreeRules.violated("Two members have the same signature key");
    }
  }
}
