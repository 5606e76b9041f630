package eu.paravent.mls.internal.tree;

import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.KemKeyPair;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The private keys this member holds, by node: its leaf and what it learned of its path (RFC 9420
 * §7.4).
 */
public final class PrivateTree {
  private final int leafIndex;
  private final Map<Integer, KemKeyPair> keys;

  private PrivateTree(int leafIndex, Map<Integer, KemKeyPair> keys) {
    this.leafIndex = leafIndex;
    this.keys = keys;
  }

  public static PrivateTree ofLeaf(int leafIndex, KemKeyPair leafKey) {
    Map<Integer, KemKeyPair> keys = new TreeMap<>();
    keys.put(TreeMath.node(leafIndex), leafKey);
    return new PrivateTree(leafIndex, keys);
  }

  public int leafIndex() {
    return leafIndex;
  }

  Optional<KemKeyPair> key(int node) {
    return Optional.ofNullable(keys.get(node));
  }

  /** With these keys added or replaced. */
  PrivateTree with(Map<Integer, KemKeyPair> added) {
    Map<Integer, KemKeyPair> next = new TreeMap<>(keys);
    next.putAll(added);
    return new PrivateTree(leafIndex, next);
  }

  /** With another leaf key: of an own Update proposal that was committed. */
  public PrivateTree withLeafKey(KemKeyPair leafKey) {
    return with(Map.of(TreeMath.node(leafIndex), leafKey));
  }

  /**
   * Only the keys that still fit this tree: those of blanked or overwritten nodes are dropped. The
   * own leaf key stays out too where the leaf is another.
   */
  public PrivateTree fittedTo(RatchetTree tree) {
    Map<Integer, KemKeyPair> next = new TreeMap<>();
    keys.forEach(
        (node, pair) -> {
          TreeNode value = node < TreeMath.nodeCount(tree.leafCount()) ? tree.nodeAt(node) : null;
          if (value != null && Arrays.equals(value.encryptionKey(), pair.publicKey())) {
            next.put(node, pair);
          }
        });
    return new PrivateTree(leafIndex, next);
  }

  public void write(TlsWriter out) {
    out.u32(leafIndex);
    out.vector(
        keys.entrySet(),
        (entry, w) -> w.u32(entry.getKey()).opaque(entry.getValue().privateKey().expose()));
  }

  private record Stored(int node, byte[] privateKey) {}

  /** The public halves come from the tree that the keys belong to. */
  public static PrivateTree read(TlsReader in, SuiteCrypto crypto, RatchetTree tree)
      throws MalformedException {
    int leafIndex = (int) in.u32();
    Map<Integer, KemKeyPair> keys = new TreeMap<>();
    for (Stored stored : in.vector(e -> new Stored((int) e.u32(), e.opaque()))) {
      TreeNode node = tree.nodeAt(stored.node);
      keys.put(stored.node, pair(crypto, stored.privateKey, node));
    }
    return new PrivateTree(leafIndex, keys);
  }

  private static KemKeyPair pair(SuiteCrypto crypto, byte[] privateKey, @Nullable TreeNode node)
      throws MalformedException {
    if (node != null) {
      return new KemKeyPair(SecretBytes.wrap(privateKey), node.encryptionKey());
    }
    try {
      return crypto.keyPair(privateKey);
    } catch (CryptoException e) {
      throw new MalformedException("a stored private key is damaged");
    }
  }
}
