package eu.paravent.web.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsClient;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.ReceivedMessage;
import eu.paravent.mls.credential.AuthenticationService;
import eu.paravent.mls.credential.Credential;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A client in one group, all in bytes: the same class in Java and in the browser. */
final class Member {
  private static final byte[] GROUP = "walk".getBytes(UTF_8), NONE = {};

  private final String name;
  private final CipherSuite suite;
  private final byte[] key;
  private final MemberStorage storage;
  private final MlsClient client;
  private @Nullable MlsGroup group;

  /** A join by external commit that is not yet merged. */
  private @Nullable MlsGroup joining;

  private Member(String name, CipherSuite suite, byte[] key, MemberStorage storage) {
    this.name = name;
    this.suite = suite;
    this.key = key;
    this.storage = storage;
    client =
        MlsClient.builder()
            .cipherSuite(suite)
            .identity(new Credential.Basic(name.getBytes(UTF_8)), key)
            .storage(storage)
            .authentication(new AnyName())
            .build();
  }

  /**
   * @param suite code point
   */
  static Member fresh(String name, int suite) {
    CipherSuite known = CipherSuite.of(suite).orElseThrow();
    byte[] key =
        new byte
            [switch (known.signature()) {
              case ED25519, ECDSA_SECP256R1_SHA256 -> 32;
              case ECDSA_SECP384R1_SHA384 -> 48;
              case ED448 -> 57;
              case ECDSA_SECP521R1_SHA512 -> 66;
            }];
    new SecureRandom().nextBytes(key);
    // below the order of any curve
    key[0] = 0;
    return new Member(name, known, key, new MemberStorage());
  }

  /** As after a restart, here or in the other runtime. */
  static Member restored(byte[] state) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
      String name = in.readUTF();
      CipherSuite suite = CipherSuite.of(in.readInt()).orElseThrow();
      byte[] key = new byte[in.readInt()];
      in.readFully(key);
      Member member = new Member(name, suite, key, MemberStorage.readFrom(in));
      member.group = member.client.load(GROUP).orElse(null);
      member.joining = member.client.loadPendingJoin(GROUP).orElse(null);
      return member;
    } catch (IOException e) {
      throw new IllegalArgumentException("Not the state of a member", e);
    }
  }

  /** Private keys included, in the clear. */
  byte[] insecureState() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(name);
      out.writeInt(suite.value());
      out.writeInt(key.length);
      out.write(key);
      storage.writeTo(out);
    } catch (IOException e) {
      throw new IllegalStateException("Memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  byte[] keyPackage() {
    return client.newKeyPackage(Duration.ofDays(1), false).message();
  }

  void create() throws MlsException {
    group = client.createGroup(GROUP, Extensions.empty());
  }

  void join(byte[] welcome) throws MlsException {
    group = client.join(welcome);
  }

  /** Answers the commit, which waits for {@link #merge}. */
  byte[] joinExternally(byte[] groupInfo) throws MlsException {
    MlsGroup prepared = client.joinExternally(groupInfo);
    joining = prepared;
    return prepared.pendingCommit().orElseThrow().commit();
  }

  /** Answers the commit, which waits for {@link #merge}. */
  byte[] add(byte[] keyPackage, boolean path) throws MlsException {
    return stage(CommitSpec.builder().add(keyPackage), path);
  }

  /** With a path. */
  byte[] addAll(List<byte[]> keyPackages) throws MlsException {
    CommitSpec.Builder spec = CommitSpec.builder();
    for (byte[] keyPackage : keyPackages) {
      spec.add(keyPackage);
    }
    return stage(spec, true);
  }

  byte[] remove(int leaf) throws MlsException {
    return stage(CommitSpec.builder().remove(leaf), true);
  }

  /** Whatever was proposed, and fresh keys. */
  byte[] update() throws MlsException {
    return stage(CommitSpec.builder(), true);
  }

  private byte[] stage(CommitSpec.Builder spec, boolean path) throws MlsException {
    return group().commit((path ? spec : spec.withoutPath()).build()).commit();
  }

  /** That goes with the staged commit. */
  byte[] welcome() {
    return group().pendingCommit().flatMap(CommitBundle::welcome).orElseThrow();
  }

  void merge() throws MlsException {
    MlsGroup joined = joining;
    if (joined != null) {
      joined.mergePendingCommit();
      group = joined;
      joining = null;
    } else {
      group().mergePendingCommit();
    }
  }

  /** The staged commit, because another one was first. */
  void discard() {
    MlsGroup refused = joining;
    if (refused != null) {
      refused.discardPendingCommit();
      joining = null;
    } else {
      group().discardPendingCommit();
    }
  }

  byte[] proposeUpdate() throws MlsException {
    return group().proposeUpdate();
  }

  byte[] proposeRemove(int leaf) throws MlsException {
    return group().proposeRemove(leaf);
  }

  /** Answers what was said, or nothing where the message was no application message. */
  byte[] process(byte[] message) throws MlsException {
    return group().process(message) instanceof ReceivedMessage.Application said
        ? said.data()
        : NONE;
  }

  byte[] encrypt(byte[] data) throws MlsException {
    return group().encrypt(data, NONE);
  }

  byte[] groupInfo() throws MlsException {
    return group().groupInfo();
  }

  byte[] export(String label, byte[] context, int length) {
    return group().exportSecret(label, context, length);
  }

  byte[] authenticator() {
    return group().epochAuthenticator();
  }

  int leaf() {
    return group().ownLeafIndex();
  }

  long epoch() {
    return group().epoch();
  }

  boolean active() {
    return group().active();
  }

  private MlsGroup group() {
    return Optional.ofNullable(group)
        .orElseThrow(() -> new IllegalStateException("In no group: create or join one"));
  }

  /** The same name is the same client; what a real one would check is not the matter here. */
  private static final class AnyName implements AuthenticationService {
    @Override
    public void validate(Presented presented) {}

    @Override
    public boolean sameClient(Credential predecessor, Credential successor) {
      return predecessor instanceof Credential.Basic one
          && successor instanceof Credential.Basic other
          && Arrays.equals(one.identity(), other.identity());
    }
  }
}
