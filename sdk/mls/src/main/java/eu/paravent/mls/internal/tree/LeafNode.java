package eu.paravent.mls.internal.tree;

import eu.paravent.mls.DefectException;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.internal.codec.ExtensionsCodec;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * LeafNode (RFC 9420 §7.2), with the bytes it was read from. Immutable. That one exists says
 * nothing about its signature.
 */
public final class LeafNode implements TreeNode {
  private static final String LABEL = "LeafNodeTBS";
  private static final byte[] NONE = new byte[0];

  /** LeafNodeSource. */
  public enum Source {
    KEY_PACKAGE(1),
    UPDATE(2),
    COMMIT(3);

    private final int value;

    Source(int value) {
      this.value = value;
    }

    private static Source read(TlsReader in) throws MalformedException {
      int value = in.u8();
      for (Source source : values()) {
        if (source.value == value) {
          return source;
        }
      }
      throw new MalformedException("unknown leaf node source " + value);
    }
  }

  private final byte[] encryptionKey;
  private final byte[] signatureKey;
  private final Credential credential;
  private final Source source;
  private final @Nullable Lifetime lifetime;
  private final byte[] parentHash;
  private final Extensions extensions;
  private final byte[] signature;
  private final byte[] unsigned;

  /** Where in them the capabilities begin. */
  private final int capabilitiesAt;

  private LeafNode(TlsReader in, int start) throws MalformedException {
    encryptionKey = in.opaque();
    signatureKey = in.opaque();
    credential = CredentialCodec.read(in);
    capabilitiesAt = in.position() - start;
    // held as bytes only
    Capabilities.read(in);
    source = Source.read(in);
    lifetime = source == Source.KEY_PACKAGE ? new Lifetime(in.u64(), in.u64()) : null;
    parentHash = source == Source.COMMIT ? in.opaque() : NONE;
    extensions = ExtensionsCodec.read(in);
    unsigned = in.since(start);
    signature = in.opaque();
  }

  private LeafNode(
      LeafTemplate template,
      byte[] encryptionKey,
      SignatureKeyPair signer,
      Source source,
      @Nullable Lifetime lifetime,
      byte[] parentHash,
      SuiteCrypto crypto,
      byte[] context) {
    this.encryptionKey = encryptionKey;
    this.signatureKey = signer.publicKey();
    this.credential = template.credential();
    this.source = source;
    this.lifetime = lifetime;
    this.parentHash = parentHash;
    this.extensions = template.extensions();
    TlsWriter out = new TlsWriter(512).opaque(encryptionKey).opaque(signatureKey);
    CredentialCodec.write(credential, out);
    capabilitiesAt = out.length();
    template.capabilities().write(out);
    out.u8(source.value);
    if (lifetime != null) {
      out.u64(lifetime.notBefore()).u64(lifetime.notAfter());
    }
    if (source == Source.COMMIT) {
      out.opaque(parentHash);
    }
    ExtensionsCodec.write(extensions, out);
    unsigned = out.toBytes();
    signature = crypto.signWithLabel(signer, LABEL, toBeSigned(context));
  }

  public static LeafNode forKeyPackage(
      SuiteCrypto crypto,
      SignatureKeyPair signer,
      LeafTemplate template,
      byte[] encryptionKey,
      Lifetime lifetime) {
    return new LeafNode(
        template, encryptionKey, signer, Source.KEY_PACKAGE, lifetime, NONE, crypto, NONE);
  }

  public static LeafNode forUpdate(
      SuiteCrypto crypto,
      SignatureKeyPair signer,
      LeafTemplate template,
      byte[] encryptionKey,
      byte[] groupId,
      int leafIndex) {
    return new LeafNode(
        template,
        encryptionKey,
        signer,
        Source.UPDATE,
        null,
        NONE,
        crypto,
        context(groupId, leafIndex));
  }

  public static LeafNode forCommit(
      SuiteCrypto crypto,
      SignatureKeyPair signer,
      LeafTemplate template,
      byte[] encryptionKey,
      byte[] parentHash,
      byte[] groupId,
      int leafIndex) {
    return new LeafNode(
        template,
        encryptionKey,
        signer,
        Source.COMMIT,
        null,
        parentHash,
        crypto,
        context(groupId, leafIndex));
  }

  private static byte[] context(byte[] groupId, int leafIndex) {
    return new TlsWriter(groupId.length + 8).opaque(groupId).u32(leafIndex).toBytes();
  }

  private byte[] toBeSigned(byte[] context) {
    byte[] content = Arrays.copyOf(unsigned, unsigned.length + context.length);
    System.arraycopy(context, 0, content, unsigned.length, context.length);
    return content;
  }

  /** Whether the signature verifies for this place (RFC 9420 §7.2: key packages have none). */
  public boolean verify(SuiteCrypto crypto, byte[] groupId, int leafIndex) {
    byte[] context = source == Source.KEY_PACKAGE ? NONE : context(groupId, leafIndex);
    return crypto.verifyOnceWithLabel(signatureKey, LABEL, toBeSigned(context), signature);
  }

  @Override
  public byte[] encryptionKey() {
    return encryptionKey;
  }

  /** Not a copy: do not change it. */
  public byte[] signatureKey() {
    return signatureKey;
  }

  public Credential credential() {
    return credential;
  }

  /** Read anew each time: five lists for every member are much to keep in a big group. */
  public Capabilities capabilities() {
    try {
      return Capabilities.read(new TlsReader(unsigned, capabilitiesAt));
    } catch (MalformedException e) {
      throw new DefectException("Capabilities that were read once cannot be read again", e);
    }
  }

  public Source source() {
    return source;
  }

  public Optional<Lifetime> lifetime() {
    return Optional.ofNullable(lifetime);
  }

  @Override
  public byte[] parentHash() {
    return parentHash;
  }

  public Extensions extensions() {
    return extensions;
  }

  public static LeafNode read(TlsReader in) throws MalformedException {
    return new LeafNode(in, in.position());
  }

  @Override
  public void write(TlsWriter out) {
    out.raw(unsigned).opaque(signature);
  }

  /** Byte for byte. */
  public boolean sameAs(LeafNode other) {
    return Arrays.equals(unsigned, other.unsigned) && Arrays.equals(signature, other.signature);
  }
}
