package eu.paravent.mls.malice;

import eu.paravent.mls.MlsException;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.framing.AuthenticatedContent;
import eu.paravent.mls.internal.framing.Commit;
import eu.paravent.mls.internal.framing.Content;
import eu.paravent.mls.internal.framing.ContentType;
import eu.paravent.mls.internal.framing.FramedContent;
import eu.paravent.mls.internal.framing.PrivateMessage;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.framing.ProposalOrRef;
import eu.paravent.mls.internal.framing.PublicMessage;
import eu.paravent.mls.internal.framing.Sender;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.internal.group.Insider;
import eu.paravent.mls.internal.group.PublicGroup;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.MessageKey;
import eu.paravent.mls.internal.schedule.SecretTree;
import eu.paravent.mls.internal.tree.UpdatePath;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes messages that the API refuses to make: whatever is not overridden is as an honest member
 * would do it, so that a refusal is due to the one thing that is wrong.
 */
public final class Forge {
  private static final byte[] NONE = new byte[0];

  private final SuiteCrypto crypto;
  private final PublicGroup group;
  private final Optional<Insider> insider;
  private byte[] groupId;
  private long epoch;
  private Sender sender;
  private SignatureKeyPair signer;
  private byte[] signedContext;
  private WireFormat signedAs = WireFormat.PUBLIC_MESSAGE;
  private byte[] confirmationTag;
  private Optional<byte[]> membershipTag = Optional.empty();
  private byte[] padding = new byte[16];
  private Optional<byte[]> signature = Optional.empty();

  /** A member. */
  public Forge(Insider insider) {
    this(
        insider.crypto(),
        insider.group(),
        Optional.of(insider),
        Sender.member(insider.leaf()),
        insider.signer());
  }

  private Forge(
      SuiteCrypto crypto,
      PublicGroup group,
      Optional<Insider> insider,
      Sender sender,
      SignatureKeyPair signer) {
    this.crypto = crypto;
    this.group = group;
    this.insider = insider;
    this.sender = sender;
    this.signer = signer;
    groupId = group.groupId();
    epoch = group.epoch();
    signedContext = group.encodedContext();
    confirmationTag = new byte[crypto.hashLength()];
  }

  /** Somebody who knows what is public, and nothing else. */
  public static Forge outsider(
      SuiteCrypto crypto, PublicGroup group, Sender sender, SignatureKeyPair signer) {
    return new Forge(crypto, group, Optional.empty(), sender, signer);
  }

  public Forge groupId(byte[] id) {
    groupId = id;
    return this;
  }

  public Forge epoch(long number) {
    epoch = number;
    return this;
  }

  public Forge sender(Sender claimed) {
    sender = claimed;
    return this;
  }

  public Forge signer(SignatureKeyPair key) {
    signer = key;
    return this;
  }

  /** Signs under this context, encoded. */
  public Forge signedContext(byte[] context) {
    signedContext = context;
    return this;
  }

  /** Signs for this wire format, whatever is sent. */
  public Forge signedAs(WireFormat format) {
    signedAs = format;
    return this;
  }

  public Forge signature(byte[] bytes) {
    signature = Optional.of(bytes);
    return this;
  }

  public Forge confirmationTag(byte[] tag) {
    confirmationTag = tag;
    return this;
  }

  public Forge membershipTag(byte[] tag) {
    membershipTag = Optional.of(tag);
    return this;
  }

  /** What follows the content in a PrivateMessage. */
  public Forge padding(byte... bytes) {
    padding = bytes;
    return this;
  }

  /** Signed, with a confirmation tag where it is a commit. */
  public AuthenticatedContent signed(Content content) {
    AuthenticatedContent signed =
        AuthenticatedContent.sign(
            crypto,
            signedAs,
            FramedContent.of(groupId, epoch, sender, NONE, content),
            signedContext,
            signer);
    return new AuthenticatedContent(
        signedAs,
        signed.content(),
        signature.orElse(signed.signature()),
        content.type() == ContentType.COMMIT ? Optional.of(confirmationTag) : Optional.empty());
  }

  public byte[] publicMessage(Content content) {
    AuthenticatedContent signed = signed(content);
    AuthenticatedContent sent =
        new AuthenticatedContent(
            WireFormat.PUBLIC_MESSAGE,
            signed.content(),
            signed.signature(),
            signed.confirmationTag());
    if (sender.type() != Sender.Type.MEMBER) {
      return new PublicMessage(sent, Optional.empty()).encode();
    }
    byte[] tag = membershipTag.orElseGet(() -> membership(sent, content));
    return new PublicMessage(sent, Optional.of(tag)).encode();
  }

