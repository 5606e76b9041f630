package eu.paravent.mls.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.paravent.mls.CipherSuite;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.mls.TreeKEM.LeafIndex;
import org.bouncycastle.mls.TreeKEM.LeafNode;
import org.bouncycastle.mls.TreeKEM.LifeTime;
import org.bouncycastle.mls.codec.Capabilities;
import org.bouncycastle.mls.codec.Credential;
import org.bouncycastle.mls.codec.KeyPackage;
import org.bouncycastle.mls.codec.MLSInputStream;
import org.bouncycastle.mls.codec.MLSMessage;
import org.bouncycastle.mls.codec.MLSOutputStream;
import org.bouncycastle.mls.codec.PreSharedKeyID;
import org.bouncycastle.mls.codec.Proposal;
import org.bouncycastle.mls.codec.ProtocolVersion;
import org.bouncycastle.mls.codec.ResumptionPSKUsage;
import org.bouncycastle.mls.codec.WireFormat;
import org.bouncycastle.mls.crypto.MlsCipherSuite;
import org.bouncycastle.mls.crypto.Secret;
import org.bouncycastle.mls.protocol.Group;
import org.jspecify.annotations.Nullable;

/** The implementation of the Bouncy Castle project. */
final class BouncyPeer implements Peer {
  private static final Group.MessageOptions PUBLIC =
      new Group.MessageOptions(false, new byte[0], 0);

  private final SecureRandom random = new SecureRandom();
  private final String name;
  private final MlsCipherSuite suite;
  private final AsymmetricCipherKeyPair signature;
  private final Map<Secret, byte[]> psks = new HashMap<>();
  private Group.@Nullable Tombstone ended;
  private AsymmetricCipherKeyPair init;
  private AsymmetricCipherKeyPair encryption;
  private @Nullable KeyPackage keyPackage;
  private @Nullable Group group;

