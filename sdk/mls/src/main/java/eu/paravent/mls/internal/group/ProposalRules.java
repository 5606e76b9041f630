package eu.paravent.mls.internal.group;

import static eu.paravent.mls.internal.group.LeafRules.violated;

import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.credential.AuthenticationService.Occasion;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.framing.Sender;
import eu.paravent.mls.internal.group.Applied.Added;
import eu.paravent.mls.internal.group.Applied.Removed;
import eu.paravent.mls.internal.schedule.GroupContext;
import eu.paravent.mls.internal.schedule.PreSharedKeyId;
import eu.paravent.mls.internal.tree.KeyPackage;
import eu.paravent.mls.internal.tree.LeafNode;
import eu.paravent.mls.internal.tree.LeafNode.Source;
import eu.paravent.mls.internal.tree.RatchetTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Proposal list validation and application (RFC 9420 §12.2, §12.3). */
final class ProposalRules {
  private final PublicGroup group;
  private final GroupRules rules;

  ProposalRules(PublicGroup group, GroupRules rules) {
    this.group = group;
    this.rules = rules;
  }

  /** Validates the list of a commit and applies it to a copy of the tree. */
  Applied apply(List<SentProposal> proposals, Sender committer) throws MlsException {
    boolean external = committer.type() == Sender.Type.NEW_MEMBER_COMMIT;
    for (SentProposal sent : proposals) {
      senderMaySend(sent);
      if (external) {
        externalCommitMayHold(sent);
      }
      if (sent.proposal() instanceof Proposal.SelfRemove && !sent.byReference()) {
        throw violated("A SelfRemove stands in a commit by reference only");
      }
    }
    exclusive(proposals, external);
    Extensions extensions = extensions(proposals, external);
    LeafRules leafRules = new LeafRules(group.context().cipherSuite(), extensions);
    RatchetTree tree = group.tree().copy();

    List<Integer> updated = new ArrayList<>();
    List<Removed> removed = new ArrayList<>();
    List<Added> added = new ArrayList<>();
    List<PreSharedKeyId> keys = new ArrayList<>();
    Set<Long> touched = new HashSet<>();
    // RFC 9420 §12.3: updates, then removes, then adds in their order
    for (SentProposal sent : proposals) {
      if (sent.proposal() instanceof Proposal.Update update) {
        if (sent.sender().equals(committer)) {
          throw violated("A commit cannot hold an Update of its committer");
        }
        once(touched, sent.sender().index());
        checkUpdate(update.leafNode(), sent.sender().index(), leafRules);
        updated.add((int) sent.sender().index());
      }
    }
    for (SentProposal sent : proposals) {
      Optional<Long> removes = sent.removes();
      if (removes.isPresent()) {
        long index = removes.get();
        LeafNode leaf = group.leaf(index);
        if (!external && index == committer.index()) {
          throw violated("A commit cannot remove its committer");
        }
        once(touched, index);
        removed.add(new Removed((int) index, leaf, sent.sender()));
      }
    }
    ExtensionProposals.supported(group.tree(), proposals, removed);
    for (SentProposal sent : proposals) {
      if (sent.proposal() instanceof Proposal.Update update) {
        tree.update((int) sent.sender().index(), update.leafNode());
      }
    }
    removed.forEach(r -> tree.remove(r.leafIndex()));
    for (SentProposal sent : proposals) {
      if (sent.proposal() instanceof Proposal.Add add) {
        checkKeyPackage(add.keyPackage(), leafRules);
        added.add(
            new Added(tree.add(add.keyPackage().leafNode()), add.keyPackage(), sent.sender()));
      } else if (sent.proposal() instanceof Proposal.PreSharedKey key) {
        checkPreSharedKey(key.id(), keys, !external && initial());
        keys.add(key.id());
      }
    }
    LeafRules.checkNext(group, extensions, tree);
    return new Applied(
        tree,
        extensions,
        List.copyOf(added),
        List.copyOf(removed),
        List.copyOf(updated),
        List.copyOf(keys),
        externalInit(proposals),
        reInit(proposals),
        reInitProposer(proposals));
  }

