package eu.paravent.mls.malice;

import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.framing.GroupInfo;
import eu.paravent.mls.internal.framing.GroupSecrets;
import eu.paravent.mls.internal.framing.Welcome;
import eu.paravent.mls.internal.group.Insider;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.EpochSecrets;
import eu.paravent.mls.internal.schedule.GroupContext;
import eu.paravent.mls.internal.schedule.KeySchedule;
import eu.paravent.mls.internal.schedule.PreSharedKeyId;
import eu.paravent.mls.internal.schedule.PskSecret;
import eu.paravent.mls.internal.schedule.TranscriptHash;
import eu.paravent.mls.internal.tree.KeyPackage;
import eu.paravent.mls.internal.tree.LeafNode;
import eu.paravent.mls.internal.tree.RatchetTree;
import eu.paravent.mls.internal.tree.TreeNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An epoch that a dishonest member makes up to invite others into: any tree, any context, with the
 * secrets, tags and signatures that belong to it, but for what is overridden.
 */
public final class ForgedGroup {
  private final SuiteCrypto crypto;
  private final GroupContext honest;
  private final EpochSecrets secrets;
  private final SecretBytes joiner;

  /** In array order; the caller changes it. */
  public final List<Optional<TreeNode>> nodes = new ArrayList<>();

  private Optional<byte[]> tree = Optional.empty();
  private Optional<byte[]> treeHash = Optional.empty();
  private Optional<Extensions> contextExtensions = Optional.empty();
  private int cipherSuite;
  private int signerLeaf;
  private SignatureKeyPair signer;
  private Optional<byte[]> confirmationTag = Optional.empty();
  private Optional<byte[]> externalPub;
  private byte[] tail = new byte[0];
  private List<PskSecret.Psk> psks = List.of();

  /** The author's own epoch, unchanged so far. */
  public ForgedGroup(Insider author) {
    crypto = author.crypto();
    honest = author.group().context();
    secrets = author.secrets();
    joiner = SecretBytes.wrap(crypto.random(crypto.hashLength()));
    cipherSuite = honest.cipherSuite();
    signerLeaf = author.leaf();
    signer = author.signer();
    externalPub =
        Optional.of(new TlsWriter().opaque(secrets.externalKeyPair(crypto).publicKey()).toBytes());
    take(author.group().tree());
  }

  private void take(RatchetTree from) {
    nodes.clear();
    for (int node = 0; node < 2 * from.leafCount() - 1; node++) {
      nodes.add(Optional.ofNullable(from.nodeAt(node)));
    }
  }

  public SuiteCrypto crypto() {
    return crypto;
  }

  public byte[] groupId() {
    return honest.groupId();
  }

  public LeafNode leaf(int index) {
    return (LeafNode) nodes.get(2 * index).orElseThrow();
  }

  public ForgedGroup set(int node, TreeNode value) {
    nodes.set(node, Optional.of(value));
    return this;
  }

  /** Added as an Add proposal without a path would. */
  public ForgedGroup add(LeafNode leaf) throws MlsException {
    RatchetTree grown = read(encoded()).orElseThrow();
    grown.add(leaf);
    take(grown);
    return this;
  }

  public ForgedGroup rawTree(byte[] bytes) {
    tree = Optional.of(bytes);
    return this;
  }

  public ForgedGroup treeHash(byte[] hash) {
    treeHash = Optional.of(hash);
    return this;
  }

  public ForgedGroup contextExtensions(Extensions extensions) {
    contextExtensions = Optional.of(extensions);
    return this;
  }

  public ForgedGroup cipherSuite(int suite) {
    cipherSuite = suite;
    return this;
  }

  public ForgedGroup signedBy(long leaf, SignatureKeyPair key) {
    signerLeaf = (int) leaf;
    signer = key;
    return this;
  }

  public ForgedGroup signedBy(long leaf) {
    return signedBy(leaf, signer);
  }

  public ForgedGroup confirmationTag(byte[] tag) {
    confirmationTag = Optional.of(tag);
    return this;
  }

  /** The content of the extension; empty leaves it out. */
  public ForgedGroup externalPub(Optional<byte[]> extension) {
    externalPub = extension;
    return this;
  }

  /** Bytes after the GroupInfo, inside of its encryption. */
  public ForgedGroup tail(byte... bytes) {
    tail = bytes;
    return this;
  }

