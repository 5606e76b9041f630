package eu.paravent.mls.internal.framing;

import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;

/** FramedContent (RFC 9420 §6), with the bytes it was read from or is sent as. */
public final class FramedContent {
  private final byte[] groupId;
  private final long epoch;
  private final Sender sender;
  private final byte[] authenticatedData;
  private final Content content;
  private final byte[] encoded;

  private FramedContent(
      byte[] groupId,
      long epoch,
      Sender sender,
      byte[] authenticatedData,
      Content content,
      byte[] encoded) {
    this.groupId = groupId;
    this.epoch = epoch;
    this.sender = sender;
    this.authenticatedData = authenticatedData;
    this.content = content;
    this.encoded = encoded;
  }

  public static FramedContent of(
      byte[] groupId, long epoch, Sender sender, byte[] authenticatedData, Content content) {
    TlsWriter out = new TlsWriter(256).opaque(groupId).u64(epoch);
    sender.write(out);
    out.opaque(authenticatedData).u8(content.type().value());
    content.write(out);
    return new FramedContent(groupId, epoch, sender, authenticatedData, content, out.toBytes());
  }

  static FramedContent read(TlsReader in) throws MalformedException {
    int start = in.position();
    byte[] groupId = in.opaque();
    long epoch = in.u64();
    Sender sender = Sender.read(in);
    byte[] authenticatedData = in.opaque();
    Content content = Content.read(ContentType.read(in), in);
    return new FramedContent(groupId, epoch, sender, authenticatedData, content, in.since(start));
  }

  public byte[] groupId() {
    return groupId;
  }

  /** Unsigned. */
  public long epoch() {
    return epoch;
  }

  public Sender sender() {
    return sender;
  }

  public byte[] authenticatedData() {
    return authenticatedData;
  }

  public Content content() {
    return content;
  }

  /** The bytes that are signed and hashed: those received, not a re-encoding. Do not change. */
  byte[] encoded() {
    return encoded;
  }
}
