package eu.paravent.mls.internal.tree;

import eu.paravent.mls.internal.codec.TlsWriter;

/** What stands at a node that is not blank (RFC 9420 §4.1.1). */
public sealed interface TreeNode permits LeafNode, ParentNode {
  /** Not a copy: do not change it. */
  byte[] encryptionKey();

  /** Empty where there is none. Not a copy: do not change it. */
  byte[] parentHash();

  void write(TlsWriter out);
}
