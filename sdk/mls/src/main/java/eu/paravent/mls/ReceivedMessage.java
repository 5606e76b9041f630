package eu.paravent.mls;

import eu.paravent.mls.GroupPolicy.Member;
import eu.paravent.mls.credential.Credential;
import java.util.List;
import java.util.Optional;

/** What {@link MlsGroup#process} made of a message. */
public sealed interface ReceivedMessage {
  /**
   * Application data, authentic and new.
   *
   * @param sender as of the epoch it was sent in
   * @param generation position in the sender's ratchet of that epoch, 0 to 2^32 - 1
   * @param signed what proves to others that it is from the sender
   */
  record Application(
      Member sender,
      long epoch,
      long generation,
      byte[] authenticatedData,
      byte[] data,
      SignedContent signed)
      implements ReceivedMessage {}

  /**
   * A proposal, stored until its epoch ends or a commit takes it up.
   *
   * @param type RFC 9420 §17.4
   * @param adds who would be added
   * @param removes the member that would be removed
   */
  record Proposal(
      Proposer by,
      long epoch,
      int type,
      Optional<Credential> adds,
      Optional<Member> removes,
      byte[] reference)
      implements ReceivedMessage {
    /** Empty for one from outside the group. */
    public Optional<Member> sender() {
      return by instanceof Proposer.OfMember member
          ? Optional.of(member.member())
          : Optional.empty();
    }
  }

  /**
   * A commit that was applied: the group is in the next epoch (or, where {@code selfRemoved}, at
   * its end for this client).
   *
   * @param epoch the new epoch
   * @param own whether it was this client's pending commit
   * @param external whether the committer joined by it
   */
  record Commit(
      long epoch,
      Member committer,
      boolean own,
      boolean external,
      List<Member> added,
      List<Member> removed,
      List<Member> updated,
      boolean contextExtensionsChanged,
      boolean selfRemoved)
      implements ReceivedMessage {}
}
