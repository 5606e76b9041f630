package eu.paravent.mls.internal.group;

import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.framing.Sender;

/**
 * A proposal and who proposed it: the committer where the commit carries it by value.
 *
 * @param byReference whether the commit only names it
 */
record SentProposal(Proposal proposal, Sender sender, boolean byReference) {}
