package eu.paravent.mls.internal.group;

import eu.paravent.mls.MlsException;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.tree.Capabilities;
import eu.paravent.mls.internal.tree.LeafNode;
import eu.paravent.mls.internal.tree.RatchetTree;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Proposals of types that RFC 9420 does not define itself. */
final class ExtensionProposals {
  private ExtensionProposals() {}

  /**
   * RFC 9420 §12.2: every member that processes the commit supports its proposal types. Who is
   * removed by it need not, who is added by it is not in the tree yet.
   */
  static void supported(
      RatchetTree before, List<SentProposal> proposals, List<Applied.Removed> removed)
      throws MlsException {
    List<Integer> types =
        proposals.stream()
            .map(s -> s.proposal().type())
            .filter(type -> type > Proposal.GROUP_CONTEXT_EXTENSIONS)
            .distinct()
            .toList();
    if (types.isEmpty()) {
      return;
    }
    Set<Integer> gone =
        removed.stream().map(Applied.Removed::leafIndex).collect(Collectors.toSet());
    for (int index : before.members()) {
      LeafNode leaf = before.leaf(index).orElseThrow();
      Capabilities capabilities = leaf.capabilities();
      for (int type : types) {
        if (!gone.contains(index) && !capabilities.supportsProposal(type)) {
          throw LeafRules.violated("Leaf " + index + " does not support proposal type " + type);
        }
      }
    }
  }
}
