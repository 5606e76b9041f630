package eu.paravent.mls.internal.group;

import eu.paravent.mls.Extensions;
import eu.paravent.mls.ExternalJoinSpec;
import eu.paravent.mls.GroupPolicy.Member;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.ProposalSpec;
import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.CryptoProvider.Encapsulated;
import eu.paravent.mls.crypto.KemKeyPair;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.framing.AuthenticatedContent;
import eu.paravent.mls.internal.framing.GroupInfo;
import eu.paravent.mls.internal.framing.GroupSecrets;
import eu.paravent.mls.internal.framing.MlsMessage;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.framing.ProposalOrRef;
import eu.paravent.mls.internal.framing.Sender;
import eu.paravent.mls.internal.framing.Welcome;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.EpochSecrets;
import eu.paravent.mls.internal.schedule.GroupContext;
import eu.paravent.mls.internal.schedule.KeySchedule;
import eu.paravent.mls.internal.schedule.PreSharedKeyId;
import eu.paravent.mls.internal.schedule.TranscriptHash;
import eu.paravent.mls.internal.tree.LeafNode;
import eu.paravent.mls.internal.tree.Lifetime;
import eu.paravent.mls.internal.tree.PrivateTree;
import eu.paravent.mls.internal.tree.RatchetTree;
import eu.paravent.mls.internal.tree.TreeKem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The three ways into a group: making it, a Welcome, an external commit. */
public final class Joining {
  private static final byte[] NONE = new byte[0];

  private final LocalClient client;
  private final SuiteCrypto crypto;

  public Joining(LocalClient client) {
    this.client = client;
    this.crypto = client.crypto();
  }

  // ---- making one (RFC 9420 §11)

  public GroupSession create(byte[] groupId, Extensions contextExtensions) throws MlsException {
    return GroupSession.begin(client, first(groupId, contextExtensions), new Changes());
  }

  /** Epoch 0, not stored yet. */
  EpochState first(byte[] groupId, Extensions contextExtensions) throws MlsException {
    refuseActive(groupId);
    KemKeyPair leafKey = crypto.generateKeyPair();
    long now = client.clock().instant().getEpochSecond();
    // a leaf of source key_package wants a lifetime; nobody checks it in a tree
    LeafNode leaf =
        LeafNode.forKeyPackage(
            crypto,
            client.signer(),
            client.template(),
            leafKey.publicKey(),
            new Lifetime(now, -1L));
    RatchetTree tree = RatchetTree.ofOne(leaf);
    client.template().requireSupport(contextExtensions);
    new LeafRules(crypto.suite().value(), contextExtensions).checkTree(tree);
    client.rules().authenticateExternalSenders(groupId, contextExtensions);
    GroupContext context =
        new GroupContext(
            crypto.suite().value(),
            groupId.clone(),
            0,
            tree.treeHash(crypto),
            NONE,
            contextExtensions);
    EpochSecrets secrets = EpochSecrets.derive(crypto, crypto.random(crypto.hashLength()));
    byte[] tag = TranscriptHash.confirmationTag(crypto, secrets.confirmation(), NONE);
    return new EpochState(
        PublicGroup.of(crypto, context, tree, tag),
        PrivateTree.ofLeaf(0, leafKey),
        secrets,
        client.signer());
  }

  private void refuseActive(byte[] groupId) throws MlsException {
    if (GroupSession.activeIn(client, groupId)) {
      throw new MlsException(Reason.WRONG_STATE, "This client is a member of the group already");
    }
  }

  // ---- Welcome (RFC 9420 §12.4.3.1)

  public GroupSession join(byte[] welcomeMessage, Optional<byte[]> ratchetTree)
      throws MlsException {
    Welcome welcome = MlsMessage.decode(welcomeMessage, WireFormat.WELCOME, Welcome::read);
    if (welcome.cipherSuite() != crypto.suite().value()) {
      throw new MlsException(
          Reason.UNSUPPORTED,
          "The Welcome is for cipher suite " + welcome.cipherSuite() + ", not this client's");
    }
    KeyPackageStore keyPackages = new KeyPackageStore(client);
    for (Welcome.Entry entry : welcome.secrets()) {
      Optional<KeyPackageStore.Own> own = keyPackages.find(entry.newMember());
      if (own.isPresent()) {
        return join(welcome, entry, own.get(), ratchetTree);
      }
    }
    throw new MlsException(
        Reason.NOT_FOR_THIS_CLIENT, "The Welcome is for none of the key packages stored here");
  }

