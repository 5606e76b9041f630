package eu.paravent.mls.internal.group;

import eu.paravent.mls.GroupPolicy.Change;
import eu.paravent.mls.GroupPolicy.Member;
import eu.paravent.mls.GroupPolicy.Proposed;
import eu.paravent.mls.GroupPolicy.ProposedReInit;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.Proposer;
import eu.paravent.mls.internal.framing.Sender;
import eu.paravent.mls.internal.tree.LeafNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A commit as the application's policy sees it. */
final class PolicyChange {
  private final PublicGroup group;
  private final Applied applied;

  PolicyChange(PublicGroup group, Applied applied) {
    this.group = group;
    this.applied = applied;
  }

  /**
   * @param leaf of the committer as it will be
   */
  Change of(int committer, LeafNode leaf, boolean external, boolean path) throws MlsException {
    return of(PublicGroup.member(committer, leaf), external, path);
  }

  Change of(Member committerAfter, boolean external, boolean path) throws MlsException {
    int committer = committerAfter.leafIndex();
    Member committing = external ? committerAfter : memberBefore(committer).orElse(committerAfter);
    List<Member> updated = new ArrayList<>();
    for (int index : applied.updated()) {
      applied.tree().leaf(index).ifPresent(l -> updated.add(PublicGroup.member(index, l)));
    }
    if (path && !external) {
      updated.add(committerAfter);
    }
    List<Proposed> added = new ArrayList<>();
    for (Applied.Added a : applied.added()) {
      Member member = PublicGroup.member(a.leafIndex(), a.keyPackage().leafNode());
      added.add(new Proposed(member, proposer(a.proposer(), committing)));
    }
    List<Proposed> removed = new ArrayList<>();
    for (Applied.Removed r : applied.removed()) {
      Member member = PublicGroup.member(r.leafIndex(), r.leaf());
      removed.add(new Proposed(member, proposer(r.proposer(), committing)));
    }
    return new Change(
        group.groupId(),
        group.epoch(),
        group.context().extensions(),
        applied.extensions(),
        committing,
        external,
        group.members(),
        List.copyOf(added),
        List.copyOf(removed),
        List.copyOf(updated),
        ending(committing));
  }

  private Optional<ProposedReInit> ending(Member committer) throws MlsException {
    if (applied.reInit().isEmpty() || applied.reInitProposer().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ProposedReInit(
            applied.reInit().get().told(), proposer(applied.reInitProposer().get(), committer)));
  }

  private Optional<Member> memberBefore(int leafIndex) {
    return group.tree().leaf(leafIndex).map(leaf -> PublicGroup.member(leafIndex, leaf));
  }

  private Proposer proposer(Sender sender, Member committer) throws MlsException {
    return sender.type() == Sender.Type.NEW_MEMBER_COMMIT
        ? new Proposer.OfMember(committer)
        : Proposers.of(group, sender);
  }
}
