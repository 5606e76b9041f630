package eu.paravent.mls.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsClient;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.ProposalSpec;
import eu.paravent.mls.ReceivedMessage;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.testing.AcceptAll;
import eu.paravent.mls.testing.Keys;
import eu.paravent.mls.testing.MemoryStorage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** This implementation. */
final class OurPeer implements Peer {
  private final String name;
  private final MlsClient client;
  private @Nullable MlsGroup group;

  OurPeer(String name, CipherSuite suite) {
    this.name = name;
    client =
        MlsClient.builder()
            .cipherSuite(suite)
            .identity(new Credential.Basic(name.getBytes(UTF_8)), Keys.fresh(suite.signature()))
            .storage(new MemoryStorage())
            .authentication(new AcceptAll())
            .build();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public byte[] keyPackage() {
    return client.newKeyPackage(Duration.ofDays(1), false).message();
  }

  @Override
  public void create(byte[] groupId) throws Exception {
    group = client.createGroup(groupId, Extensions.empty());
  }

  @Override
  public void join(byte[] welcome) throws Exception {
    group = client.join(welcome);
  }

  @Override
  public byte[] joinExternally(byte[] groupInfo) throws Exception {
    MlsGroup joining = client.joinExternally(groupInfo);
    byte[] commit = joining.pendingCommit().orElseThrow().commit();
    joining.mergePendingCommit();
    group = joining;
    return commit;
  }

  @Override
  public Sent commit(Change change) throws Exception {
    CommitSpec.Builder spec = CommitSpec.builder();
    change.adds().forEach(spec::add);
    change.removes().forEach(spec::remove);
    change.psks().forEach(spec::preSharedKey);
    for (long epoch : change.resumed()) {
      spec.propose(new ProposalSpec.ResumptionKey(group().groupId(), epoch));
    }
    if (!change.path()) {
      spec.withoutPath();
    }
    CommitBundle bundle = group().commit(spec.build());
    group().mergePendingCommit();
    return new Sent(bundle.commit(), bundle.welcome());
  }

  @Override
  public byte[] proposeUpdate() throws Exception {
    return group().proposeUpdate();
  }

  @Override
  public void process(byte[] handshake) throws Exception {
    group().process(handshake);
  }

  @Override
  public byte[] encrypt(byte[] data) throws Exception {
    return group().encrypt(data, new byte[0]);
  }

  @Override
  public byte[] decrypt(byte[] message) throws Exception {
    return ((ReceivedMessage.Application) group().process(message)).data();
  }

  @Override
  public byte[] groupInfo() throws Exception {
    return group().groupInfo();
  }

  @Override
  public void registerPsk(byte[] id, byte[] secret) {
    client.registerPreSharedKey(id, secret);
  }

  @Override
  public int leaf() {
    return group().ownLeafIndex();
  }

  @Override
  public long epoch() {
    return group().epoch();
  }

  @Override
  public byte[] authenticator() {
    return group().epochAuthenticator();
  }

  @Override
  public byte[] export(String label, byte[] context, int length) {
    return group().exportSecret(label, context, length);
  }

  @Override
  public String toString() {
    return name;
  }

  MlsClient client() {
    return client;
  }

  /** From now on in this one. */
  void in(MlsGroup other) {
    group = other;
  }

  MlsGroup group() {
    MlsGroup joined = group;
    if (joined == null) {
      throw new IllegalStateException(name + " is in no group");
    }
    return joined;
  }
}
