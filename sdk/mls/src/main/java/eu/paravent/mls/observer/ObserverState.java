package eu.paravent.mls.observer;

import eu.paravent.mls.ProposalSpec;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.group.PublicGroup;
import java.util.Optional;

/**
 * What an observer keeps of a group. Version 1 was the record of the group and nothing else, with
 * the version of that record first; all later ones begin with a byte that no such version has.
 *
 * @param reInit of the commit that ended the group
 */
record ObserverState(PublicGroup group, Optional<ProposalSpec.ReInit> reInit) {
  private static final int LATER = 0x80;
  private static final int VERSION = LATER | 2;

  void write(TlsWriter out) {
    out.u8(VERSION);
    group.write(out);
    out.optional(
        reInit.map(
            r -> new Proposal.ReInit(r.groupId(), r.version(), r.cipherSuite(), r.extensions())),
        Proposal.ReInit::writeBody);
  }

  static ObserverState parse(byte[] state) throws MalformedException {
    if (state.length > 0 && (state[0] & LATER) == 0) {
      return new ObserverState(TlsReader.parse(state, PublicGroup::read), Optional.empty());
    }
    return TlsReader.parse(state, ObserverState::later);
  }

  private static ObserverState later(TlsReader in) throws MalformedException {
    if (in.u8() != VERSION) {
      throw MalformedException.unsupported("it was stored by a newer version of this library");
    }
    return new ObserverState(
        PublicGroup.read(in), in.optional(Proposal.ReInit::readBody).map(Proposal.ReInit::told));
  }
}