  /** What can be said of a single proposal before anybody commits it. */
  void checkAlone(SentProposal sent) throws MlsException {
    senderMaySend(sent);
    ExtensionProposals.supported(group.tree(), List.of(sent), List.of());
    new AppDataRules(group, rules, false).checkAlone(sent);
    LeafRules leafRules =
        new LeafRules(group.context().cipherSuite(), group.context().extensions());
    if (sent.proposal() instanceof Proposal.Add add) {
      checkKeyPackage(add.keyPackage(), leafRules);
    } else if (sent.proposal() instanceof Proposal.Update update) {
      checkUpdate(update.leafNode(), sent.sender().index(), leafRules);
    } else if (sent.proposal() instanceof Proposal.Remove remove) {
      group.leaf(remove.removed());
    } else if (sent.proposal() instanceof Proposal.PreSharedKey key) {
      checkPreSharedKey(key.id(), List.of(), false);
    } else if (sent.proposal() instanceof Proposal.ExternalInit) {
      throw violated("ExternalInit belongs into an external commit only");
    } else if (sent.proposal() instanceof Proposal.GroupContextExtensions context) {
      checkContext(context.extensions());
      new LeafRules(group.context().cipherSuite(), context.extensions()).checkTree(group.tree());
    } else if (sent.proposal() instanceof Proposal.ReInit reInit) {
      checkReInit(reInit);
    }
  }

  /** RFC 9420 §6, §12.1.8: who can send which type. */
  private static void senderMaySend(SentProposal sent) throws MlsException {
    int type = sent.proposal().type();
    boolean allowed =
        switch (sent.sender().type()) {
          case MEMBER -> true;
          case EXTERNAL ->
              type == Proposal.APP_DATA_UPDATE
                  || type == Proposal.APP_EPHEMERAL
                  || type == Proposal.ADD
                  || type == Proposal.REMOVE
                  || type == Proposal.PRE_SHARED_KEY
                  || type == Proposal.RE_INIT
                  || type == Proposal.GROUP_CONTEXT_EXTENSIONS;
          case NEW_MEMBER_PROPOSAL -> type == Proposal.ADD;
          case NEW_MEMBER_COMMIT -> type != Proposal.SELF_REMOVE;
        };
    if (!allowed) {
      throw violated("A sender of type " + sent.sender().type() + " cannot propose type " + type);
    }
  }

  /** RFC 9420 §12.2, §12.4.3.2; draft-ietf-mls-extensions for its own types. */
  private static void externalCommitMayHold(SentProposal sent) throws MlsException {
    if (sent.proposal() instanceof Proposal.SelfRemove) {
      return;
    }
    if (sent.byReference()) {
      throw violated("An external commit cannot refer to proposals");
    }
    if (!(sent.proposal() instanceof Proposal.ExternalInit
        || sent.proposal() instanceof Proposal.Remove
        || sent.proposal() instanceof Proposal.PreSharedKey
        || sent.proposal() instanceof Proposal.AppDataUpdate
        || sent.proposal() instanceof Proposal.AppEphemeral)) {
      throw violated("An external commit cannot hold proposal type " + sent.proposal().type());
    }
  }

  private void exclusive(List<SentProposal> proposals, boolean external) throws MlsException {
    long externalInits = count(proposals, Proposal.EXTERNAL_INIT);
    if (externalInits != (external ? 1 : 0)) {
      throw violated("An external commit holds one ExternalInit, any other holds none");
    }
    if (external && count(proposals, Proposal.REMOVE) > 1) {
      throw violated("An external commit removes at most one leaf");
    }
    if (count(proposals, Proposal.GROUP_CONTEXT_EXTENSIONS) > 1) {
      throw violated("A commit holds at most one GroupContextExtensions");
    }
    if (count(proposals, Proposal.RE_INIT) > 0 && proposals.size() > 1) {
      throw violated("ReInit stands alone in its commit");
    }
    for (SentProposal sent : proposals) {
      if (sent.proposal() instanceof Proposal.ReInit reInit) {
        checkReInit(reInit);
      }
    }
  }

  private static void checkReInit(Proposal.ReInit reInit) throws MlsException {
    if (reInit.version() < GroupContext.MLS10) {
      throw violated("ReInit cannot go back to an older version");
    }
  }

  private static long count(List<SentProposal> proposals, int type) {
    return proposals.stream().filter(s -> s.proposal().type() == type).count();
  }

  private static void once(Set<Long> touched, long leafIndex) throws MlsException {
    if (!touched.add(leafIndex)) {
      throw violated("More than one Update or Remove is for leaf " + leafIndex);
    }
  }

