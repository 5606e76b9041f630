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
    byte[] secret = new byte[suite.getKDF().getHashLength()];
    random.nextBytes(secret);
    Group.GroupWithMessage made =
        group.commit(
            new Secret(secret),
            new Group.CommitOptions(List.of(), true, true, null),
            PUBLIC,
            new Group.CommitParameters(Group.NORMAL_COMMIT_PARAMS));
    return MLSOutputStream.encode(made.message);
  }

  static byte[] encrypt(Group group, byte[] data) throws Exception {
    return MLSOutputStream.encode(group.protect(new byte[0], data, 0));
  }

  static byte[] decrypt(Group group, byte[] message) throws Exception {
    return group.unprotect((MLSMessage) MLSInputStream.decode(message, MLSMessage.class))[1];
  }
}
