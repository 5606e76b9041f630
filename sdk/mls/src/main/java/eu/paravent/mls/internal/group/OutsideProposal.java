package eu.paravent.mls.internal.group;

import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.ProposalSpec;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.internal.framing.AuthenticatedContent;
import eu.paravent.mls.internal.framing.Content;
import eu.paravent.mls.internal.framing.FramedContent;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.framing.PublicMessage;
import eu.paravent.mls.internal.framing.Sender;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import java.time.InstantSource;

/**
 * Proposals of who is no member (RFC 9420 §12.1.8). Their signature does not cover the group
 * context: group id and epoch are all they have to know.
 */
public final class OutsideProposal {
  private static final byte[] NONE = new byte[0];

  private OutsideProposal() {}

  /**
   * @param index of the signer in the external_senders extension
   */
  public static byte[] external(
      SuiteCrypto crypto,
      InstantSource clock,
      SignatureKeyPair signer,
      int index,
      byte[] groupId,
      long epoch,
      ProposalSpec spec)
      throws MlsException {
    return message(
        crypto,
        signer,
        Sender.external(index),
        groupId,
        epoch,
        new ProposalMaker(crypto, clock, GroupRules.ANY_LIFETIME).make(spec));
  }

  /** Signed with the key of the key package's leaf, which must be stored here. */
  public static byte[] join(LocalClient client, byte[] keyPackage, byte[] groupId, long epoch)
      throws MlsException {
    Proposal.Add add = client.proposals().add(keyPackage);
    KeyPackageStore.Own own =
        new KeyPackageStore(client)
            .find(add.keyPackage().reference(client.crypto()))
            .orElseThrow(
                () ->
                    new MlsException(
                        Reason.NOT_FOR_THIS_CLIENT,
                        "The keys of the key package are not stored here: make a new one"));
    return message(client.crypto(), own.signer(), Sender.newMemberProposal(), groupId, epoch, add);
  }

  private static byte[] message(
      SuiteCrypto crypto,
      SignatureKeyPair signer,
      Sender sender,
      byte[] groupId,
      long epoch,
      Proposal proposal) {
    FramedContent framed =
        FramedContent.of(
            groupId.clone(), epoch, sender, NONE, new Content.ProposalContent(proposal));
    AuthenticatedContent signed =
        AuthenticatedContent.sign(crypto, WireFormat.PUBLIC_MESSAGE, framed, NONE, signer);
    return PublicMessage.protect(crypto, signed, SecretBytes.wrap(NONE), NONE).encode();
  }
}
