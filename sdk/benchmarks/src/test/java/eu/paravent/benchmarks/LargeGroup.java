package eu.paravent.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.crypto.CryptoProvider;
import eu.paravent.mls.crypto.CryptoProviders;
import eu.paravent.mls.crypto.Parallelism;
import java.util.List;
import org.bouncycastle.mls.protocol.Group;

/**
 * Ours and the peer as members of one and the same group, suite 1, all in one epoch.
 *
 * <p>Fresh: the founder added everybody in one commit, so a path of any other member is sealed to
 * nearly every leaf. Warm: everybody came by external commit, and who came last committed once, so
 * every parent node has a key and a path is sealed to one node per level.
 */
final class LargeGroup {
  /** Who joins by the Welcome below, again and again, and is in no group in between. */
  final Ours joiner;

  final Ours committer;
  final Ours receiver;
  final MlsGroup committing;
  final MlsGroup receiving;
  final Bouncy peer;
  final Bouncy otherPeer;
  final Group peerCommitting;
  final Group peerReceiving;

  /** Of the joiner and of {@link #peerJoiner}, in the epoch before that of the groups above. */
  final byte[] welcome;

  final Bouncy peerJoiner;
  final byte[] groupInfo;

  LargeGroup(int members, boolean warm, CryptoProvider provider, Parallelism parallelism)
      throws Exception {
    joiner = new Ours("joiner", provider, parallelism);
    committer = new Ours("committer", provider, parallelism);
    receiver = new Ours("receiver", provider, parallelism);
    peer = new Bouncy("peer");
    otherPeer = new Bouncy("other peer");
    peerJoiner = new Bouncy("peer joiner");
    CommitSpec.Builder last =
        CommitSpec.builder()
            .add(committer.keyPackage())
            .add(receiver.keyPackage())
            .add(joiner.keyPackage())
            .add(peer.keyPackage())
            .add(otherPeer.keyPackage())
            .add(peerJoiner.keyPackage());
    CryptoProvider believing = new Believing(CryptoProviders.best());
    MlsGroup founder =
        new Ours("founder", believing)
            .client.createGroup("group".getBytes(UTF_8), Extensions.empty());
    MlsGroup adder = founder;
    for (int i = 7; i < members; i++) {
      Ours member = new Ours("member " + i, believing);
      if (warm) {
        adder = member.client.joinExternally(adder.groupInfo());
        adder.mergePendingCommit();
      } else {
        last.add(member.keyPackage());
      }
    }
    CommitBundle added = adder.commit(last.build());
    adder.mergePendingCommit();
    welcome = added.welcome().orElseThrow();
    committing = committer.client.join(welcome);
    receiving = receiver.client.join(welcome);
    Group mine = peer.join(welcome);
    Group others = otherPeer.join(welcome);
    if (warm) {
      for (MlsGroup each : new MlsGroup[] {committing, receiving}) {
        byte[] commit = each.commit(CommitSpec.selfUpdate()).commit();
        committing.process(commit);
        receiving.process(commit);
        mine = Bouncy.process(mine, commit);
        others = Bouncy.process(others, commit);
      }
      Group.GroupWithMessage made = peer.commit(mine, List.of());
      byte[] commit = Bouncy.encode(made.message);
      mine = made.group;
      committing.process(commit);
      receiving.process(commit);
      others = Bouncy.process(others, commit);
      made = otherPeer.commit(others, List.of());
      commit = Bouncy.encode(made.message);
      others = made.group;
      committing.process(commit);
      receiving.process(commit);
      mine = Bouncy.process(mine, commit);
    }
    peerCommitting = mine;
    peerReceiving = others;
    groupInfo = committing.groupInfo();
  }
}