  BouncyPeer(String name, CipherSuite suite) throws Exception {
    this.name = name;
    this.suite = MlsCipherSuite.getSuite((short) suite.value());
    signature = this.suite.generateSignatureKeyPair();
    init = this.suite.getHPKE().generatePrivateKey();
    encryption = this.suite.getHPKE().generatePrivateKey();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public byte[] keyPackage() throws Exception {
    renewKeys();
    return MLSOutputStream.encode(MLSMessage.keyPackage(nonNull(keyPackage)));
  }

  private void renewKeys() throws Exception {
    init = suite.getHPKE().generatePrivateKey();
    encryption = suite.getHPKE().generatePrivateKey();
    keyPackage =
        new KeyPackage(
            suite,
            suite.getHPKE().serializePublicKey(init.getPublic()),
            leafNode(),
            new ArrayList<>(),
            signaturePrivate());
  }

  private LeafNode leafNode() throws Exception {
    return new LeafNode(
        suite,
        suite.getHPKE().serializePublicKey(encryption.getPublic()),
        suite.serializeSignaturePublicKey(signature.getPublic()),
        Credential.forBasic(name.getBytes(UTF_8)),
        new Capabilities(),
        new LifeTime(),
        new ArrayList<>(),
        signaturePrivate());
  }

  @Override
  public void create(byte[] groupId) throws Exception {
    renewKeys();
    group =
        new Group(groupId, suite, encryption, signaturePrivate(), leafNode(), new ArrayList<>());
  }

  @Override
  public void join(byte[] welcome) throws Exception {
    group =
        new Group(
            suite.getHPKE().serializePrivateKey(init.getPrivate()),
            encryption,
            signaturePrivate(),
            nonNull(keyPackage),
            message(welcome).welcome,
            null,
            psks,
            new HashMap<>());
  }

  @Override
  public byte[] joinExternally(byte[] groupInfo) throws Exception {
    renewKeys();
    Group.GroupWithMessage joined =
        Group.externalJoin(
            secret(),
            signature,
            nonNull(keyPackage),
            message(groupInfo).groupInfo,
            null,
            PUBLIC,
            null,
            new HashMap<>());
    group = joined.group;
    return MLSOutputStream.encode(joined.message);
  }

  @Override
  public Sent commit(Change change) throws Exception {
    List<Proposal> proposals = new ArrayList<>();
    for (byte[] added : change.adds()) {
      proposals.add(Proposal.add(message(added).keyPackage));
    }
    for (int removed : change.removes()) {
      proposals.add(Proposal.remove(new LeafIndex(removed)));
    }
    for (byte[] psk : change.psks()) {
      proposals.add(Proposal.preSharedKey(PreSharedKeyID.external(psk, nonce())));
    }
    for (long epoch : change.resumed()) {
      proposals.add(
          Proposal.preSharedKey(
              PreSharedKeyID.resumption(
                  ResumptionPSKUsage.APPLICATION, group().getGroupID(), epoch, nonce())));
    }
    Group.GroupWithMessage made =
        group()
            .commit(
                secret(),
                new Group.CommitOptions(proposals, true, change.path(), null),
                PUBLIC,
                new Group.CommitParameters(Group.NORMAL_COMMIT_PARAMS));
    byte[] commit = MLSOutputStream.encode(made.message);
    Optional<byte[]> welcome = Optional.empty();
    if (!change.adds().isEmpty()) {
      // it hands both out in one object
      made.message.wireFormat = WireFormat.mls_welcome;
      welcome = Optional.of(MLSOutputStream.encode(made.message));
    }
    next(made.group);
    return new Sent(commit, welcome);
  }

  @Override
  public byte[] proposeUpdate() throws Exception {
    Proposal update =
        group().updateProposal(suite.getHPKE().generatePrivateKey(), new Group.LeafNodeOptions());
    byte[] proposal = MLSOutputStream.encode(group().update(update, PUBLIC));
    // it wants to see its own proposals as well
    group().handle(proposal, null);
    return proposal;
  }

  @Override
  public void process(byte[] handshake) throws Exception {
    Group after = group().handle(handshake, null);
    if (after != null) {
      next(after);
    }
  }

  private void next(Group after) {
    group = after;
    psks.forEach(after::insertExternalPsk);
  }

  @Override
  public byte[] encrypt(byte[] data) throws Exception {
    return MLSOutputStream.encode(group().protect(new byte[0], data, 0));
  }

  @Override
  public byte[] decrypt(byte[] message) throws Exception {
    return group().unprotect(message(message))[1];
  }

  @Override
  public byte[] groupInfo() throws Exception {
    return MLSOutputStream.encode(group().getGroupInfo(true));
  }

  @Override
  public void registerPsk(byte[] id, byte[] secret) {
    psks.put(new Secret(id), secret.clone());
    if (group != null) {
      group.insertExternalPsk(new Secret(id), secret.clone());
    }
  }

  @Override
  public int leaf() {
    return group().getIndex().value();
  }

  @Override
  public long epoch() {
    return group().getEpoch();
  }

  @Override
  public byte[] authenticator() {
    return group().getEpochAuthenticator();
  }

  @Override
  public byte[] export(String label, byte[] context, int length) throws Exception {
    return group().getKeySchedule().MLSExporter(label, context, length);
  }

  @Override
  public String toString() {
    return name;
  }

  // ---- RFC 9420 §11.2, §11.3

  /** Makes a branch and is in it then; the Welcome. */
  byte[] branch(byte[] groupId, byte[] keyPackage) throws Exception {
    renewKeys();
    return began(
        group()
            .createBranch(
                groupId,
                encryption,
                signature,
                leafNode(),
                new ArrayList<>(),
                List.of(message(keyPackage).keyPackage),
                nonce(),
                options(List.of())));
  }

  void joinBranch(byte[] welcome) throws Exception {
    group =
        group()
            .handleBranch(init, encryption, signature, nonNull(keyPackage), message(welcome), null);
  }

  /** Ends the group; the commit. */
  byte[] reInit(byte[] groupId) throws Exception {
    Proposal proposal = Proposal.reInit(groupId, ProtocolVersion.mls10, suite, new ArrayList<>());
    Group.TombstoneWithMessage made =
        group().reinitCommit(nonce(), options(List.of(proposal)), PUBLIC);
    ended = made;
    return MLSOutputStream.encode(made.getMessage());
  }

  void processReInit(byte[] commit) throws Exception {
    ended = group().handleReinitCommit(message(commit));
  }

  /** Makes the successor and is in it then; the Welcome. */
  byte[] successor(byte[] keyPackage) throws Exception {
    renewKeys();
    return began(
        nonNull(ended)
            .createWelcome(
                encryption,
                signaturePrivate(),
                leafNode(),
                List.of(message(keyPackage).keyPackage),
                nonce(),
                options(List.of())));
  }

  void joinSuccessor(byte[] welcome) throws Exception {
    group =
        nonNull(ended)
            .handleWelcome(
                init, encryption, signature, nonNull(keyPackage), message(welcome), null);
  }

  private byte[] began(Group.GroupWithMessage made) throws Exception {
    group = made.group;
    made.message.wireFormat = WireFormat.mls_welcome;
    return MLSOutputStream.encode(made.message);
  }

  private static Group.CommitOptions options(List<Proposal> proposals) {
    return new Group.CommitOptions(new ArrayList<>(proposals), true, true, null);
  }

  private byte[] nonce() {
    byte[] value = new byte[suite.getKDF().getHashLength()];
    random.nextBytes(value);
    return value;
  }

  private Secret secret() {
    return new Secret(nonce());
  }

  private byte[] signaturePrivate() {
    return suite.serializeSignaturePrivateKey(signature.getPrivate());
  }

  private static MLSMessage message(byte[] encoded) throws Exception {
    return (MLSMessage) MLSInputStream.decode(encoded, MLSMessage.class);
  }

  private Group group() {
    return nonNull(group);
  }

  private <T> T nonNull(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException(name + " is in no group");
    }
    return value;
  }
}
