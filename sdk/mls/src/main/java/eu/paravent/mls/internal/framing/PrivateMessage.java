package eu.paravent.mls.internal.framing;

import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.MessageKey;
import java.util.Arrays;

/**
 * PrivateMessage (RFC 9420 §6.3).
 *
 * @param epoch unsigned
 */
public record PrivateMessage(
    byte[] groupId,
    long epoch,
    ContentType contentType,
    byte[] authenticatedData,
    byte[] encryptedSenderData,
    byte[] ciphertext) {
  /** Encrypts content signed for this wire format. */
  public static PrivateMessage seal(
      SuiteCrypto crypto,
      AuthenticatedContent authenticated,
      MessageKey key,
      SecretBytes senderDataSecret,
      Padding padding) {
    FramedContent framed = authenticated.content();
    ContentType type = framed.content().type();
    TlsWriter plain = new TlsWriter(512);
    framed.content().write(plain);
    authenticated.writeAuth(plain);
    plain.zeros(padding.lengthFor(plain.length()));
    byte[] plaintext = plain.toBytes();
    plain.wipe();

    byte[] guard = crypto.random(SenderData.GUARD_LENGTH);
    byte[] ciphertext =
        crypto.seal(
            key.key().expose(),
            key.nonce(guard),
            contentAad(framed.groupId(), framed.epoch(), type, framed.authenticatedData()),
            plaintext);
    Arrays.fill(plaintext, (byte) 0);

    byte[] secret = senderDataSecret.expose();
    byte[] senderData =
        crypto.seal(
            SenderData.key(crypto, secret, ciphertext),
            SenderData.nonce(crypto, secret, ciphertext),
            senderDataAad(framed.groupId(), framed.epoch(), type),
            new SenderData(framed.sender().index(), key.generation(), guard).encode());
    return new PrivateMessage(
        framed.groupId(), framed.epoch(), type, framed.authenticatedData(), senderData, ciphertext);
  }

  /** Who claims to have sent it, which is not proved yet. */
  public SenderData openSenderData(SuiteCrypto crypto, SecretBytes senderDataSecret)
      throws MlsException {
    byte[] secret = senderDataSecret.expose();
    try {
      byte[] opened =
          crypto.open(
              SenderData.key(crypto, secret, ciphertext),
              SenderData.nonce(crypto, secret, ciphertext),
              senderDataAad(groupId, epoch, contentType),
              encryptedSenderData);
      return TlsReader.parseOrRefuse(opened, "The sender data", SenderData::read);
    } catch (CryptoException e) {
      throw new MlsException(Reason.NOT_AUTHENTIC, "The sender data does not verify", e);
    }
  }

  /** Decrypts; the signature is still to be verified by the caller. */
  public AuthenticatedContent open(SuiteCrypto crypto, SenderData sender, MessageKey key)
      throws MlsException {
    byte[] plaintext;
    try {
      plaintext =
          crypto.open(
              key.key().expose(),
              key.nonce(sender.reuseGuard()),
              contentAad(groupId, epoch, contentType, authenticatedData),
              ciphertext);
    } catch (CryptoException e) {
      throw new MlsException(Reason.NOT_AUTHENTIC, "The message does not decrypt", e);
    }
    return TlsReader.parseOrRefuse(
        plaintext, "The decrypted message", in -> readContent(sender, in));
  }

  private AuthenticatedContent readContent(SenderData sender, TlsReader in)
      throws MalformedException {
    Content content = Content.read(contentType, in);
    FramedContent framed =
        FramedContent.of(
            groupId,
            epoch,
            new Sender(Sender.Type.MEMBER, sender.leafIndex()),
            authenticatedData,
            content);
    AuthenticatedContent authenticated =
        AuthenticatedContent.readAuth(WireFormat.PRIVATE_MESSAGE, framed, in);
    // RFC 9420 §6.3.1: padding is zeros, so that it carries nothing
    byte any = 0;
    for (byte b : in.rest()) {
      any |= b;
    }
    if (any != 0) {
      throw new MalformedException("the padding is not zero");
    }
    return authenticated;
  }

  private static byte[] contentAad(
      byte[] groupId, long epoch, ContentType type, byte[] authenticatedData) {
    return new TlsWriter(groupId.length + authenticatedData.length + 24)
        .opaque(groupId)
        .u64(epoch)
        .u8(type.value())
        .opaque(authenticatedData)
        .toBytes();
  }

  private static byte[] senderDataAad(byte[] groupId, long epoch, ContentType type) {
    return new TlsWriter(groupId.length + 16).opaque(groupId).u64(epoch).u8(type.value()).toBytes();
  }

  public static PrivateMessage read(TlsReader in) throws MalformedException {
    return new PrivateMessage(
        in.opaque(), in.u64(), ContentType.read(in), in.opaque(), in.opaque(), in.opaque());
  }

  public void write(TlsWriter out) {
    out.opaque(groupId).u64(epoch).u8(contentType.value());
    out.opaque(authenticatedData).opaque(encryptedSenderData).opaque(ciphertext);
  }

  /** As MLSMessage. */
  public byte[] encode() {
    return MlsMessage.encode(WireFormat.PRIVATE_MESSAGE, this::write);
  }
}
