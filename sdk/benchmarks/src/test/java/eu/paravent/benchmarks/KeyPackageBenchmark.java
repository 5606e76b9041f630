package eu.paravent.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsGroup;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.mls.protocol.Group;
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

/** A key package; and a whole small life: create a group, add one member, who joins. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-XX:+UseSerialGC")
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
public class KeyPackageBenchmark {
  private static final byte[] GROUP = "group".getBytes(UTF_8);

  @Param({"pure", "native"})
  String provider;

  private Ours founder;
  private Ours joiner;
  private Primitives primitives;

  private Bouncy peerFounder;
  private Bouncy peerJoiner;

  @Setup
  public void begin() throws Exception {
    founder = new Ours("founder", Primitives.provider(provider));
    joiner = new Ours("joiner", Primitives.provider(provider));
    peerFounder = new Bouncy("founder");
    peerJoiner = new Bouncy("joiner");
    primitives = new Primitives(Primitives.provider(provider), 60);
  }

  /** And deleted again, so that the store does not grow. */
  @Benchmark
  public byte[] keyPackage() {
    var made = joiner.newKeyPackage();
    joiner.client.deleteKeyPackage(made.reference());
    return made.message();
  }

  @Benchmark
  public byte[] keyPackageFloor() {
    return primitives.keyPackage();
  }

  @Benchmark
  public byte[] keyPackagePeer() throws Exception {
    return peerJoiner.keyPackage();
  }

  @Benchmark
  public byte[] createAddJoin() throws Exception {
    MlsGroup group = founder.client.createGroup(GROUP, Extensions.empty());
    CommitBundle added =
        group.commit(CommitSpec.builder().add(joiner.newKeyPackage().message()).build());
    group.mergePendingCommit();
    MlsGroup joined = joiner.client.join(added.welcome().orElseThrow());
    byte[] authenticator = joined.epochAuthenticator();
    group.delete();
    joined.delete();
    return authenticator;
  }

  @Benchmark
  public Object createAddJoinPeer() throws Exception {
    Group founded = peerFounder.create(GROUP);
    return peerJoiner.join(peerFounder.add(founded, peerJoiner.keyPackage()));
  }
}
