package eu.paravent.mls.internal.group;

import eu.paravent.mls.Extensions;
import eu.paravent.mls.ExternalSender;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.credential.AuthenticationService.Occasion;
import eu.paravent.mls.internal.framing.AuthenticatedContent;
import eu.paravent.mls.internal.framing.Content;
import eu.paravent.mls.internal.framing.ContentType;
import eu.paravent.mls.internal.framing.FramedContent;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.framing.Sender;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.internal.tree.UpdatePath;
import java.util.Arrays;
import java.util.List;

/** Who signed a message of this epoch, and whether (RFC 9420 §6.1). */
final class Authentic {
  private final PublicGroup group;
  private final GroupRules rules;

  Authentic(PublicGroup group, GroupRules rules) {
    this.group = group;
    this.rules = rules;
  }

  static MlsException refused(String message) {
    return new MlsException(Reason.NOT_AUTHENTIC, message);
  }

  /** Group and epoch as in the context, the sender allowed to send it, the signature good. */
  void check(AuthenticatedContent message) throws MlsException {
    checkPlace(message.content().groupId(), message.content().epoch());
    if (message.content().content() instanceof Content.ProposalContent proposal
        && proposal.proposal() instanceof Proposal.SelfRemove
        && message.wireFormat() != WireFormat.PUBLIC_MESSAGE) {
      // draft-ietf-mls-extensions: who joins by external commit must be able to read it
      throw LeafRules.violated("A SelfRemove is sent as a PublicMessage");
    }
    if (!message.verify(rules.crypto(), signatureKey(message), group.encodedContext())) {
      throw refused("The signature of the message does not verify");
    }
  }

  /** Group and epoch as in the context. */
  void checkPlace(byte[] groupId, long epoch) throws MlsException {
    if (!Arrays.equals(groupId, group.groupId())) {
      throw new MlsException(Reason.WRONG_GROUP, "The message is for another group");
    }
    int order = Long.compareUnsigned(epoch, group.epoch());
    if (order != 0) {
      throw new MlsException(
          order < 0 ? Reason.EPOCH_TOO_OLD : Reason.EPOCH_IN_FUTURE,
          "The message is for epoch "
              + Long.toUnsignedString(epoch)
              + ", the group is in "
              + Long.toUnsignedString(group.epoch()));
    }
  }

  private byte[] signatureKey(AuthenticatedContent message) throws MlsException {
    FramedContent framed = message.content();
    ContentType type = framed.content().type();
    Sender sender = framed.sender();
    if (sender.type() != Sender.Type.MEMBER && message.wireFormat() != WireFormat.PUBLIC_MESSAGE) {
      throw LeafRules.violated("Who is no member can only send a PublicMessage");
    }
    switch (sender.type()) {
      case MEMBER:
        return group.leaf(sender.index()).signatureKey();
      case EXTERNAL:
        if (type != ContentType.PROPOSAL) {
          throw LeafRules.violated("An external sender can only propose");
        }
        return externalSender(sender.index());
      case NEW_MEMBER_PROPOSAL:
        if (framed.content() instanceof Content.ProposalContent proposal
            && proposal.proposal() instanceof Proposal.Add add) {
          return add.keyPackage().leafNode().signatureKey();
        }
        throw LeafRules.violated("Who is no member can only propose to be added");
      case NEW_MEMBER_COMMIT:
        if (framed.content() instanceof Content.CommitContent commit) {
          UpdatePath path =
              commit
                  .commit()
                  .path()
                  .orElseThrow(() -> LeafRules.violated("An external commit needs a path"));
          return path.leafNode().signatureKey();
        }
        throw LeafRules.violated("A joiner sends a commit");
    }
    throw LeafRules.violated("Unknown sender");
  }

  /** RFC 9420 §12.1.8.1. */
  private byte[] externalSender(long index) throws MlsException {
    Extensions extensions = group.context().extensions();
    List<ExternalSender> senders = extensions.externalSenders();
    if (index >= senders.size()) {
      throw LeafRules.violated("There is no external sender " + index);
    }
    ExternalSender sender = senders.get((int) index);
    rules.authenticate(
        sender.credential(),
        sender.signatureKey(),
        group.groupId(),
        extensions,
        Occasion.EXTERNAL_SENDER);
    return sender.signatureKey();
  }
}
