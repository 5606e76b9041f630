package eu.paravent.mls.internal.tree;

import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * ParentNode (RFC 9420 §7.1).
 *
 * @param unmergedLeaves leaf indices, ascending
 */
public record ParentNode(byte[] encryptionKey, byte[] parentHash, List<Integer> unmergedLeaves)
    implements TreeNode {
  static ParentNode read(TlsReader in) throws MalformedException {
    byte[] encryptionKey = in.opaque();
    byte[] parentHash = in.opaque();
    List<Long> unmerged = in.vector(TlsReader::u32);
    List<Integer> leaves = new ArrayList<>(unmerged.size());
    long before = -1;
    for (long leaf : unmerged) {
      // RFC 9420 §7.1: sorted, hence unique; an index beyond any tree is no descendant either
      if (leaf <= before || leaf > Integer.MAX_VALUE / 2) {
        throw new MalformedException("unmerged leaves are not ascending leaf indices");
      }
      before = leaf;
      leaves.add((int) leaf);
    }
    return new ParentNode(encryptionKey, parentHash, List.copyOf(leaves));
  }

  @Override
  public void write(TlsWriter out) {
    out.opaque(encryptionKey).opaque(parentHash);
    out.vector(unmergedLeaves, (leaf, w) -> w.u32(leaf));
  }

  ParentNode withUnmerged(int leafIndex) {
    List<Integer> next = new ArrayList<>(unmergedLeaves);
    int at = 0;
    while (at < next.size() && next.get(at) < leafIndex) {
      at++;
    }
    next.add(at, leafIndex);
    return new ParentNode(encryptionKey, parentHash, List.copyOf(next));
  }

  ParentNode withUnmergedOnly(List<Integer> leaves) {
    return new ParentNode(encryptionKey, parentHash, leaves);
  }
}
