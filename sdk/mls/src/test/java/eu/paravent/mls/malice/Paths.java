package eu.paravent.mls.malice;

import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.group.Insider;
import eu.paravent.mls.internal.group.PublicGroup;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.tree.LeafTemplate;
import eu.paravent.mls.internal.tree.PrivateTree;
import eu.paravent.mls.internal.tree.RatchetTree;
import eu.paravent.mls.internal.tree.TreeKem;
import eu.paravent.mls.internal.tree.UpdatePath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Update paths over trees that nobody has checked. */
public final class Paths {
  private final SuiteCrypto crypto;
  private final PublicGroup group;

  public Paths(SuiteCrypto crypto, PublicGroup group) {
    this.crypto = crypto;
    this.group = group;
  }

  /** The path of this member after the proposals, as far as they can be applied at all. */
  public static UpdatePath of(Insider insider, Proposal... proposals) throws MlsException {
    return new Paths(insider.crypto(), insider.group())
        .create(
            insider.leaf(),
            insider.privateTree(),
            insider.template(),
            insider.signer(),
            List.of(proposals));
  }

  /** The path of a joiner by external commit, at the leaf that is its due. */
  public UpdatePath ofJoiner(
      LeafTemplate template, SignatureKeyPair signer, List<Proposal> proposals)
      throws MlsException {
    RatchetTree tree = group.tree().copy();
    apply(tree, proposals);
    int leaf = tree.reserveLeaf();
    return create(
        leaf, PrivateTree.ofLeaf(leaf, crypto.generateKeyPair()), template, signer, proposals);
  }

  public UpdatePath create(
      int leaf,
      PrivateTree own,
      LeafTemplate template,
      SignatureKeyPair signer,
      List<Proposal> proposals)
      throws MlsException {
    RatchetTree tree = group.tree().copy();
    Set<Integer> added = apply(tree, proposals);
    while (tree.leafCount() <= leaf) {
      tree.reserveLeaf();
    }
    Extensions extensions =
        proposals.stream()
            .filter(Proposal.GroupContextExtensions.class::isInstance)
            .map(p -> ((Proposal.GroupContextExtensions) p).extensions())
            .findFirst()
            .orElse(group.context().extensions());
    return new TreeKem(crypto)
        .create(tree, leaf, own, template, signer, group.context(), extensions, added)
        .path();
  }

  private static Set<Integer> apply(RatchetTree tree, List<Proposal> proposals) {
    Set<Integer> added = new HashSet<>();
    for (Proposal proposal : proposals) {
      if (proposal instanceof Proposal.Remove remove && tree.leaf(remove.removed()).isPresent()) {
        tree.remove((int) remove.removed());
      }
    }
    for (Proposal proposal : proposals) {
      if (proposal instanceof Proposal.Add add) {
        added.add(tree.add(add.keyPackage().leafNode()));
      }
    }
    return added;
  }
}