  private Extensions extensions(List<SentProposal> proposals, boolean external)
      throws MlsException {
    Extensions extensions = group.context().extensions();
    for (SentProposal sent : proposals) {
      if (sent.proposal() instanceof Proposal.GroupContextExtensions context) {
        extensions = context.extensions();
        checkContext(extensions);
      }
    }
    return new AppDataRules(group, rules, external).apply(proposals, extensions);
  }

  /** What a GroupContextExtensions may bring, beside what the leaves have to support. */
  private void checkContext(Extensions next) throws MlsException {
    new AppDataRules(group, rules, false).checkContext(next);
    rules.authenticateExternalSenders(group.groupId(), next);
  }

  private static Optional<Proposal.ReInit> reInit(List<SentProposal> proposals) {
    return proposals.stream()
        .filter(s -> s.proposal() instanceof Proposal.ReInit)
        .map(s -> (Proposal.ReInit) s.proposal())
        .findFirst();
  }

  private static Optional<Sender> reInitProposer(List<SentProposal> proposals) {
    return proposals.stream()
        .filter(s -> s.proposal() instanceof Proposal.ReInit)
        .map(SentProposal::sender)
        .findFirst();
  }

  private static Optional<byte[]> externalInit(List<SentProposal> proposals) {
    return proposals.stream()
        .filter(s -> s.proposal() instanceof Proposal.ExternalInit)
        .map(s -> ((Proposal.ExternalInit) s.proposal()).kemOutput())
        .findFirst();
  }

  /** RFC 9420 §10.1. The lifetime is the sender's to check: receivers may come much later. */
  void checkKeyPackage(KeyPackage keyPackage, LeafRules leafRules) throws MlsException {
    if (keyPackage.version() != GroupContext.MLS10
        || keyPackage.cipherSuite() != group.context().cipherSuite()) {
      throw violated("A key package is for another version or cipher suite");
    }
    LeafNode leaf = keyPackage.leafNode();
    LeafRules.source(leaf, Source.KEY_PACKAGE);
    if (Arrays.equals(leaf.encryptionKey(), keyPackage.initKey())) {
      throw violated("The init key of a key package is its encryption key");
    }
    LeafRules.encryptionKey(rules.crypto(), keyPackage.initKey());
    LeafRules.encryptionKey(rules.crypto(), leaf.encryptionKey());
    leafRules.check(leaf);
    if (!leaf.verify(rules.crypto(), group.groupId(), 0) || !keyPackage.verify(rules.crypto())) {
      throw Authentic.refused("The signature of a key package does not verify");
    }
    rules.authenticate(leaf, group.groupId(), group.context().extensions(), Occasion.ADDED);
  }

  private void checkUpdate(LeafNode leaf, long leafIndex, LeafRules leafRules) throws MlsException {
    LeafNode before = group.leaf(leafIndex);
    LeafRules.source(leaf, Source.UPDATE);
    if (Arrays.equals(before.encryptionKey(), leaf.encryptionKey())) {
      throw violated("An Update brings no new encryption key");
    }
    LeafRules.encryptionKey(rules.crypto(), leaf.encryptionKey());
    leafRules.check(leaf);
    if (!leaf.verify(rules.crypto(), group.groupId(), (int) leafIndex)) {
      throw Authentic.refused("The signature of an updated leaf does not verify");
    }
    rules.authenticate(leaf, group.groupId(), group.context().extensions(), Occasion.UPDATED);
    rules.sameClient(before.credential(), leaf.credential());
  }

  /** Whether the commit is the one that sets up a group: only its maker is in it. */
  private boolean initial() {
    return group.epoch() == 0 && group.tree().members().size() == 1;
  }

  /**
   * @param initial whether it may say where the group comes from: RFC 9420 §11.2, §11.3, §12.1.4
   */
  private void checkPreSharedKey(PreSharedKeyId id, List<PreSharedKeyId> others, boolean initial)
      throws MlsException {
    if (id.nonce().length != rules.crypto().hashLength()) {
      throw violated("The nonce of a pre-shared key is not of KDF.Nh bytes");
    }
    if (Lineage.begins(id)) {
      if (!initial) {
        throw violated("A resumption key for reinit or branch stands in an ordinary commit");
      }
      if (others.stream().anyMatch(Lineage::begins)) {
        throw violated("A group begins with more than one resumption key for reinit or branch");
      }
    }
    if (others.stream().anyMatch(id::sameKey)) {
      throw violated("A pre-shared key stands twice in a commit");
    }
  }
}
