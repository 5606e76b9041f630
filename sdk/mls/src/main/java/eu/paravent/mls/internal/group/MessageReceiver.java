package eu.paravent.mls.internal.group;

import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.ReceivedMessage;
import eu.paravent.mls.SignedContent;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.internal.framing.AuthenticatedContent;
import eu.paravent.mls.internal.framing.Commit;
import eu.paravent.mls.internal.framing.Content;
import eu.paravent.mls.internal.framing.ContentType;
import eu.paravent.mls.internal.framing.MlsMessage;
import eu.paravent.mls.internal.framing.PrivateMessage;
import eu.paravent.mls.internal.framing.ProposalOrRef;
import eu.paravent.mls.internal.framing.PublicMessage;
import eu.paravent.mls.internal.framing.Sender;
import eu.paravent.mls.internal.framing.SenderData;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.MessageKey;
import eu.paravent.mls.internal.schedule.SecretTree;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a member does with a message of its group (RFC 9420 §6, §12.4.2). Nothing changes where it
 * refuses.
 */
public final class MessageReceiver {
  private final GroupSession session;
  private final GroupRules rules;
  private final SuiteCrypto crypto;

  public MessageReceiver(GroupSession session) {
    this.session = session;
    this.rules = session.client().rules();
    this.crypto = session.client().crypto();
  }

  public ReceivedMessage process(byte[] message) throws MlsException {
    Optional<CommitBundle> pending = session.pendingCommit();
    if (pending.isPresent() && Arrays.equals(pending.get().commit(), message)) {
      return session.mergeStaged();
    }
    EpochState state = session.activeState();
    WireFormat format = MlsMessage.wireFormat(message);
    return switch (format) {
      case PUBLIC_MESSAGE ->
          handshake(state, MlsMessage.decode(message, format, PublicMessage::read));
      case PRIVATE_MESSAGE ->
          decrypt(state, MlsMessage.decode(message, format, PrivateMessage::read));
      default ->
          throw new MlsException(
              Reason.UNSUPPORTED, "A group has no use for an MLS message with " + format);
    };
  }

  // ---- PublicMessage

  private ReceivedMessage handshake(EpochState state, PublicMessage message) throws MlsException {
    PublicGroup group = state.group();
    AuthenticatedContent content = message.content();
    if (content.content().content().type() == ContentType.APPLICATION) {
      // RFC 9420 §6: application data is never sent in the clear
      throw LeafRules.violated("Application data came in a PublicMessage");
    }
    Authentic authentic = new Authentic(group, rules);
    authentic.checkPlace(content.content().groupId(), content.content().epoch());
    if (!message.verifyMembership(crypto, state.secrets().membership(), group.encodedContext())) {
      throw Authentic.refused("The membership tag of the message does not verify");
    }
    if (isOwn(state, content) && content.content().content().type() == ContentType.COMMIT) {
      if (content.verify(
          crypto, group.leaf(state.ownLeaf()).signatureKey(), group.encodedContext())) {
        // of this epoch, which this state never left: it does not know what it did
        throw outdated();
      }
      throw Authentic.refused("The signature of the commit does not verify");
    }
    return handshake(state, content, Map.of());
  }

  private static MlsException outdated() {
    return new MlsException(
        Reason.STATE_OUTDATED,
        "This client's own leaf sent what the stored state does not know: it is an older copy");
  }

  private static boolean isOwn(EpochState state, AuthenticatedContent content) {
    Sender sender = content.content().sender();
    return sender.type() == Sender.Type.MEMBER && sender.index() == state.ownLeaf();
  }

  private ReceivedMessage handshake(
      EpochState state, AuthenticatedContent message, Map<String, byte @Nullable []> ratchet)
      throws MlsException {
    Content content = message.content().content();
    if (content instanceof Content.ProposalContent proposal) {
      return proposal(state, message, proposal, ratchet);
    } else if (content instanceof Content.CommitContent commit) {
      return commit(state, message, commit.commit(), ratchet);
    }
    throw LeafRules.violated("A handshake message holds neither proposal nor commit");
  }