  private byte[] membership(AuthenticatedContent sent, Content content) {
    SecretBytes key = insider.orElseThrow().secrets().membership();
    if (content.type() != ContentType.APPLICATION) {
      return PublicMessage.protect(crypto, sent, key, group.encodedContext())
          .membershipTag()
          .orElseThrow();
    }
    return new byte[crypto.hashLength()];
  }

  public byte[] proposal(Proposal proposal) {
    return publicMessage(new Content.ProposalContent(proposal));
  }

  /** ProposalRef of what {@link #proposal} sends. */
  public byte[] reference(Proposal proposal) {
    return signed(new Content.ProposalContent(proposal)).proposalRef(crypto);
  }

  /** All by value. */
  public byte[] commit(List<Proposal> proposals, Optional<UpdatePath> path) {
    return commitOf(
        proposals.stream().map(p -> (ProposalOrRef) new ProposalOrRef.ByValue(p)).toList(), path);
  }

  public byte[] commitOf(List<ProposalOrRef> proposals, Optional<UpdatePath> path) {
    return publicMessage(new Content.CommitContent(new Commit(proposals, path)));
  }

  /** Encrypted with the key of that generation of the claimed sender; every member has it. */
  public byte[] privateMessage(Content content, long generation) throws MlsException {
    signedAs = WireFormat.PRIVATE_MESSAGE;
    return sealed(content, generation, sender.index());
  }

  /** As above, with another leaf index in the sender data than that of the key. */
  public byte[] sealed(Content content, long generation, long claimedLeaf) throws MlsException {
    Insider member = insider.orElseThrow();
    AuthenticatedContent signed = signed(content);
    TlsWriter plain = new TlsWriter();
    content.write(plain);
    plain.opaque(signed.signature());
    signed.confirmationTag().ifPresent(plain::opaque);
    plain.raw(padding);
    SecretTree.Kind kind =
        content.type() == ContentType.APPLICATION
            ? SecretTree.Kind.APPLICATION
            : SecretTree.Kind.HANDSHAKE;
    int keyLeaf = (int) Math.min(sender.index(), group.tree().leafCount() - 1);
    byte[] guard = crypto.random(4);
    try (MessageKey key = member.messageKey(keyLeaf, kind, generation)) {
      return seal(content.type(), plain.toBytes(), key, guard, claimedLeaf, generation);
    }
  }

  /** Claims a generation and is sealed with the key of the first. */
  public byte[] claimed(long generation, Content content) throws MlsException {
    Insider member = insider.orElseThrow();
    signedAs = WireFormat.PRIVATE_MESSAGE;
    TlsWriter plain = new TlsWriter();
    content.write(plain);
    plain.opaque(signed(content).signature());
    try (MessageKey key = member.messageKey((int) sender.index(), SecretTree.Kind.APPLICATION, 0)) {
      return seal(
          content.type(), plain.toBytes(), key, crypto.random(4), sender.index(), generation);
    }
  }

  private byte[] seal(
      ContentType type,
      byte[] plaintext,
      MessageKey key,
      byte[] guard,
      long claimedLeaf,
      long claimedGeneration) {
    TlsWriter place = new TlsWriter().opaque(groupId).u64(epoch).u8(type.value());
    byte[] ciphertext =
        crypto.seal(
            key.key().expose(),
            key.nonce(guard),
            new TlsWriter().raw(place.toBytes()).opaque(NONE).toBytes(),
            plaintext);
    byte[] secret = insider.orElseThrow().secrets().senderData().expose();
    byte[] sample = Arrays.copyOf(ciphertext, Math.min(ciphertext.length, crypto.hashLength()));
    byte[] senderData =
        crypto.seal(
            crypto.expandWithLabel(secret, "key", sample, crypto.suite().aead().keyLength()),
            crypto.expandWithLabel(secret, "nonce", sample, crypto.suite().aead().nonceLength()),
            place.toBytes(),
            new TlsWriter().u32(claimedLeaf).u32(claimedGeneration).raw(guard).toBytes());
    return new PrivateMessage(groupId, epoch, type, NONE, senderData, ciphertext).encode();
  }
}
