package eu.paravent.mls.internal.group;

import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.framing.Sender;
import java.util.Optional;

/**
 * A proposal and who proposed it (RFC 9420 §12.4, ProposalOrRef): the committer where the commit
 * carries it by value.
 *
 * @param byReference whether the commit only names it
 */
record SentProposal(Proposal proposal, Sender sender, boolean byReference) {
  /** The leaf that it removes, as on the wire: 0 to 2^32 - 1. */
  Optional<Long> removes() {
    if (proposal instanceof Proposal.Remove remove) {
      return Optional.of(remove.removed());
    }
    return proposal instanceof Proposal.SelfRemove ? Optional.of(sender.index()) : Optional.empty();
  }
}
