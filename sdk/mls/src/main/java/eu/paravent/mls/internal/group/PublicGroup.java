package eu.paravent.mls.internal.group;

import eu.paravent.mls.Extensions;
import eu.paravent.mls.GroupPolicy.Member;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.GroupContext;
import eu.paravent.mls.internal.schedule.TranscriptHash;
import eu.paravent.mls.internal.tree.LeafNode;
import eu.paravent.mls.internal.tree.RatchetTree;
import java.util.ArrayList;
import java.util.List;

/**
 * One epoch of a group as anybody can see it who follows its handshake: context, tree, transcript.
 * Immutable.
 */
public final class PublicGroup {
  private static final int VERSION = 1;

  private final GroupContext context;
  private final byte[] encodedContext;
  private final RatchetTree tree;
  private final byte[] interimTranscriptHash;
  private final byte[] confirmationTag;

  private PublicGroup(
      GroupContext context, RatchetTree tree, byte[] interim, byte[] confirmationTag) {
    this.context = context;
    this.encodedContext = context.encode();
    this.tree = tree;
    this.interimTranscriptHash = interim;
    this.confirmationTag = confirmationTag;
  }

  /** The tree must be the one of the context's tree hash and is not changed any more. */
  public static PublicGroup of(
      SuiteCrypto crypto, GroupContext context, RatchetTree tree, byte[] confirmationTag) {
    return new PublicGroup(
        context,
        tree,
        TranscriptHash.interim(crypto, context.confirmedTranscriptHash(), confirmationTag),
        confirmationTag);
  }

  public GroupContext context() {
    return context;
  }

  public byte[] groupId() {
    return context.groupId();
  }

  /** Unsigned. */
  public long epoch() {
    return context.epoch();
  }

  /** Encoded once per epoch. Not a copy: do not change it. */
  public byte[] encodedContext() {
    return encodedContext;
  }

  public RatchetTree tree() {
    return tree;
  }

  public byte[] interimTranscriptHash() {
    return interimTranscriptHash;
  }

  /** Of the commit that began this epoch. */
  public byte[] confirmationTag() {
    return confirmationTag;
  }

  /**
   * @param leafIndex as on the wire: 0 to 2^32 - 1
   */
  public LeafNode leaf(long leafIndex) throws MlsException {
    return tree.leaf(leafIndex)
        .orElseThrow(
            () ->
                new MlsException(
                    Reason.RULE_VIOLATION, "Leaf " + leafIndex + " is no member of the group"));
  }

  /**
   * @param leafIndex as on the wire: 0 to 2^32 - 1
   */
  public Member member(long leafIndex) throws MlsException {
    LeafNode leaf = leaf(leafIndex);
    return member((int) leafIndex, leaf);
  }

  static Member member(int leafIndex, LeafNode leaf) {
    return new Member(leafIndex, leaf.credential(), leaf.signatureKey(), leaf.extensions());
  }

  public List<Member> members() {
    List<Member> members = new ArrayList<>();
    for (int index : tree.members()) {
      tree.leaf(index).ifPresent(leaf -> members.add(member(index, leaf)));
    }
    return List.copyOf(members);
  }

  /** For a GroupInfo: ratchet_tree and external_pub (RFC 9420 §12.4.3.2, §12.4.3.3). */
  Extensions groupInfoExtensions(byte[] externalPub) {
    return Extensions.empty()
        .with(Extensions.RATCHET_TREE, TlsWriter.encode(tree::write))
        .with(Extensions.EXTERNAL_PUB, new TlsWriter().opaque(externalPub).toBytes());
  }

  public void write(TlsWriter out) {
    out.u8(VERSION);
    context.write(out);
    tree.write(out);
    out.opaque(interimTranscriptHash).opaque(confirmationTag);
  }

  /** Reads what {@link #write} wrote: nothing is verified again. */
  public static PublicGroup read(TlsReader in) throws MalformedException {
    if (in.u8() != VERSION) {
      throw MalformedException.unsupported("it was stored by a newer version of this library");
    }
    return new PublicGroup(GroupContext.read(in), RatchetTree.read(in), in.opaque(), in.opaque());
  }
}
