package eu.paravent.mls.internal.group;

import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.credential.AuthenticationService.Occasion;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.internal.framing.AuthenticatedContent;
import eu.paravent.mls.internal.framing.Commit;
import eu.paravent.mls.internal.framing.Content;
import eu.paravent.mls.internal.framing.FramedContent;
import eu.paravent.mls.internal.framing.GroupInfo;
import eu.paravent.mls.internal.framing.GroupSecrets;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.framing.ProposalOrRef;
import eu.paravent.mls.internal.framing.PublicMessage;
import eu.paravent.mls.internal.framing.Sender;
import eu.paravent.mls.internal.framing.Welcome;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.GroupContext;
import eu.paravent.mls.internal.schedule.KeySchedule;
import eu.paravent.mls.internal.schedule.TranscriptHash;
import eu.paravent.mls.internal.tree.LeafNode;
import eu.paravent.mls.internal.tree.PrivateTree;
import eu.paravent.mls.internal.tree.RatchetTree;
import eu.paravent.mls.internal.tree.TreeKem;
import eu.paravent.mls.internal.tree.TreeMath;
import eu.paravent.mls.internal.tree.UpdatePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes commits, with what belongs to them (RFC 9420 §12.4.1). Stores nothing. */
final class CommitMaker {
  private final LocalClient client;
  private final GroupRules rules;
  private final SuiteCrypto crypto;

  CommitMaker(LocalClient client) {
    this.client = client;
    this.rules = client.rules();
    this.crypto = client.crypto();
  }

  /** A commit and the epoch it leads to. */
  record Made(StagedCommit staged, EpochState next, Optional<Proposal.ReInit> reInit) {}

  /**
   * What a commit is made from.
   *
   * @param leaf the committer's, in the tree with the proposals applied
   * @param signer of the message: of the committer's leaf in the old epoch
   * @param membershipKey empty for a joiner
   * @param init consumed
   * @param psk consumed
   */
  record Plan(
      PublicGroup before,
      List<ProposalOrRef> items,
      Applied applied,
      boolean path,
      boolean external,
      int leaf,
      PrivateTree privateTree,
      SignatureKeyPair signer,
      Optional<SecretBytes> membershipKey,
      SecretBytes init,
      SecretBytes psk) {}

  Made make(Plan plan) throws MlsException {
    PublicGroup before = plan.before;
    RatchetTree tree = plan.applied.tree();
    Path path = plan.path ? path(plan) : noPath(plan);

    Commit commit = new Commit(plan.items, path.sent);
    FramedContent framed =
        FramedContent.of(
            before.groupId(),
            before.epoch(),
            plan.external ? Sender.newMemberCommit() : Sender.member(plan.leaf),
            new byte[0],
            new Content.CommitContent(commit));
    AuthenticatedContent signed =
        AuthenticatedContent.sign(
            crypto, WireFormat.PUBLIC_MESSAGE, framed, before.encodedContext(), plan.signer);
    GroupContext after =
        path.provisional.withConfirmedTranscriptHash(
            TranscriptHash.confirmed(
                crypto, before.interimTranscriptHash(), signed.confirmedTranscriptHashInput()));
    NextEpoch epoch = NextEpoch.derive(crypto, plan.init, path.commitSecret, plan.psk, after);
    plan.init.close();
    byte[] tag =
        TranscriptHash.confirmationTag(
            crypto, epoch.secrets().confirmation(), after.confirmedTranscriptHash());
    byte[] message =
        PublicMessage.protect(
                crypto,
                signed.withConfirmationTag(tag),
                plan.membershipKey.orElseGet(() -> SecretBytes.wrap(new byte[0])),
                before.encodedContext())
            .encode();

    // a path brings the client's present identity into its leaf; GroupInfo is signed with it
    EpochState next =
        new EpochState(
            PublicGroup.of(crypto, after, tree, tag),
            path.privateTree,
            epoch.secrets(),
            plan.path ? client.signer() : plan.signer);
    Optional<byte[]> welcome = Optional.empty();
    Supplier<byte[]> groupInfo;
    if (plan.applied.added().isEmpty()) {
      groupInfo = next.groupInfoLater(client);
    } else {
      GroupInfo made = next.groupInfo(client);
      welcome = Optional.of(welcome(plan, path.pathSecrets, epoch, made));
      groupInfo = made::encode;
    }
    epoch.wipeForWelcomes();
    path.pathSecrets.values().forEach(SecretBytes::close);
    return new Made(
        new StagedCommit(
            new CommitBundle(before.epoch(), message, welcome, groupInfo),
            next.name(),
            CommitSummary.of(before, plan.applied, plan.leaf, plan.external, plan.path),
            plan.applied.reInit().isPresent()),
        next,
        plan.applied.reInit());
  }

