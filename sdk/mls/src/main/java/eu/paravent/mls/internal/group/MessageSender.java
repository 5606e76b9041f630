package eu.paravent.mls.internal.group;

import eu.paravent.mls.MlsException;
import eu.paravent.mls.ProposalSpec;
import eu.paravent.mls.ReceivedMessage;
import eu.paravent.mls.crypto.KemKeyPair;
import eu.paravent.mls.internal.framing.AuthenticatedContent;
import eu.paravent.mls.internal.framing.Content;
import eu.paravent.mls.internal.framing.FramedContent;
import eu.paravent.mls.internal.framing.Padding;
import eu.paravent.mls.internal.framing.PrivateMessage;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.framing.PublicMessage;
import eu.paravent.mls.internal.framing.Sender;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.MessageKey;
import eu.paravent.mls.internal.schedule.SecretTree;
import eu.paravent.mls.internal.tree.LeafNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Application messages and proposals of a member (RFC 9420 §6, §12.1, §15.1). */
public final class MessageSender {
  private static final byte[] NONE = new byte[0];

  private final GroupSession session;
  private final LocalClient client;
  private final SuiteCrypto crypto;

  public MessageSender(GroupSession session) {
    this.session = session;
    this.client = session.client();
    this.crypto = client.crypto();
  }

  public byte[] encrypt(byte[] data, byte[] authenticatedData) throws MlsException {
    EpochState state = session.activeState();
    PublicGroup group = state.group();
    AuthenticatedContent signed =
        sign(
            state,
            WireFormat.PRIVATE_MESSAGE,
            authenticatedData,
            new Content.ApplicationData(data));
    try (MessageKey key =
        session.secretTree(group).next(state.ownLeaf(), SecretTree.Kind.APPLICATION)) {
      // stored before the ciphertext exists: a restart can skip a generation, never use one twice
      session.writeRatchet(group, key.changes());
      return PrivateMessage.seal(
              crypto, signed, key, state.secrets().senderData(), Padding.sizeClasses())
          .encode();
    }
  }

  public byte[] propose(ProposalSpec spec) throws MlsException {
    session.activeState();
    return propose(client.proposals().make(spec), Optional.empty());
  }

  /** The same message again where the proposal was made in this epoch already: one is allowed. */
  public byte[] proposeSelfRemove() throws MlsException {
    EpochState state = session.activeState();
    for (PendingProposal pending : session.proposals()) {
      SentProposal sent = pending.sent();
      if (sent.proposal() instanceof Proposal.SelfRemove
          && sent.sender().index() == state.ownLeaf()) {
        return open(state, pending.content());
      }
    }
    return propose(new Proposal.SelfRemove(), Optional.empty());
  }

  public byte[] proposeUpdate() throws MlsException {
    EpochState state = session.activeState();
    KemKeyPair leafKey = crypto.generateKeyPair();
    LeafNode leaf =
        LeafNode.forUpdate(
            crypto,
            client.signer(),
            client.template(),
            leafKey.publicKey(),
            state.group().groupId(),
            state.ownLeaf());
    return propose(new Proposal.Update(leaf), Optional.of(new OwnUpdate(leafKey, client.signer())));
  }

  private byte[] propose(Proposal proposal, Optional<OwnUpdate> ownUpdate) throws MlsException {
    EpochState state = session.activeState();
    PublicGroup group = state.group();
    AuthenticatedContent signed =
        sign(state, WireFormat.PUBLIC_MESSAGE, NONE, new Content.ProposalContent(proposal));
    PendingProposal pending = new PendingProposal(signed.proposalRef(crypto), signed, ownUpdate);
    new ProposalRules(group, client.rules()).checkAlone(pending.sent());
    session.keep(pending, Map.of());
    return open(state, signed);
  }

  private byte[] open(EpochState state, AuthenticatedContent signed) {
    return PublicMessage.protect(
            crypto, signed, state.secrets().membership(), state.group().encodedContext())
        .encode();
  }

  private AuthenticatedContent sign(
      EpochState state, WireFormat format, byte[] authenticatedData, Content content) {
    PublicGroup group = state.group();
    FramedContent framed =
        FramedContent.of(
            group.groupId(),
            group.epoch(),
            Sender.member(state.ownLeaf()),
            authenticatedData,
            content);
    return AuthenticatedContent.sign(
        crypto, format, framed, group.encodedContext(), state.signer());
  }

  public List<ReceivedMessage.Proposal> pendingProposals() throws MlsException {
    List<ReceivedMessage.Proposal> pending = new ArrayList<>();
    for (PendingProposal proposal : session.proposals()) {
      pending.add(proposal.received(session.state().group()));
    }
    return List.copyOf(pending);
  }
}
