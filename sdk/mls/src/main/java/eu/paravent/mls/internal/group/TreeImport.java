package eu.paravent.mls.internal.group;

import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.credential.AuthenticationService.Occasion;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.framing.GroupInfo;
import eu.paravent.mls.internal.tree.LeafNode;
import eu.paravent.mls.internal.tree.RatchetTree;
import eu.paravent.mls.internal.tree.TreeNode;
import eu.paravent.mls.internal.tree.TreeRules;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Takes a group over from a GroupInfo, with everything verified that RFC 9420 §12.4.3.1 asks of a
 * joiner: tree hash, parent hashes, every leaf's signature and credential.
 */
public final class TreeImport {
  private final GroupRules rules;

  public TreeImport(GroupRules rules) {
    this.rules = rules;
  }

  /**
   * @param ratchetTree as in the extension; used where the GroupInfo has none
   */
  public PublicGroup verified(GroupInfo info, Optional<byte[]> ratchetTree) throws MlsException {
    if (info.context().cipherSuite() != rules.crypto().suite().value()) {
      throw new MlsException(
          Reason.UNSUPPORTED,
          "The group uses cipher suite " + info.context().cipherSuite() + ", not this client's");
    }
    byte[] encoded =
        info.extensions()
            .find(Extensions.RATCHET_TREE)
            .or(() -> ratchetTree)
            .orElseThrow(
                () ->
                    new MlsException(
                        Reason.RULE_VIOLATION,
                        "The group info has no ratchet tree: get it and pass it along"));
    RatchetTree tree = TlsReader.parseOrRefuse(encoded, "The ratchet tree", RatchetTree::read);
    if (!Arrays.equals(tree.treeHash(rules.crypto()), info.context().treeHash())) {
      throw LeafRules.violated("The ratchet tree is not the one of the group info");
    }
    LeafNode signer =
        tree.leaf(info.signer())
            .orElseThrow(() -> LeafRules.violated("The signer of the group info is no member"));
    if (!info.verify(rules.crypto(), signer.signatureKey())) {
      throw Authentic.refused("The signature of the group info does not verify");
    }
    TreeRules.check(rules.crypto(), tree);
    new LeafRules(info.context().cipherSuite(), info.context().extensions()).checkTree(tree);
    for (int node = 0; node <= 2 * (tree.leafCount() - 1); node++) {
      TreeNode value = tree.nodeAt(node);
      if (value != null) {
        LeafRules.encryptionKey(rules.crypto(), value.encryptionKey());
      }
    }
    verifyLeaves(tree, info.context().groupId());
    for (int index : tree.members()) {
      rules.authenticate(
          tree.leaf(index).orElseThrow(),
          info.context().groupId(),
          info.context().extensions(),
          Occasion.EXISTING_MEMBER);
    }
    rules.authenticateExternalSenders(info.context().groupId(), info.context().extensions());
    return PublicGroup.of(rules.crypto(), info.context(), tree, info.confirmationTag());
  }

  /** All of them, before anybody is asked about their credentials. */
  private void verifyLeaves(RatchetTree tree, byte[] groupId) throws MlsException {
    List<Integer> members = tree.members();
    boolean[] good = new boolean[members.size()];
    rules
        .crypto()
        .parallelism()
        .forEach(
            good.length,
            i -> {
              int index = members.get(i);
              good[i] = tree.leaf(index).orElseThrow().verify(rules.crypto(), groupId, index);
            });
    for (int i = 0; i < good.length; i++) {
      if (!good[i]) {
        throw Authentic.refused("The signature of leaf " + members.get(i) + " does not verify");
      }
    }
  }

  /** Refuses a group info that is not exactly of this group in this epoch. */
  public void same(GroupInfo info, PublicGroup group) throws MlsException {
    boolean same =
        Arrays.equals(info.context().encode(), group.encodedContext())
            && Arrays.equals(info.confirmationTag(), group.confirmationTag());
    Optional<byte[]> tree = info.extensions().find(Extensions.RATCHET_TREE);
    if (!same
        || tree.isEmpty()
        || !Arrays.equals(tree.get(), TlsWriter.encode(group.tree()::write))) {
      throw LeafRules.violated("The group info is not the one of this epoch");
    }
    if (info.extensions().find(Extensions.EXTERNAL_PUB).isEmpty()) {
      throw LeafRules.violated("The group info has no external_pub: nobody could join by it");
    }
    if (!info.verify(rules.crypto(), group.leaf(info.signer()).signatureKey())) {
      throw Authentic.refused("The signature of the group info does not verify");
    }
  }
}
