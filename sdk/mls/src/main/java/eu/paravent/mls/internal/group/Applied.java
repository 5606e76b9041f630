package eu.paravent.mls.internal.group;

import eu.paravent.mls.Extensions;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.framing.Sender;
import eu.paravent.mls.internal.schedule.PreSharedKeyId;
import eu.paravent.mls.internal.tree.KeyPackage;
import eu.paravent.mls.internal.tree.LeafNode;
import eu.paravent.mls.internal.tree.RatchetTree;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A valid proposal list, applied (RFC 9420 §12.3). Only {@link ProposalRules} makes one.
 *
 * @param tree a tree of its own, which the path of the commit may still change
 * @param updated leaf indices of Update proposals
 */
record Applied(
    RatchetTree tree,
    Extensions extensions,
    List<Added> added,
    List<Removed> removed,
    List<Integer> updated,
    List<PreSharedKeyId> preSharedKeys,
    Optional<byte[]> externalInit,
    Optional<Proposal.ReInit> reInit,
    Optional<Sender> reInitProposer) {
  record Added(int leafIndex, KeyPackage keyPackage, Sender proposer) {}

  record Removed(int leafIndex, LeafNode leaf, Sender proposer) {}

  Set<Integer> addedLeaves() {
    return added.stream().map(Added::leafIndex).collect(Collectors.toUnmodifiableSet());
  }

  boolean removes(int leafIndex) {
    return removed.stream().anyMatch(r -> r.leafIndex == leafIndex);
  }
}
