package eu.paravent.mls.internal.framing;

import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.tree.UpdatePath;
import java.util.List;
import java.util.Optional;

/** Commit (RFC 9420 §12.4). */
public record Commit(List<ProposalOrRef> proposals, Optional<UpdatePath> path) {
  public static Commit read(TlsReader in) throws MalformedException {
    return new Commit(in.vector(ProposalOrRef::read), in.optional(UpdatePath::read));
  }

  public void write(TlsWriter out) {
    out.vector(proposals, ProposalOrRef::write).optional(path, UpdatePath::write);
  }
}
