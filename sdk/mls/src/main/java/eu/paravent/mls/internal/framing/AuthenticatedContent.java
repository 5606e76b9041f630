package eu.paravent.mls.internal.framing;

import eu.paravent.mls.DefectException;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.GroupContext;
import java.util.Optional;

/**
 * AuthenticatedContent (RFC 9420 §6). That one exists says nothing about its signature: see {@link
 * #verify}.
 *
 * @param confirmationTag present exactly for a commit
 */
public record AuthenticatedContent(
    WireFormat wireFormat,
    FramedContent content,
    byte[] signature,
    Optional<byte[]> confirmationTag) {
  private static final String LABEL = "FramedContentTBS";

  /** Signed, and without confirmation tag where it is a commit. */
  public static AuthenticatedContent sign(
      SuiteCrypto crypto,
      WireFormat wireFormat,
      FramedContent content,
      byte[] groupContext,
      SignatureKeyPair signer) {
    byte[] signature =
        crypto.signWithLabel(signer, LABEL, toBeSigned(wireFormat, content, groupContext));
    return new AuthenticatedContent(wireFormat, content, signature, Optional.empty());
  }

  public AuthenticatedContent withConfirmationTag(byte[] tag) {
    return new AuthenticatedContent(wireFormat, content, signature, Optional.of(tag));
  }

  /**
   * Whether the signature verifies with this key.
   *
   * @param groupContext the encoded GroupContext of the epoch; used where the sender's type wants
   *     it
   */
  public boolean verify(SuiteCrypto crypto, byte[] signatureKey, byte[] groupContext) {
    return crypto.verifyWithLabel(
        signatureKey, LABEL, toBeSigned(wireFormat, content, groupContext), signature);
  }

  /** FramedContentTBS (RFC 9420 §6.1), what {@link #verify} holds the signature against. */
  public byte[] toBeSigned(byte[] groupContext) {
    return toBeSigned(wireFormat, content, groupContext);
  }

  /** FramedContentTBS (RFC 9420 §6.1). */
  private static byte[] toBeSigned(
      WireFormat wireFormat, FramedContent content, byte[] groupContext) {
    TlsWriter out =
        new TlsWriter(content.encoded().length + groupContext.length + 4)
            .u16(GroupContext.MLS10)
            .u16(wireFormat.value())
            .raw(content.encoded());
    if (content.sender().type().signsContext()) {
      out.raw(groupContext);
    }
    return out.toBytes();
  }

  /** AuthenticatedContentTBM (RFC 9420 §6.2). */
  byte[] toBeMacked(byte[] groupContext) {
    TlsWriter out = new TlsWriter(content.encoded().length + groupContext.length + 256);
    out.raw(toBeSigned(wireFormat, content, groupContext));
    writeAuth(out);
    return out.toBytes();
  }

  /** ConfirmedTranscriptHashInput (RFC 9420 §8.2). */
  public byte[] confirmedTranscriptHashInput() {
    return new TlsWriter(content.encoded().length + 128)
        .u16(wireFormat.value())
        .raw(content.encoded())
        .opaque(signature)
        .toBytes();
  }

  /** ProposalRef of the proposal inside (RFC 9420 §5.2). */
  public byte[] proposalRef(SuiteCrypto crypto) {
    return crypto.proposalRef(encode());
  }

  public byte[] encode() {
    TlsWriter out = new TlsWriter(content.encoded().length + 256).u16(wireFormat.value());
    writeContent(out);
    writeAuth(out);
    return out.toBytes();
  }

  public static AuthenticatedContent read(TlsReader in) throws MalformedException {
    WireFormat wireFormat = WireFormat.read(in);
    FramedContent content = FramedContent.read(in);
    return readAuth(wireFormat, content, in);
  }

  void writeContent(TlsWriter out) {
    out.raw(content.encoded());
  }

  /** FramedContentAuthData (RFC 9420 §6.1). */
  void writeAuth(TlsWriter out) {
    boolean commit = content.content().type() == ContentType.COMMIT;
    if (commit != confirmationTag.isPresent()) {
      throw new DefectException("A confirmation tag belongs to commits, and to those always", null);
    }
    out.opaque(signature);
    confirmationTag.ifPresent(out::opaque);
  }

  static AuthenticatedContent readAuth(WireFormat wireFormat, FramedContent content, TlsReader in)
      throws MalformedException {
    byte[] signature = in.opaque();
    Optional<byte[]> tag =
        content.content().type() == ContentType.COMMIT
            ? Optional.of(in.opaque())
            : Optional.empty();
    return new AuthenticatedContent(wireFormat, content, signature, tag);
  }
}