  /** As in the ratchet_tree extension. */
  public byte[] tree() {
    return tree.orElseGet(this::encoded);
  }

  public byte[] encoded() {
    int last = nodes.size();
    while (last > 0 && nodes.get(last - 1).isEmpty()) {
      last--;
    }
    return encoded(nodes.subList(0, last));
  }

  public static byte[] encoded(List<Optional<TreeNode>> nodes) {
    return TlsWriter.encode(
        out ->
            out.vector(
                nodes,
                (node, w) -> {
                  w.u8(node.isPresent() ? 1 : 0);
                  node.ifPresent(
                      value -> {
                        w.u8(value instanceof LeafNode ? 1 : 2);
                        value.write(w);
                      });
                }));
  }

  private static Optional<RatchetTree> read(byte[] bytes) {
    try {
      return Optional.of(TlsReader.parse(bytes, RatchetTree::read));
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  private GroupContext context() {
    byte[] hash =
        treeHash.orElseGet(() -> read(tree()).map(t -> t.treeHash(crypto)).orElse(new byte[32]));
    return new GroupContext(
        cipherSuite,
        honest.groupId(),
        honest.epoch(),
        hash,
        honest.confirmedTranscriptHash(),
        contextExtensions.orElse(honest.extensions()));
  }

  private GroupInfo info(boolean withTree, byte[] tag) {
    Extensions extensions = Extensions.empty();
    if (withTree) {
      extensions = extensions.with(Extensions.RATCHET_TREE, tree());
    }
    if (externalPub.isPresent()) {
      extensions = extensions.with(Extensions.EXTERNAL_PUB, externalPub.get());
    }
    return GroupInfo.sign(
        crypto, context(), extensions, confirmationTag.orElse(tag), signerLeaf, signer);
  }

  /** Mixed into the epoch; the Welcome must name them as well. */
  ForgedGroup preSharedKeys(List<PskSecret.Psk> keys) {
    psks = keys;
    return this;
  }

  /** To join by external commit, or to observe. */
  public byte[] groupInfo() {
    return info(true, new byte[crypto.hashLength()]).encode();
  }

  /** What is in a Welcome beside the epoch. */
  public record Invitation(
      KeyPackage keyPackage, Optional<byte[]> pathSecret, List<PreSharedKeyId> psks, byte[] tail) {
    public static Invitation of(KeyPackage keyPackage) {
      return new Invitation(keyPackage, Optional.empty(), List.of(), new byte[0]);
    }

    public Invitation withPathSecret(byte[] secret) {
      return new Invitation(keyPackage, Optional.of(secret), psks, tail);
    }
  }

  public byte[] welcome(KeyPackage keyPackage) throws CryptoException {
    return welcome(Invitation.of(keyPackage), true);
  }

  /**
   * @param withTree whether the GroupInfo holds the tree
   */
  public byte[] welcome(Invitation to, boolean withTree) throws CryptoException {
    SecretBytes psk = PskSecret.of(crypto, psks);
    EpochSecrets epoch = KeySchedule.epochSecrets(crypto, joiner, psk, context().encode());
    byte[] tag =
        TranscriptHash.confirmationTag(
            crypto, epoch.confirmation(), honest.confirmedTranscriptHash());
    byte[] secret = KeySchedule.welcomeSecret(crypto, joiner, psk).expose();
    byte[] encrypted =
        crypto.seal(
            crypto.expandWithLabel(secret, "key", new byte[0], crypto.suite().aead().keyLength()),
            crypto.expandWithLabel(
                secret, "nonce", new byte[0], crypto.suite().aead().nonceLength()),
            new byte[0],
            joined(TlsWriter.encode(info(withTree, tag)::write), tail));
    GroupSecrets sent =
        new GroupSecrets(joiner, to.pathSecret().map(SecretBytes::copyOf), to.psks());
    Welcome.Entry entry =
        new Welcome.Entry(
            to.keyPackage().reference(crypto),
            crypto.encryptWithLabel(
                to.keyPackage().initKey(),
                "Welcome",
                encrypted,
                joined(TlsWriter.encode(sent::write), to.tail())));
    return new Welcome(crypto.suite().value(), List.of(entry), encrypted).encode();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
