package eu.paravent.mls.internal.schedule;

import eu.paravent.mls.Extensions;
import eu.paravent.mls.internal.codec.ExtensionsCodec;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;

/**
 * GroupContext (RFC 9420 §8.1). Immutable as long as nobody changes the arrays.
 *
 * @param cipherSuite the code point, known here or not
 * @param epoch unsigned
 */
public record GroupContext(
    int cipherSuite,
    byte[] groupId,
    long epoch,
    byte[] treeHash,
    byte[] confirmedTranscriptHash,
    Extensions extensions) {
  /** ProtocolVersion mls10. */
  public static final int MLS10 = 1;

  public static GroupContext read(TlsReader in) throws MalformedException {
    int version = in.u16();
    if (version != MLS10) {
      throw new MalformedException("protocol version " + version + " is not mls10");
    }
    return new GroupContext(
        in.u16(), in.opaque(), in.u64(), in.opaque(), in.opaque(), ExtensionsCodec.read(in));
  }

  public void write(TlsWriter out) {
    out.u16(MLS10).u16(cipherSuite).opaque(groupId).u64(epoch);
    out.opaque(treeHash).opaque(confirmedTranscriptHash);
    ExtensionsCodec.write(extensions, out);
  }

  public byte[] encode() {
    return TlsWriter.encode(this::write);
  }

  /**
   * The context of the next epoch that TreeKEM encrypts under (RFC 9420 §12.4.1): epoch, tree hash
   * and extensions are new, the confirmed transcript hash is still the old one.
   */
  public GroupContext provisional(byte[] newTreeHash, Extensions newExtensions) {
    return new GroupContext(
        cipherSuite, groupId, epoch + 1, newTreeHash, confirmedTranscriptHash, newExtensions);
  }

  public GroupContext withConfirmedTranscriptHash(byte[] hash) {
    return new GroupContext(cipherSuite, groupId, epoch, treeHash, hash, extensions);
  }
}
