package eu.paravent.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.mls.TreeKEM.LeafNode;
import org.bouncycastle.mls.TreeKEM.LifeTime;
import org.bouncycastle.mls.codec.Capabilities;
import org.bouncycastle.mls.codec.Credential;
import org.bouncycastle.mls.codec.KeyPackage;
import org.bouncycastle.mls.codec.MLSInputStream;
import org.bouncycastle.mls.codec.MLSMessage;
import org.bouncycastle.mls.codec.MLSOutputStream;
import org.bouncycastle.mls.codec.Proposal;
import org.bouncycastle.mls.codec.WireFormat;
import org.bouncycastle.mls.crypto.MlsCipherSuite;
import org.bouncycastle.mls.crypto.Secret;
import org.bouncycastle.mls.protocol.Group;

/** The peer: the implementation of the Bouncy Castle project. It stores nothing. */
final class Bouncy {
  private static final Group.MessageOptions PUBLIC =
      new Group.MessageOptions(false, new byte[0], 0);

  private final SecureRandom random = new SecureRandom();
  private final MlsCipherSuite suite = MlsCipherSuite.getSuite((short) 1);
  private final AsymmetricCipherKeyPair signature = suite.generateSignatureKeyPair();
  private final String name;
  private AsymmetricCipherKeyPair init;
  private AsymmetricCipherKeyPair encryption;
  private KeyPackage keyPackage;

  Bouncy(String name) throws Exception {
    this.name = name;
  }

  byte[] keyPackage() throws Exception {
    init = suite.getHPKE().generatePrivateKey();
    encryption = suite.getHPKE().generatePrivateKey();
    LeafNode leaf =
        new LeafNode(
            suite,
            suite.getHPKE().serializePublicKey(encryption.getPublic()),
            suite.serializeSignaturePublicKey(signature.getPublic()),
            Credential.forBasic(name.getBytes(UTF_8)),
            new Capabilities(),
            new LifeTime(),
            new ArrayList<>(),
            suite.serializeSignaturePrivateKey(signature.getPrivate()));
    keyPackage =
        new KeyPackage(
            suite,
            suite.getHPKE().serializePublicKey(init.getPublic()),
            leaf,
            new ArrayList<>(),
            suite.serializeSignaturePrivateKey(signature.getPrivate()));
    return MLSOutputStream.encode(MLSMessage.keyPackage(keyPackage));
  }

  Group join(byte[] welcome) throws Exception {
    MLSMessage message = (MLSMessage) MLSInputStream.decode(welcome, MLSMessage.class);
    return new Group(
        suite.getHPKE().serializePrivateKey(init.getPrivate()),
        encryption,
        suite.serializeSignaturePrivateKey(signature.getPrivate()),
        keyPackage,
        message.welcome,
        null,
        new HashMap<>(),
        new HashMap<>());
  }

  byte[] selfUpdate(Group group) throws Exception {
    return MLSOutputStream.encode(commit(group, List.of()).message);
  }

  /** Its groups do not change: it gives the next one. */
  Group.GroupWithMessage commit(Group group, List<Proposal> proposals) throws Exception {
    return group.commit(
        secret(),
        new Group.CommitOptions(proposals, true, true, null),
        PUBLIC,
        new Group.CommitParameters(Group.NORMAL_COMMIT_PARAMS));
  }

  private Secret secret() {
    byte[] secret = new byte[suite.getKDF().getHashLength()];
    random.nextBytes(secret);
    return new Secret(secret);
  }

  Group create(byte[] groupId) throws Exception {
    keyPackage();
    return new Group(
        groupId,
        suite,
        encryption,
        suite.serializeSignaturePrivateKey(signature.getPrivate()),
        keyPackage.getLeafNode(),
        new ArrayList<>());
  }

  /** Its Welcome. */
  byte[] add(Group group, byte[] keyPackage) throws Exception {
    MLSMessage message = (MLSMessage) MLSInputStream.decode(keyPackage, MLSMessage.class);
    Group.GroupWithMessage made = commit(group, List.of(Proposal.add(message.keyPackage)));
    made.message.wireFormat = WireFormat.mls_welcome;
    return MLSOutputStream.encode(made.message);
  }

  /** Verifies no leaf; the group info is of {@code MLSMessage}. */
  Group joinExternally(byte[] groupInfo) throws Exception {
    keyPackage();
    MLSMessage message = (MLSMessage) MLSInputStream.decode(groupInfo, MLSMessage.class);
    return Group.externalJoin(
            secret(), signature, keyPackage, message.groupInfo, null, PUBLIC, null, new HashMap<>())
        .group;
  }

  static Group process(Group group, byte[] handshake) throws Exception {
    return group.handle(handshake, null);
  }

  static byte[] encode(MLSMessage message) throws Exception {
    return MLSOutputStream.encode(message);
  }

  static byte[] encrypt(Group group, byte[] data) throws Exception {
    return MLSOutputStream.encode(group.protect(new byte[0], data, 0));
  }

  static byte[] decrypt(Group group, byte[] message) throws Exception {
    return group.unprotect((MLSMessage) MLSInputStream.decode(message, MLSMessage.class))[1];
  }
}