  private GroupSession join(
      Welcome welcome, Welcome.Entry entry, KeyPackageStore.Own own, Optional<byte[]> ratchetTree)
      throws MlsException {
    GroupSecrets secrets = welcome.openSecrets(crypto, entry, own.initKey());
    Optional<PreSharedKeyId.Resumption> origin = Lineage.keyOf(secrets.psks());
    try (SecretBytes joiner = secrets.joinerSecret();
        SecretBytes psk = pskLookup().secret(crypto, secrets.psks())) {
      GroupInfo info;
      try (SecretBytes welcomeSecret = KeySchedule.welcomeSecret(crypto, joiner, psk)) {
        info = welcome.openGroupInfo(crypto, welcomeSecret);
      }
      refuseActive(info.context().groupId());
      PublicGroup group = new TreeImport(client.rules()).verified(info, ratchetTree);
      client.template().requireSupport(group.context().extensions());
      int leaf = ownLeaf(group, own);
      EpochSecrets epoch = KeySchedule.epochSecrets(crypto, joiner, psk, group.encodedContext());
      if (!TranscriptHash.verifyConfirmationTag(
          crypto,
          epoch.confirmation(),
          group.context().confirmedTranscriptHash(),
          info.confirmationTag())) {
        throw Authentic.refused("The confirmation tag of the Welcome does not verify");
      }
      if (origin.isPresent()) {
        try (OldGroup old = OldGroup.of(client, origin.get())) {
          new Lineage(client.rules().authentication(), old, origin.get().usage()).verify(group);
        }
      }
      PrivateTree keys =
          new TreeKem(crypto)
              .join(
                  group.tree(),
                  (int) info.signer(),
                  PrivateTree.ofLeaf(leaf, own.leafKey()),
                  secrets.pathSecret());
      Changes changes = new Changes();
      if (!own.lastResort()) {
        changes.delete(KeyPackageStore.key(own.reference()));
      }
      return GroupSession.begin(client, new EpochState(group, keys, epoch, own.signer()), changes);
    }
  }

  private static int ownLeaf(PublicGroup group, KeyPackageStore.Own own) throws MlsException {
    LeafNode mine = own.keyPackage().leafNode();
    for (int index : group.tree().members()) {
      LeafNode leaf = group.leaf(index);
      if (Arrays.equals(leaf.encryptionKey(), mine.encryptionKey())
          && Arrays.equals(leaf.signatureKey(), mine.signatureKey())) {
        return index;
      }
    }
    throw LeafRules.violated("The group of the Welcome does not hold this client's leaf");
  }

  private PskLookup pskLookup() {
    return id -> {
      if (id instanceof PreSharedKeyId.External external) {
        return client.externalPreSharedKey(external);
      }
      return OldGroup.of(client, (PreSharedKeyId.Resumption) id).resumption();
    };
  }

  // ---- external commit (RFC 9420 §12.4.3.2)

  public GroupSession joinExternally(byte[] groupInfoMessage, ExternalJoinSpec spec)
      throws MlsException {
    GroupInfo info = MlsMessage.decode(groupInfoMessage, WireFormat.GROUP_INFO, GroupInfo::read);
    PublicGroup group = new TreeImport(client.rules()).verified(info, Optional.empty());
    client.template().requireSupport(group.context().extensions());
    Encapsulated init = externalInit(info);
    Sender joiner = Sender.newMemberCommit();
    List<SentProposal> sent = new ArrayList<>();
    List<ProposalOrRef> items = new ArrayList<>();
    for (byte[] message : spec.selfRemoves()) {
      AuthenticatedContent leaving = new PublicFollower(group, client.rules()).proposal(message);
      SentProposal proposal = PendingProposal.sent(leaving);
      if (!(proposal.proposal() instanceof Proposal.SelfRemove)) {
        throw LeafRules.violated("An external commit refers to SelfRemove proposals only");
      }
      sent.add(proposal);
      items.add(new ProposalOrRef.ByReference(leaving.proposalRef(crypto)));
    }
    List<Proposal> byValue = new ArrayList<>();
    byValue.add(new Proposal.ExternalInit(init.encapsulation()));
    earlierLeaf(group)
        .filter(leaf -> sent.stream().noneMatch(s -> s.sender().index() == leaf))
        .ifPresent(leaf -> byValue.add(new Proposal.Remove(leaf)));
    ProposalMaker maker = client.proposals();
    for (ProposalSpec proposal : spec.proposals()) {
      byValue.add(maker.make(proposal));
    }
    for (Proposal proposal : byValue) {
      sent.add(new SentProposal(proposal, joiner, false));
      items.add(new ProposalOrRef.ByValue(proposal));
    }
    Applied applied = new ProposalRules(group, client.rules()).apply(sent, joiner);
    int leaf = applied.tree().reserveLeaf();
    Member self =
        new Member(
            leaf,
            client.template().credential(),
            client.signer().publicKey(),
            client.template().extensions());
    client.rules().allow(new PolicyChange(group, applied).of(self, true, true));
    SecretBytes psk = pskLookup().secret(crypto, applied.preSharedKeys());
    return GroupSession.prepare(
        client,
        new CommitMaker(client)
            .make(
                new CommitMaker.Plan(
                    group,
                    List.copyOf(items),
                    applied,
                    true,
                    true,
                    leaf,
                    PrivateTree.ofLeaf(leaf, crypto.generateKeyPair()),
                    client.signer(),
                    Optional.empty(),
                    init.sharedSecret(),
                    psk)));
  }

  private Encapsulated externalInit(GroupInfo info) throws MlsException {
    byte[] extension =
        info.extensions()
            .find(Extensions.EXTERNAL_PUB)
            .orElseThrow(
                () ->
                    LeafRules.violated(
                        "The group info has no external_pub: nobody can join by it"));
    byte[] externalPub =
        TlsReader.parseOrRefuse(extension, "The external_pub extension", TlsReader::opaque);
    try {
      return crypto.encapsulateInitSecret(externalPub);
    } catch (CryptoException e) {
      throw new MlsException(
          Reason.RULE_VIOLATION, "The external_pub of the group info is no public key", e);
    }
  }

  private Optional<Integer> earlierLeaf(PublicGroup group) throws MlsException {
    for (int index : group.tree().members()) {
      if (client
          .rules()
          .authentication()
          .sameClient(group.leaf(index).credential(), client.template().credential())) {
        return Optional.of(index);
      }
    }
    return Optional.empty();
  }
}
