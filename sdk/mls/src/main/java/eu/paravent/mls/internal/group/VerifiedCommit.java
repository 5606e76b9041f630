package eu.paravent.mls.internal.group;

import eu.paravent.mls.internal.framing.AuthenticatedContent;
import eu.paravent.mls.internal.framing.Commit;
import eu.paravent.mls.internal.schedule.GroupContext;
import eu.paravent.mls.internal.tree.RatchetTree;

/**
 * A commit of which everything holds that can be seen without secrets (RFC 9420 §12.4.2). Only
 * {@link CommitVerifier} makes one. The confirmation tag is still to be verified by who can.
 *
 * @param tree the tree of the next epoch
 * @param provisional the context the path is encrypted under
 * @param after the context of the next epoch
 * @param committer leaf index, of the joiner where {@code external}
 */
public record VerifiedCommit(
    PublicGroup before,
    AuthenticatedContent message,
    Commit commit,
    Applied applied,
    RatchetTree tree,
    GroupContext provisional,
    GroupContext after,
    int committer,
    boolean external) {
  /** The next epoch. */
  public PublicGroup next(GroupRules rules) {
    return PublicGroup.of(rules.crypto(), after, tree, message.confirmationTag().orElseThrow());
  }
}
