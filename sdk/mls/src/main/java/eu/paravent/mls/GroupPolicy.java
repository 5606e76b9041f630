package eu.paravent.mls;

import eu.paravent.mls.credential.Credential;
import java.util.List;
import java.util.Optional;

/**
 * The application's own rules for changes of a group, asked after the rules of RFC 9420 §12.2 and
 * before anything is replaced, for own and for received commits. It must be deterministic: what one
 * honest member refuses, all refuse. Must not call back into the group.
 */
@FunctionalInterface
public interface GroupPolicy {
  /** Returns normally where the change is allowed. */
  void check(Change change) throws PolicyViolation;

  /** Allows everything that RFC 9420 allows. */
  static GroupPolicy allowAll() {
    return change -> {};
  }

  /**
   * @param before the context extensions of the epoch the commit is for
   * @param after those of the epoch it leads to
   * @param committer the member that commits, or the new leaf where it is an external commit
   * @param external whether it is an external commit
   * @param members the members before the commit
   * @param added by Add proposals, with who proposed them
   * @param removed by Remove proposals, with who proposed them; in an external commit: the joiner's
   *     earlier leaf
   * @param updated leaves replaced by Update proposals or by the commit's own path, as they are
   *     afterwards
   * @param reInit where the commit ends the group (RFC 9420 §11.2); nothing else is in it then
   */
  record Change(
      byte[] groupId,
      long epoch,
      Extensions before,
      Extensions after,
      Member committer,
      boolean external,
      List<Member> members,
      List<Proposed> added,
      List<Proposed> removed,
      List<Member> updated,
      Optional<ProposedReInit> reInit) {}

  /**
   * @param member the member added or removed
   */
  record Proposed(Member member, Proposer by) {
    /** The member that proposed it; empty where somebody outside did. */
    public Optional<Member> proposer() {
      return by instanceof Proposer.OfMember member
          ? Optional.of(member.member())
          : Optional.empty();
    }
  }

  /**
   * @param reInit what the successor is going to be
   */
  record ProposedReInit(ProposalSpec.ReInit reInit, Proposer by) {}

  /**
   * One leaf.
   *
   * @param leafIndex 0 to 2^31 - 1
   * @param signatureKey raw public key; not copied
   */
  record Member(
      int leafIndex, Credential credential, byte[] signatureKey, Extensions leafExtensions) {}

  final class PolicyViolation extends Exception {
    private static final long serialVersionUID = 1L;

    public PolicyViolation(String message) {
      super(message);
    }
  }
}
