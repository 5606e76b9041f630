package eu.paravent.mls.internal.framing;

import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;

/** ProposalOrRef (RFC 9420 §12.4). */
public sealed interface ProposalOrRef {
  /** By value: proposed by the committer. */
  record ByValue(Proposal proposal) implements ProposalOrRef {}

  /**
   * By reference.
   *
   * @param reference ProposalRef (RFC 9420 §5.2)
   */
  record ByReference(byte[] reference) implements ProposalOrRef {}

  static ProposalOrRef read(TlsReader in) throws MalformedException {
    int type = in.u8();
    return switch (type) {
      case 1 -> new ByValue(Proposal.read(in));
      case 2 -> new ByReference(in.opaque());
      default -> throw new MalformedException("unknown proposal-or-reference type " + type);
    };
  }

  default void write(TlsWriter out) {
    if (this instanceof ByValue value) {
      out.u8(1);
      value.proposal().write(out);
    } else if (this instanceof ByReference reference) {
      out.u8(2).opaque(reference.reference());
    }
  }
}
