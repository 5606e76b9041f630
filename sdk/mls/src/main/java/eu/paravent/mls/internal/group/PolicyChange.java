package eu.paravent.mls.internal.group;

import eu.paravent.mls.GroupPolicy.Change;
import eu.paravent.mls.GroupPolicy.Member;
import eu.paravent.mls.GroupPolicy.Proposed;
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
  Change of(int committer, LeafNode leaf, boolean external, boolean path) {
    return of(PublicGroup.member(committer, leaf), external, path);
  }

  Change of(Member committerAfter, boolean external, boolean path) {
    int committer = committerAfter.leafIndex();
    Member committing = external ? committerAfter : memberBefore(committer).orElse(committerAfter);
    List<Member> updated = new ArrayList<>();
    for (int index : applied.updated()) {
      applied.tree().leaf(index).ifPresent(l -> updated.add(PublicGroup.member(index, l)));
    }
    if (path && !external) {
      updated.add(committerAfter);
    }
    return new Change(
        group.groupId(),
        group.epoch(),
        group.context().extensions(),
        applied.extensions(),
        committing,
        external,
        group.members(),
        applied.added().stream()
            .map(
                a ->
                    new Proposed(
                        PublicGroup.member(a.leafIndex(), a.keyPackage().leafNode()),
                        proposer(a.proposer(), committing)))
            .toList(),
        applied.removed().stream()
            .map(
                r ->
                    new Proposed(
                        PublicGroup.member(r.leafIndex(), r.leaf()),
                        proposer(r.proposer(), committing)))
            .toList(),
        List.copyOf(updated));
  }

  private Optional<Member> memberBefore(int leafIndex) {
    return group.tree().leaf(leafIndex).map(leaf -> PublicGroup.member(leafIndex, leaf));
  }

  private Optional<Member> proposer(Sender sender, Member committer) {
    return switch (sender.type()) {
      case MEMBER -> memberBefore((int) sender.index());
      case NEW_MEMBER_COMMIT -> Optional.of(committer);
      case EXTERNAL, NEW_MEMBER_PROPOSAL -> Optional.empty();
    };
  }
}
