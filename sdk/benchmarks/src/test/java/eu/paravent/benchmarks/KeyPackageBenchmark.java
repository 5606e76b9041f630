package eu.paravent.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsGroup;
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

/** A key package; and a whole small life: create a group, add one member, who joins. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-XX:+UseSerialGC")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class KeyPackageBenchmark {
  private static final byte[] GROUP = "group".getBytes(UTF_8);

  @Param({"pure", "native"})
  String provider;

  private Ours founder;
  private Ours joiner;
  private Primitives primitives;

  @Setup
  public void begin() {
    founder = new Ours("founder", Primitives.provider(provider));
    joiner = new Ours("joiner", Primitives.provider(provider));
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
}
