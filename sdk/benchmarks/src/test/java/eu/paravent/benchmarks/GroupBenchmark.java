package eu.paravent.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.observer.GroupObserver;
import eu.paravent.mls.observer.ObservedCommit;
import java.util.List;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Ours and the peer as members of one and the same group, suite 1. The tree is fresh: its founder
 * added everybody in one commit, so a path of any other member is sealed to nearly every leaf.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-XX:+UseSerialGC")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class GroupBenchmark {
  private static final byte[] NONE = new byte[0];

  @Param({"6", "1000"})
  int members;

  private final byte[] data = new byte[256];
  private final Ours joiner = new Ours("joiner");
  private final Ours reader = new Ours("reader");
  private Bouncy bouncy;
  private Bouncy bouncyReader;
  private byte[] welcome;
  private MlsGroup ours;
  private MlsGroup oursReading;
  private Group peer;
  private Group peerReading;
  private GroupObserver observer;
  private byte[] observed;
  private long written;
  private long messages;
  private long stored;

  /** Never touched by a message: it joins again and again. */
  private final Ours rejoiner = new Ours("rejoiner");

  @Setup
  public void form() throws Exception {
    bouncy = new Bouncy("bouncy");
    bouncyReader = new Bouncy("bouncy reader");
    MlsGroup founder =
        new Ours("founder").client.createGroup("group".getBytes(UTF_8), Extensions.empty());
    CommitSpec.Builder all =
        CommitSpec.builder()
            .add(joiner.keyPackage())
            .add(reader.keyPackage())
            .add(rejoiner.keyPackage())
            .add(bouncy.keyPackage())
            .add(bouncyReader.keyPackage());
    for (int i = 6; i < members; i++) {
      all.add(new Ours("member " + i).keyPackage());
    }
    CommitBundle added = founder.commit(all.build());
    founder.mergePendingCommit();
    welcome = added.welcome().orElseThrow();
    ours = joiner.client.join(welcome);
    oursReading = reader.client.join(welcome);
    peer = bouncy.join(welcome);
    peerReading = bouncyReader.join(welcome);
    stored = reader.storage.held();
    observer =
        GroupObserver.open(
            founder.groupInfo(), new Ours.AcceptAll(), eu.paravent.mls.GroupPolicy.allowAll());
    observed = ours.commit(CommitSpec.selfUpdate()).commit();
    ours.discardPendingCommit();
    written = joiner.storage.written();
  }

  @TearDown
  public void report() {
    if (messages > 0) {
      System.out.printf(
          "%nwritten per encrypted message: %d bytes of keys and values%n",
          (joiner.storage.written() - written) / messages);
    }
    System.out.printf(
        "stored of one idle group of %d: %d bytes; a commit on this tree: %d bytes%n",
        members, stored, observed.length);
  }

  @Benchmark
  public byte[] encryptOurs() throws Exception {
    messages++;
    return ours.encrypt(data, NONE);
  }

  @Benchmark
  public byte[] encryptPeer() throws Exception {
    return Bouncy.encrypt(peer, data);
  }

  @Benchmark
  public Object encryptAndDecryptOurs() throws Exception {
    messages++;
    return oursReading.process(ours.encrypt(data, NONE));
  }

  @Benchmark
  public byte[] encryptAndDecryptPeer() throws Exception {
    return Bouncy.decrypt(peerReading, Bouncy.encrypt(peer, data));
  }

  @Benchmark
  public CommitBundle selfUpdateOurs() throws Exception {
    CommitBundle made = ours.commit(CommitSpec.selfUpdate());
    ours.discardPendingCommit();
    return made;
  }

  @Benchmark
  public byte[] selfUpdatePeer() throws Exception {
    return bouncy.selfUpdate(peer);
  }

  /** Every leaf verified, and stored. */
  @Benchmark
  public long joinOurs() throws Exception {
    MlsGroup group = rejoiner.client.join(welcome);
    long epoch = group.epoch();
    group.delete();
    return epoch;
  }

  /** It verifies no leaf signatures. */
  @Benchmark
  public Group joinPeer() throws Exception {
    return bouncy.join(welcome);
  }

  @Benchmark
  public ObservedCommit observe() throws Exception {
    return observer.apply(observed, List.of());
  }
}