  private record Path(
      Optional<UpdatePath> sent,
      PrivateTree privateTree,
      SecretBytes commitSecret,
      GroupContext provisional,
      Map<Integer, SecretBytes> pathSecrets) {}

  private Path path(Plan plan) throws MlsException {
    RatchetTree tree = plan.applied.tree();
    TreeKem.Created created =
        new TreeKem(crypto)
            .create(
                tree,
                plan.leaf,
                plan.privateTree,
                client.template(),
                client.signer(),
                plan.before.context(),
                plan.applied.extensions(),
                plan.applied.addedLeaves());
    LeafRules.checkNext(plan.before, plan.applied.extensions(), tree);
    LeafNode leaf = created.path().leafNode();
    // what every other member is going to ask, asked before anything is sent
    rules.authenticate(
        leaf,
        plan.before.groupId(),
        plan.before.context().extensions(),
        plan.external ? Occasion.EXTERNAL_JOIN : Occasion.UPDATED);
    return new Path(
        Optional.of(created.path()),
        created.privateTree(),
        created.commitSecret(),
        created.provisional(),
        created.pathSecrets());
  }

  private Path noPath(Plan plan) {
    RatchetTree tree = plan.applied.tree();
    return new Path(
        Optional.empty(),
        plan.privateTree.fittedTo(tree),
        KeySchedule.noCommitSecret(crypto),
        plan.before.context().provisional(tree.treeHash(crypto), plan.applied.extensions()),
        Map.of());
  }

  private byte[] welcome(
      Plan plan, Map<Integer, SecretBytes> pathSecrets, NextEpoch epoch, GroupInfo groupInfo)
      throws MlsException {
    byte[] encryptedGroupInfo = Welcome.sealGroupInfo(crypto, epoch.welcome(), groupInfo);
    SuiteCrypto.Sealing sealing = Welcome.sealing(crypto, encryptedGroupInfo);
    List<Applied.Added> added = plan.applied.added();
    Welcome.@Nullable Entry[] sealed = new Welcome.@Nullable Entry[added.size()];
    @Nullable MlsException[] refused = new @Nullable MlsException[sealed.length];
    crypto
        .parallelism()
        .forEach(
            sealed.length,
            i -> {
              try {
                sealed[i] = entry(plan, pathSecrets, epoch, sealing, added.get(i));
              } catch (MlsException e) {
                refused[i] = e;
              }
            });
    List<Welcome.Entry> entries = new ArrayList<>(sealed.length);
    for (int i = 0; i < sealed.length; i++) {
      MlsException failure = refused[i];
      if (failure != null) {
        throw failure;
      }
      entries.add(Objects.requireNonNull(sealed[i]));
    }
    return new Welcome(crypto.suite().value(), List.copyOf(entries), encryptedGroupInfo).encode();
  }

  private Welcome.Entry entry(
      Plan plan,
      Map<Integer, SecretBytes> pathSecrets,
      NextEpoch epoch,
      SuiteCrypto.Sealing sealing,
      Applied.Added added)
      throws MlsException {
    // RFC 9420 §12.4.3.1: the secret of the lowest node above both, where there is a path
    Optional<SecretBytes> pathSecret =
        Optional.ofNullable(pathSecrets.get(TreeMath.commonAncestor(plan.leaf, added.leafIndex())));
    return Welcome.Entry.seal(
        sealing,
        added.keyPackage().reference(crypto),
        added.keyPackage().initKey(),
        new GroupSecrets(epoch.joiner(), pathSecret, plan.applied.preSharedKeys()));
  }
}
