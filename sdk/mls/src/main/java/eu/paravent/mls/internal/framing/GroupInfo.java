package eu.paravent.mls.internal.framing;

import eu.paravent.mls.Extensions;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.internal.codec.ExtensionsCodec;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.GroupContext;

/**
 * GroupInfo (RFC 9420 §12.4.3).
 *
 * @param signer leaf index as on the wire: 0 to 2^32 - 1
 */
public record GroupInfo(
    GroupContext context,
    Extensions extensions,
    byte[] confirmationTag,
    long signer,
    byte[] signature) {
  private static final String LABEL = "GroupInfoTBS";

  public static GroupInfo sign(
      SuiteCrypto crypto,
      GroupContext context,
      Extensions extensions,
      byte[] confirmationTag,
      int signer,
      SignatureKeyPair key) {
    GroupInfo unsigned = new GroupInfo(context, extensions, confirmationTag, signer, new byte[0]);
    byte[] signature = crypto.signWithLabel(key, LABEL, unsigned.toBeSigned());
    return new GroupInfo(context, extensions, confirmationTag, signer, signature);
  }

  public boolean verify(SuiteCrypto crypto, byte[] signatureKey) {
    return crypto.verifyWithLabel(signatureKey, LABEL, toBeSigned(), signature);
  }

  private byte[] toBeSigned() {
    return TlsWriter.encode(this::writeToBeSigned);
  }

  private void writeToBeSigned(TlsWriter out) {
    context.write(out);
    ExtensionsCodec.write(extensions, out);
    out.opaque(confirmationTag).u32(signer);
  }

  public static GroupInfo read(TlsReader in) throws MalformedException {
    return new GroupInfo(
        GroupContext.read(in), ExtensionsCodec.read(in), in.opaque(), in.u32(), in.opaque());
  }

  public void write(TlsWriter out) {
    writeToBeSigned(out);
    out.opaque(signature);
  }

  /** As MLSMessage. */
  public byte[] encode() {
    return MlsMessage.encode(WireFormat.GROUP_INFO, this::write);
  }
}
