package eu.paravent.mls.internal.group;

import eu.paravent.mls.GroupPolicy.Member;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.ReceivedMessage;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What a commit changed, as leaf indices: removed ones of the old tree, the others of the new one.
 */
record CommitSummary(
    int committer,
    boolean external,
    List<Integer> added,
    List<Integer> removed,
    List<Integer> updated,
    boolean contextExtensionsChanged) {
  static CommitSummary of(
      PublicGroup before, Applied applied, int committer, boolean external, boolean path) {
    List<Integer> updated = new ArrayList<>(applied.updated());
    if (path && !external) {
      updated.add(committer);
    }
    return new CommitSummary(
        committer,
        external,
        applied.added().stream().map(Applied.Added::leafIndex).toList(),
        applied.removed().stream().map(Applied.Removed::leafIndex).toList(),
        List.copyOf(updated),
        !TlsEqual.extensions(before.context().extensions(), applied.extensions()));
  }

  ReceivedMessage.Commit received(
      PublicGroup before, PublicGroup after, boolean own, boolean selfRemoved) throws MlsException {
    return new ReceivedMessage.Commit(
        after.epoch(),
        after.member(committer),
        own,
        external,
        members(after, added),
        members(before, removed),
        members(after, updated),
        contextExtensionsChanged,
        selfRemoved);
  }

  /**
   * For the joiner of an external commit itself, which knows the new tree only. An earlier leaf
   * that it removed is not listed.
   */
  ReceivedMessage.Commit joined(PublicGroup after) throws MlsException {
    return new ReceivedMessage.Commit(
        after.epoch(),
        after.member(committer),
        true,
        true,
        List.of(),
        List.of(),
        List.of(),
        false,
        false);
  }

  private static List<Member> members(PublicGroup group, List<Integer> leaves) throws MlsException {
    List<Member> members = new ArrayList<>();
    for (int leaf : leaves) {
      members.add(group.member(leaf));
    }
    return List.copyOf(members);
  }

  void write(TlsWriter out) {
    out.u32(committer).u8(external ? 1 : 0);
    out.vector(added, (leaf, w) -> w.u32(leaf));
    out.vector(removed, (leaf, w) -> w.u32(leaf));
    out.vector(updated, (leaf, w) -> w.u32(leaf));
    out.u8(contextExtensionsChanged ? 1 : 0);
  }

  static CommitSummary read(TlsReader in) throws MalformedException {
    return new CommitSummary(
        (int) in.u32(),
        in.present(),
        in.vector(leaf -> (int) leaf.u32()),
        in.vector(leaf -> (int) leaf.u32()),
        in.vector(leaf -> (int) leaf.u32()),
        in.present());
  }
}
