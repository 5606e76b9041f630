package eu.paravent.mls.observer;

import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.internal.framing.ContentType;
import eu.paravent.mls.internal.framing.MlsMessage;
import eu.paravent.mls.internal.framing.PrivateMessage;
import eu.paravent.mls.internal.framing.PublicMessage;
import eu.paravent.mls.internal.framing.WireFormat;

/**
 * What everyone can read of a group's message (RFC 9420 §6). Nothing of it is verified.
 *
 * @param encrypted whether it is a PrivateMessage
 * @param groupId not a copy
 * @param epoch unsigned
 */
public record MessageHeader(boolean encrypted, Kind kind, byte[] groupId, long epoch) {
  public enum Kind {
    APPLICATION,
    PROPOSAL,
    COMMIT
  }

  /**
   * Reads an MLSMessage with a PublicMessage or PrivateMessage, whole: trailing bytes are refused.
   *
   * @throws MlsException MALFORMED or UNSUPPORTED
   */
  public static MessageHeader read(byte[] message) throws MlsException {
    WireFormat format = MlsMessage.wireFormat(message);
    switch (format) {
      case PUBLIC_MESSAGE:
        PublicMessage open = MlsMessage.decode(message, format, PublicMessage::read);
        return new MessageHeader(
            false,
            kind(open.content().content().content().type()),
            open.content().content().groupId(),
            open.content().content().epoch());
      case PRIVATE_MESSAGE:
        PrivateMessage sealed = MlsMessage.decode(message, format, PrivateMessage::read);
        return new MessageHeader(
            true, kind(sealed.contentType()), sealed.groupId(), sealed.epoch());
      default:
        throw new MlsException(
            Reason.UNSUPPORTED, "An MLS message with " + format + " is not a message of a group");
    }
  }

  private static Kind kind(ContentType type) {
    return switch (type) {
      case APPLICATION -> Kind.APPLICATION;
      case PROPOSAL -> Kind.PROPOSAL;
      case COMMIT -> Kind.COMMIT;
    };
  }
}
