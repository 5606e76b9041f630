package eu.paravent.mls.internal.group;

import static eu.paravent.mls.internal.group.LeafRules.violated;

import eu.paravent.mls.MlsException;
import eu.paravent.mls.credential.AuthenticationService.Occasion;
import eu.paravent.mls.internal.framing.AuthenticatedContent;
import eu.paravent.mls.internal.framing.Commit;
import eu.paravent.mls.internal.framing.ProposalOrRef;
import eu.paravent.mls.internal.framing.Sender;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.internal.group.Applied.Removed;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.GroupContext;
import eu.paravent.mls.internal.schedule.TranscriptHash;
import eu.paravent.mls.internal.tree.LeafNode;
import eu.paravent.mls.internal.tree.LeafNode.Source;
import eu.paravent.mls.internal.tree.RatchetTree;
import eu.paravent.mls.internal.tree.TreeKem;
import eu.paravent.mls.internal.tree.UpdatePath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Verifies received commits as far as that needs no secrets (RFC 9420 §12.4.2). */
public final class CommitVerifier {
  private final PublicGroup group;
  private final GroupRules rules;

  public CommitVerifier(PublicGroup group, GroupRules rules) {
    this.group = group;
    this.rules = rules;
  }

  /** Finds a proposal of this epoch by its reference. */
  @FunctionalInterface
  public interface Proposals {
    Optional<AuthenticatedContent> find(byte[] reference);
  }

  public VerifiedCommit verify(AuthenticatedContent message, Commit commit, Proposals proposals)
      throws MlsException {
    new Authentic(group, rules).check(message);
    Sender sender = message.content().sender();
    boolean external = sender.type() == Sender.Type.NEW_MEMBER_COMMIT;
    if (external && message.wireFormat() != WireFormat.PUBLIC_MESSAGE) {
      throw violated("An external commit is a PublicMessage");
    }
    List<SentProposal> list = resolve(commit, sender, proposals);
    Applied applied = new ProposalRules(group, rules).apply(list, sender);
    boolean pathRequired =
        external || list.isEmpty() || list.stream().anyMatch(s -> s.proposal().needsPath());
    if (pathRequired && commit.path().isEmpty()) {
      throw violated("The commit needs a path and has none");
    }

    RatchetTree tree = applied.tree();
    int committer = external ? tree.reserveLeaf() : (int) sender.index();
    if (commit.path().isPresent()) {
      merge(commit.path().get(), committer, external, applied);
    }
    SuiteCrypto crypto = rules.crypto();
    GroupContext provisional =
        group.context().provisional(tree.treeHash(crypto), applied.extensions());
    GroupContext after =
        provisional.withConfirmedTranscriptHash(
            TranscriptHash.confirmed(
                crypto, group.interimTranscriptHash(), message.confirmedTranscriptHashInput()));
    LeafNode committing =
        tree.leaf(committer).orElseThrow(() -> violated("The committer has no leaf"));
    rules.allow(
        new PolicyChange(group, applied)
            .of(committer, committing, external, commit.path().isPresent()));
    return new VerifiedCommit(
        group, message, commit, applied, tree, provisional, after, committer, external);
  }

  private List<SentProposal> resolve(Commit commit, Sender sender, Proposals proposals)
      throws MlsException {
    List<SentProposal> list = new ArrayList<>();
    for (ProposalOrRef item : commit.proposals()) {
      if (item instanceof ProposalOrRef.ByValue value) {
        list.add(new SentProposal(value.proposal(), sender, false));
      } else if (item instanceof ProposalOrRef.ByReference reference) {
        AuthenticatedContent found =
            proposals
                .find(reference.reference())
                .orElseThrow(
                    () -> violated("The commit refers to a proposal that was not received"));
        list.add(PendingProposal.sent(found));
      }
    }
    return list;
  }

  private void merge(UpdatePath path, int committer, boolean external, Applied applied)
      throws MlsException {
    LeafNode leaf = path.leafNode();
    LeafRules.source(leaf, Source.COMMIT);
    LeafRules.encryptionKey(rules.crypto(), leaf.encryptionKey());
    for (UpdatePath.Node node : path.nodes()) {
      LeafRules.encryptionKey(rules.crypto(), node.encryptionKey());
    }
    LeafRules leafRules = new LeafRules(group.context().cipherSuite(), applied.extensions());
    leafRules.check(leaf);
    if (!leaf.verify(rules.crypto(), group.groupId(), committer)) {
      throw Authentic.refused("The signature of the committer's new leaf does not verify");
    }
    rules.authenticate(
        leaf,
        group.groupId(),
        group.context().extensions(),
        external ? Occasion.EXTERNAL_JOIN : Occasion.UPDATED);
    if (external) {
      for (Removed removed : applied.removed()) {
        // RFC 9420 §12.2: only the joiner's own earlier leaf, under the rules of an Update; others
        // go by their own SelfRemove
        if (removed.proposer().type() == Sender.Type.NEW_MEMBER_COMMIT) {
          replaces(removed.leaf(), leaf);
        }
      }
    } else {
      replaces(group.leaf(committer), leaf);
    }
    new TreeKem(rules.crypto()).merge(applied.tree(), committer, path, applied.addedLeaves());
    LeafRules.checkNext(group, applied.extensions(), applied.tree());
  }

  private void replaces(LeafNode before, LeafNode after) throws MlsException {
    if (Arrays.equals(before.encryptionKey(), after.encryptionKey())) {
      throw violated("A commit brings no new encryption key for its leaf");
    }
    rules.sameClient(before.credential(), after.credential());
  }
}
