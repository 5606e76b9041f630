package eu.paravent.mls.internal.tree;

import eu.paravent.mls.Extensions;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.internal.codec.ExtensionsCodec;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.GroupContext;

/**
 * KeyPackage (RFC 9420 §10). That one exists says nothing about its signature.
 *
 * @param unsigned the bytes that are signed: those received
 */
public record KeyPackage(
    int version,
    int cipherSuite,
    byte[] initKey,
    LeafNode leafNode,
    Extensions extensions,
    byte[] unsigned,
    byte[] signature) {
  /** Extension type last_resort (mls-extensions draft). */
  public static final int LAST_RESORT = 0x000A;

  private static final String LABEL = "KeyPackageTBS";

  public static KeyPackage sign(
      SuiteCrypto crypto,
      SignatureKeyPair signer,
      byte[] initKey,
      LeafNode leafNode,
      Extensions extensions) {
    TlsWriter out = new TlsWriter(512).u16(GroupContext.MLS10).u16(crypto.suite().value());
    out.opaque(initKey);
    leafNode.write(out);
    ExtensionsCodec.write(extensions, out);
    byte[] unsigned = out.toBytes();
    return new KeyPackage(
        GroupContext.MLS10,
        crypto.suite().value(),
        initKey,
        leafNode,
        extensions,
        unsigned,
        crypto.signWithLabel(signer, LABEL, unsigned));
  }

  public boolean verify(SuiteCrypto crypto) {
    return crypto.verifyOnceWithLabel(leafNode.signatureKey(), LABEL, unsigned, signature);
  }

  /** RFC 9420 §5.2. */
  public byte[] reference(SuiteCrypto crypto) {
    return crypto.keyPackageRef(TlsWriter.encode(this::write));
  }

  public static KeyPackage read(TlsReader in) throws MalformedException {
    int start = in.position();
    int version = in.u16();
    int cipherSuite = in.u16();
    byte[] initKey = in.opaque();
    LeafNode leafNode = LeafNode.read(in);
    Extensions extensions = ExtensionsCodec.read(in);
    return new KeyPackage(
        version, cipherSuite, initKey, leafNode, extensions, in.since(start), in.opaque());
  }

  public void write(TlsWriter out) {
    out.raw(unsigned).opaque(signature);
  }
}
