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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Application messages, state persisted for each, beside a peer in a group of that size (three
 * where ours has two), who persists nothing, and the floor of their primitives. What decrypting
 * costs is the difference between both rows, as a message can be decrypted only once.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-XX:+UseSerialGC")
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
public class MessageBenchmark {
  private static final byte[] NONE = new byte[0];

  @Param({"pure", "native"})
  String provider;

  @Param({"2", "1000"})
  int members;

  @Param({"256", "65536"})
  int size;

  private byte[] data;
  private Ours writer;
  private MlsGroup writing;
  private MlsGroup reading;
  private Group peerWriting;
  private Group peerReading;
  private Primitives primitives;
  private long written;
  private long messages;

  @Setup
  public void form() throws Exception {
    data = new byte[size];
    writer = new Ours("writer", Primitives.provider(provider));
    Ours reader = new Ours("reader", Primitives.provider(provider));
    writing = writer.client.createGroup("group".getBytes(UTF_8), Extensions.empty());
    CommitSpec.Builder all = CommitSpec.builder().add(reader.keyPackage());
    for (int i = 2; i < members; i++) {
      all.add(new Ours("member " + i).keyPackage());
    }
    CommitBundle added = writing.commit(all.build());
    writing.mergePendingCommit();
    reading = reader.client.join(added.welcome().orElseThrow());
    formPeers();
    primitives = new Primitives(Primitives.provider(provider), size);
    written = writer.storage.written();
  }

  private void formPeers() throws Exception {
    Bouncy one = new Bouncy("one");
    Bouncy other = new Bouncy("other");
    MlsGroup founded =
        new Ours("founder").client.createGroup("peers".getBytes(UTF_8), Extensions.empty());
    CommitSpec.Builder all = CommitSpec.builder().add(one.keyPackage()).add(other.keyPackage());
    for (int i = 3; i < members; i++) {
      all.add(new Ours("member " + i).keyPackage());
    }
    byte[] welcome = founded.commit(all.build()).welcome().orElseThrow();
    peerWriting = one.join(welcome);
    peerReading = other.join(welcome);
  }

  @TearDown
  public void report() {
    if (messages > 0) {
      System.out.printf(
          "%nwritten per encrypted message: %d bytes of keys and values%n",
          (writer.storage.written() - written) / messages);
    }
  }

  @Benchmark
  public byte[] encrypt() throws Exception {
    messages++;
    return writing.encrypt(data, NONE);
  }

  @Benchmark
  public Object encryptAndDecrypt() throws Exception {
    messages++;
    return reading.process(writing.encrypt(data, NONE));
  }

  @Benchmark
  public byte[] encryptPeer() throws Exception {
    return Bouncy.encrypt(peerWriting, data);
  }

  @Benchmark
  public byte[] encryptAndDecryptPeer() throws Exception {
    return Bouncy.decrypt(peerReading, Bouncy.encrypt(peerWriting, data));
  }

  @Benchmark
  public byte[] encryptFloor() {
    return primitives.encrypt();
  }

  @Benchmark
  public int encryptAndDecryptFloor() throws Exception {
    return primitives.encrypt().length + primitives.decrypt().length;
  }
}
