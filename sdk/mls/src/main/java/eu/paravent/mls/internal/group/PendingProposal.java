package eu.paravent.mls.internal.group;

import eu.paravent.mls.DefectException;
import eu.paravent.mls.GroupPolicy.Member;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.ReceivedMessage;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.framing.AuthenticatedContent;
import eu.paravent.mls.internal.framing.Content;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import java.util.Optional;

/**
 * A verified proposal of this epoch, which a commit may name (RFC 9420 §12.1, §12.4).
 *
 * @param ownUpdate what becomes of the own leaf where this is the own Update
 */
record PendingProposal(
    byte[] reference, AuthenticatedContent content, Optional<OwnUpdate> ownUpdate) {
  SentProposal sent() {
    return sent(content);
  }

  /** As the facade tells of it. */
  ReceivedMessage.Proposal received(PublicGroup group) throws MlsException {
    SentProposal sent = sent();
    return received(group, sent, reference);
  }

  static ReceivedMessage.Proposal received(PublicGroup group, SentProposal sent, byte[] reference)
      throws MlsException {
    Optional<Long> removed = sent.removes();
    Optional<Member> removes =
        removed.isPresent() ? Optional.of(group.member(removed.get())) : Optional.empty();
    Optional<Credential> adds =
        sent.proposal() instanceof Proposal.Add add
            ? Optional.of(add.keyPackage().leafNode().credential())
            : Optional.empty();
    return new ReceivedMessage.Proposal(
        Proposers.of(group, sent.sender()),
        group.epoch(),
        sent.proposal().type(),
        adds,
        removes,
        reference.clone());
  }

  static SentProposal sent(AuthenticatedContent content) {
    if (content.content().content() instanceof Content.ProposalContent proposal) {
      return new SentProposal(proposal.proposal(), content.content().sender(), true);
    }
    throw new DefectException("Only proposals are kept as proposals", null);
  }

  byte[] encode() {
    return Stored.encode(out -> out.opaque(content.encode()).optional(ownUpdate, OwnUpdate::write));
  }

  static PendingProposal decode(byte[] record, SuiteCrypto crypto) {
    return Stored.decode(
        record,
        "proposal",
        in -> {
          AuthenticatedContent content = TlsReader.parse(in.opaque(), AuthenticatedContent::read);
          return new PendingProposal(
              content.proposalRef(crypto),
              content,
              in.optional(update -> OwnUpdate.read(update, crypto)));
        });
  }
}
