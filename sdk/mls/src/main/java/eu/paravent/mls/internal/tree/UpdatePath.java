package eu.paravent.mls.internal.tree;

import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.provider.HpkeCiphertext;
import java.util.List;

/** UpdatePath (RFC 9420 §7.6). */
public record UpdatePath(LeafNode leafNode, List<Node> nodes) {
  /** UpdatePathNode. */
  public record Node(byte[] encryptionKey, List<HpkeCiphertext> encryptedPathSecret) {
    static Node read(TlsReader in) throws MalformedException {
      return new Node(in.opaque(), in.vector(HpkeCiphertext::read));
    }

    void write(TlsWriter out) {
      out.opaque(encryptionKey).vector(encryptedPathSecret, HpkeCiphertext::write);
    }
  }

  public static UpdatePath read(TlsReader in) throws MalformedException {
    return new UpdatePath(LeafNode.read(in), in.vector(Node::read));
  }

  public void write(TlsWriter out) {
    leafNode.write(out);
    out.vector(nodes, Node::write);
  }
}
