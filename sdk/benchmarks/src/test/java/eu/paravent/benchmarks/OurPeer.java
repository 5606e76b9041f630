package eu.paravent.benchmarks;

import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.crypto.CryptoProviders;
import eu.paravent.mls.crypto.Parallelism;
import java.util.Optional;
import java.util.OptionalLong;

final class OurPeer implements Peer {
  private final Ours member;
  private MlsGroup group;

  OurPeer(String name, String provider) {
    member = new Ours(name, Primitives.provider(provider));
  }

  @Override
  public byte[] keyPackage() {
    return member.keyPackage();
  }

  @Override
  public void join(byte[] welcome) throws Exception {
    group = member.client.join(welcome);
  }

  @Override
  public OptionalLong stored() {
    return OptionalLong.of(member.storage.held());
  }

  @Override
  public Optional<Object> again() {
    return Optional.of(
        member
            .again(CryptoProviders.pureJava(), Parallelism.callingThread())
            .load(group.groupId())
            .orElseThrow());
  }

  @Override
  public byte[] update() throws Exception {
    byte[] commit = group.commit(CommitSpec.selfUpdate()).commit();
    group.mergePendingCommit();
    return commit;
  }

  @Override
  public void process(byte[] commit) throws Exception {
    group.process(commit);
  }

  @Override
  public byte[] encrypt(byte[] data) throws Exception {
    return group.encrypt(data, new byte[0]);
  }

  @Override
  public void decrypt(byte[] message) throws Exception {
    group.process(message);
  }
}
