package eu.paravent.benchmarks;

import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.crypto.Parallelism;
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
 * Joining a big group, every leaf verified; a store of its own each time, so that nothing is known
 * already, except in the rows that say so. The peer verifies no leaf.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-XX:+UseSerialGC")
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
public class JoinBenchmark {
  @Param("fresh")
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

  @Setup
  public void form() throws Exception {
    group = new LargeGroup(members, tree.equals("warm"), Primitives.provider(provider), spread());
    primitives = new Primitives(Primitives.provider(provider), 60);
  }

  private Parallelism spread() {
    return Parallelism.commonPool(helpers);
  }

  /** A client that never saw any of the leaves, with the key package of the one that was added. */
  @Benchmark
  public long welcome() throws Exception {
    MlsGroup joined =
        group.joiner.again(Primitives.provider(provider), spread()).join(group.welcome);
    long epoch = joined.epoch();
    joined.delete();
    return epoch;
  }

  /** The same client again: it remembers most of the leaves it verified. */
  @Benchmark
  public long welcomeAgain() throws Exception {
    MlsGroup joined = group.joiner.client.join(group.welcome);
    long epoch = joined.epoch();
    joined.delete();
    return epoch;
  }

  @Benchmark
  public Object welcomePeer() throws Exception {
    return group.peerJoiner.join(group.welcome);
  }

  @Benchmark
  public long external() throws Exception {
    Ours stranger = new Ours("stranger", Primitives.provider(provider), spread());
    return stranger.client.joinExternally(group.groupInfo).epoch();
  }

  @Benchmark
  public Object externalPeer() throws Exception {
    return new Bouncy("stranger").joinExternally(group.groupInfo);
  }

  /** The signatures of all leaves. */
  @Benchmark
  public int leavesFloor() {
    return primitives.verify(members);
  }
}
