package eu.paravent.mls.observer;

import eu.paravent.mls.GroupPolicy.Member;
import eu.paravent.mls.ProposalSpec;
import java.util.List;
import java.util.Optional;

/**
 * A commit that an honest member could apply, as far as that shows without secrets: the
 * confirmation tag is theirs to check.
 *
 * @param next the group in its next epoch
 * @param committer as it was before the commit; the joiner where {@code external}
 * @param removed members that are gone; in an external commit the joiner's earlier leaf
 * @param reInit where the commit ended the group: nothing more can follow
 */
public record ObservedCommit(
    GroupObserver next,
    Member committer,
    boolean external,
    List<Added> added,
    List<Member> removed,
    Optional<ProposalSpec.ReInit> reInit) {
  /**
   * @param keyPackageReference by which a Welcome addresses it
   */
  public record Added(Member member, byte[] keyPackageReference) {}
}
