package eu.paravent.benchmarks;

import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.crypto.Parallelism;
import eu.paravent.mls.observer.GroupObserver;
import eu.paravent.mls.observer.ObservedCommit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A self-update of a big group: made, processed, and observed without secrets, beside the peer and
 * beside the primitives of the same work. What is processed is not written to the store at the end;
 * what is made is. The peer's commit brings no GroupInfo; ours does where a row says so.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-XX:+UseSerialGC")
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
public class CommitBenchmark {
  @Param({"warm", "fresh"})
  String tree;

  @Param({"pure", "native"})
  String provider;

  /** Helpers beside the calling thread. They change wall time, hardly CPU time. */
  @Param("0")
  int helpers;

  @Param("1000")
  int members;

  private LargeGroup group;
  private Primitives primitives;
  private int seals;
  private byte[] commit;
  private byte[] peerCommit;
  private GroupObserver observer;

  @Setup
  public void form() throws Exception {
    group =
        new LargeGroup(
            members,
            tree.equals("warm"),
            Primitives.provider(provider),
            Parallelism.commonPool(helpers));
    primitives = new Primitives(Primitives.provider(provider), 60);
    seals = tree.equals("warm") ? Primitives.levels(members) : members - 1;
    observer = GroupObserver.open(group.groupInfo, new Ours.AcceptAll(), GroupPolicy.allowAll());
    commit = group.committing.commit(CommitSpec.selfUpdate()).commit();
    group.committing.discardPendingCommit();
    peerCommit = group.peer.selfUpdate(group.peerCommitting);
    long before = group.receiver.storage.written();
    System.out.printf("%na commit on this tree: %d bytes%n", commit.length);
    System.out.printf(
        "stored by a member of this group: %d bytes in %d records%n",
        group.receiver.storage.held(), group.receiver.storage.keys("").size());
    group.committing.commit(CommitSpec.selfUpdate());
    long mid = group.committer.storage.written();
    group.committing.discardPendingCommit();
    System.out.printf("written when it was joined: %d bytes%n", before);
    group.receiver.storage.refuse(true);
    System.out.printf("written by the committer so far: %d bytes%n", mid);
  }

  @Benchmark
  public CommitBundle create() throws Exception {
    CommitBundle made = group.committing.commit(CommitSpec.selfUpdate());
    group.committing.discardPendingCommit();
    return made;
  }

  /** With the signed GroupInfo of the next epoch, the whole tree in it. */
  @Benchmark
  public byte[] createWithGroupInfo() throws Exception {
    byte[] made = group.committing.commit(CommitSpec.selfUpdate()).groupInfo();
    group.committing.discardPendingCommit();
    return made;
  }

  @Benchmark
  public byte[] createPeer() throws Exception {
    return group.peer.selfUpdate(group.peerCommitting);
  }

  @Benchmark
  public int createFloor() throws Exception {
    return primitives.createCommit(Primitives.levels(members), seals);
  }

  @Benchmark
  public int createWithGroupInfoFloor() throws Exception {
    return primitives.createCommit(Primitives.levels(members), seals)
        + primitives.sign(group.groupInfo);
  }

  @Benchmark
  public Object process() throws Exception {
    try {
      return group.receiving.process(commit);
    } catch (CountingStorage.Refused done) {
      return done;
    }
  }

  @Benchmark
  public Object processPeer() throws Exception {
    return Bouncy.process(group.peerReceiving, peerCommit);
  }

  @Benchmark
  public int processFloor() throws Exception {
    return primitives.processCommit(Primitives.levels(members));
  }

  @Benchmark
  public ObservedCommit observe() throws Exception {
    return observer.apply(commit, List.of());
  }
}
