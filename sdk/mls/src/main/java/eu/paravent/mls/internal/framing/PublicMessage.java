package eu.paravent.mls.internal.framing;

import eu.paravent.mls.DefectException;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import java.util.Optional;

/**
 * PublicMessage (RFC 9420 §6.2).
 *
 * @param membershipTag present exactly for members
 */
public record PublicMessage(AuthenticatedContent content, Optional<byte[]> membershipTag) {
  /**
   * @param groupContext the encoded GroupContext of the epoch
   */
  public static PublicMessage protect(
      SuiteCrypto crypto,
      AuthenticatedContent content,
      SecretBytes membershipKey,
      byte[] groupContext) {
    // RFC 9420 §6: application data is never sent in the clear
    if (content.wireFormat() != WireFormat.PUBLIC_MESSAGE
        || content.content().content().type() == ContentType.APPLICATION) {
      throw new DefectException("Only a handshake message becomes a PublicMessage", null);
    }
    return new PublicMessage(
        content,
        content.content().sender().type() == Sender.Type.MEMBER
            ? Optional.of(crypto.mac(membershipKey.expose(), content.toBeMacked(groupContext)))
            : Optional.empty());
  }

  /** Whether the membership tag verifies; true for senders that have none. */
  public boolean verifyMembership(
      SuiteCrypto crypto, SecretBytes membershipKey, byte[] groupContext) {
    return membershipTag
        .map(tag -> crypto.verifyMac(membershipKey.expose(), content.toBeMacked(groupContext), tag))
        .orElse(true);
  }

  public static PublicMessage read(TlsReader in) throws MalformedException {
    FramedContent framed = FramedContent.read(in);
    AuthenticatedContent content =
        AuthenticatedContent.readAuth(WireFormat.PUBLIC_MESSAGE, framed, in);
    return new PublicMessage(
        content,
        framed.sender().type() == Sender.Type.MEMBER ? Optional.of(in.opaque()) : Optional.empty());
  }

  public void write(TlsWriter out) {
    content.writeContent(out);
    content.writeAuth(out);
    membershipTag.ifPresent(out::opaque);
  }

  /** As MLSMessage. */
  public byte[] encode() {
    return MlsMessage.encode(WireFormat.PUBLIC_MESSAGE, this::write);
  }
}
