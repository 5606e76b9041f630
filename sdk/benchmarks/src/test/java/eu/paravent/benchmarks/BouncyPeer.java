package eu.paravent.benchmarks;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.mls.protocol.Group;

/** Verifies no leaf, stores nothing. */
final class BouncyPeer implements Peer {
  private final Bouncy member;
  private Group group;
  private byte[] joined;

  BouncyPeer(String name) throws Exception {
    member = new Bouncy(name);
  }

  @Override
  public byte[] keyPackage() throws Exception {
    return member.keyPackage();
  }

  @Override
  public void join(byte[] welcome) throws Exception {
    group = member.join(welcome);
    joined = welcome;
  }

  @Override
  public Optional<Object> again() throws Exception {
    return Optional.of(member.join(joined));
  }

  @Override
  public byte[] update() throws Exception {
    Group.GroupWithMessage made = member.commit(group, List.of());
    group = made.group;
    return Bouncy.encode(made.message);
  }

  @Override
  public void process(byte[] commit) throws Exception {
    group = Bouncy.process(group, commit);
  }

  @Override
  public byte[] encrypt(byte[] data) throws Exception {
    return Bouncy.encrypt(group, data);
  }

  @Override
  public void decrypt(byte[] message) throws Exception {
    Bouncy.decrypt(group, message);
  }
}