  private ReceivedMessage.Proposal proposal(
      EpochState state,
      AuthenticatedContent message,
      Content.ProposalContent proposal,
      Map<String, byte @Nullable []> ratchet)
      throws MlsException {
    byte[] reference = message.proposalRef(crypto);
    Optional<PendingProposal> known = session.proposal(reference);
    if (known.isEmpty()) {
      new Authentic(state.group(), rules).check(message);
      PendingProposal received = new PendingProposal(reference, message, Optional.empty());
      new ProposalRules(state.group(), rules).checkAlone(received.sent());
      session.keep(received, ratchet);
      return received.received(state.group());
    }
    return known.get().received(state.group());
  }

  private ReceivedMessage.Commit commit(
      EpochState state,
      AuthenticatedContent message,
      Commit commit,
      Map<String, byte @Nullable []> ratchet)
      throws MlsException {
    PublicGroup group = state.group();
    VerifiedCommit verified =
        new CommitVerifier(group, rules)
            .verify(
                message,
                commit,
                reference -> session.proposal(reference).map(PendingProposal::content));
    CommitSummary summary =
        CommitSummary.of(
            group,
            verified.applied(),
            verified.committer(),
            verified.external(),
            commit.path().isPresent());
    if (verified.applied().removes(state.ownLeaf())) {
      ReceivedMessage.Commit last = summary.received(group, verified.next(rules), false, true);
      session.end(ratchet);
      return last;
    }
    session.client().requireSupport(group, verified.applied());
    EpochState next =
        new CommitReceiver(state, rules, session::preSharedKey).next(verified, ownUpdate(commit));
    session.advanceTo(next, verified.applied().reInit());
    return summary.received(group, next.group(), false, false);
  }

  /** The private keys of this member's own Update, where the commit takes it up. */
  private Optional<OwnUpdate> ownUpdate(Commit commit) {
    return commit.proposals().stream()
        .filter(ProposalOrRef.ByReference.class::isInstance)
        .flatMap(item -> session.proposal(((ProposalOrRef.ByReference) item).reference()).stream())
        .flatMap(pending -> pending.ownUpdate().stream())
        .findFirst();
  }

  // ---- PrivateMessage

  private ReceivedMessage decrypt(EpochState state, PrivateMessage message) throws MlsException {
    if (!Arrays.equals(message.groupId(), state.group().groupId())) {
      throw new MlsException(Reason.WRONG_GROUP, "The message is for another group");
    }
    if (message.epoch() == state.group().epoch()) {
      return decrypt(message, state.group(), state.ownLeaf(), state.secrets().senderData(), state);
    }
    // RFC 9420 §14: only application messages may come late; their sender is the one of their epoch
    Optional<PastEpoch> past =
        message.contentType() == ContentType.APPLICATION
            ? session.past(message.epoch())
            : Optional.empty();
    if (past.isPresent()) {
      return decrypt(
          message, past.get().group(), past.get().ownLeaf(), past.get().senderData(), state);
    }
    new Authentic(state.group(), rules).checkPlace(message.groupId(), message.epoch());
    throw new MlsException(Reason.EPOCH_TOO_OLD, "The keys of the message's epoch are gone");
  }

  private ReceivedMessage decrypt(
      PrivateMessage message,
      PublicGroup group,
      int ownLeaf,
      SecretBytes senderDataSecret,
      EpochState state)
      throws MlsException {
    SenderData sender = message.openSenderData(crypto, senderDataSecret);
    byte[] signatureKey = group.leaf(sender.leafIndex()).signatureKey();
    SecretTree.Kind kind =
        message.contentType() == ContentType.APPLICATION
            ? SecretTree.Kind.APPLICATION
            : SecretTree.Kind.HANDSHAKE;
    int leaf = (int) sender.leafIndex();
    try (MessageKey key = session.secretTree(group).at(leaf, kind, sender.generation())) {
      AuthenticatedContent content = message.open(crypto, sender, key);
      byte[] context = group.encodedContext();
      if (!content.verify(crypto, signatureKey, context)) {
        throw Authentic.refused("The signature of the message does not verify");
      }
      if (leaf == ownLeaf) {
        // what this state sent has no key here any more (RFC 9420 §9.2)
        throw outdated();
      }
      if (content.content().content() instanceof Content.ApplicationData application) {
        session.writeRatchet(group, key.changes());
        return new ReceivedMessage.Application(
            group.member(leaf),
            message.epoch(),
            sender.generation(),
            message.authenticatedData(),
            application.data(),
            new SignedContent(() -> content.toBeSigned(context), content.signature()));
      }
      return handshake(state, content, key.changes());
    }
  }
}
