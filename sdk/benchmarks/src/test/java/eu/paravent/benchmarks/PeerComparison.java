package eu.paravent.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.crypto.CryptoProvider;
import eu.paravent.mls.crypto.CryptoProviders;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Every implementation at the same work in one group: ours on both providers, Bouncy Castle's,
 * ts-mls where {@code -Dts-mls} names its folder, core-crypto where it is on the class path. CPU
 * time of the process, the median of several batches. Coarser than the JMH benchmarks, but for all
 * alike.
 */
final class PeerComparison {
  private static final String[] ROLES = {"reader", "writer"};

  private final int members;
  private final boolean warm;
  private final Map<String, Map<String, Peer>> peers = new LinkedHashMap<>();
  private final Map<String, List<Double>> joins = new LinkedHashMap<>();

  private PeerComparison(int members, boolean warm, Path folder) throws Exception {
    this.members = members;
    this.warm = warm;
    for (String role : ROLES) {
      add("ours, pure Java", role, new OurPeer("pure " + role, "pure"));
      add("ours, native", role, new OurPeer("native " + role, "native"));
      add("bcmls", role, new BouncyPeer("bouncy " + role));
      if (WirePeer.present()) {
        add("core-crypto", role, new WirePeer("wire " + role, folder));
      }
      String ts = System.getProperty("ts-mls");
      if (ts != null) {
        add("ts-mls", role, new TsPeer("ts " + role, Path.of(ts)));
      }
    }
  }

  private void add(String name, String role, Peer peer) {
    peers.computeIfAbsent(name, n -> new LinkedHashMap<>()).put(role, peer);
  }

  private List<Peer> all() {
    List<Peer> all = new ArrayList<>();
    peers.values().forEach(pair -> all.addAll(pair.values()));
    return all;
  }

  private void form() throws Exception {
    CryptoProvider believing = new Believing(CryptoProviders.best());
    MlsGroup adder =
        new Ours("founder", believing)
            .client.createGroup("group".getBytes(UTF_8), Extensions.empty());
    CommitSpec.Builder last = CommitSpec.builder();
    for (int i = all().size() + 1; i < members; i++) {
      Ours member = new Ours("member " + i, believing);
      if (warm) {
        adder = member.client.joinExternally(adder.groupInfo());
        adder.mergePendingCommit();
      } else {
        last.add(member.keyPackage());
      }
    }
    for (Peer peer : all()) {
      last.add(peer.keyPackage());
    }
    CommitBundle added = adder.commit(last.build());
    byte[] welcome = added.welcome().orElseThrow();
    for (String name : peers.keySet()) {
      for (String role : ROLES) {
        Peer peer = peers.get(name).get(role);
        long before = peer.cpu();
        peer.join(welcome);
        joins.computeIfAbsent(name, n -> new ArrayList<>()).add((peer.cpu() - before) / 1e6);
      }
    }
    if (warm) {
      for (Peer one : all()) {
        byte[] commit = one.update();
        for (Peer other : all()) {
          if (other != one) {
            other.process(commit);
          }
        }
      }
    }
  }

  private void run() throws Exception {
    form();
    for (String name : peers.keySet()) {
      row(
          name,
          "join by Welcome, cold",
          joins.get(name).stream().mapToDouble(d -> d).min().orElseThrow());
      Peer writer = peers.get(name).get("writer");
      Peer reader = peers.get(name).get("reader");
      held(name, reader);
      for (int size : new int[] {256, 65536}) {
        int batch = size == 256 ? 200 : 20;
        byte[] data = new byte[size];
        double[] encrypted = new double[11];
        double[] decrypted = new double[11];
        for (int i = 0; i < encrypted.length; i++) {
          List<byte[]> made = new ArrayList<>();
          long start = writer.cpu();
          for (int n = 0; n < batch; n++) {
            made.add(writer.encrypt(data));
          }
          long middle = writer.cpu();
          long from = reader.cpu();
          for (byte[] message : made) {
            reader.decrypt(message);
          }
          decrypted[i] = (reader.cpu() - from) / 1e6 / batch;
          encrypted[i] = (middle - start) / 1e6 / batch;
        }
        row(name, "encrypt " + size + " B", median(encrypted));
        row(name, "decrypt " + size + " B", median(decrypted));
      }
      commits(name, writer, reader);
    }
    for (Peer peer : all()) {
      peer.close();
    }
  }

  private void held(String name, Peer reader) throws Exception {
    OptionalLong stored = reader.stored();
    if (stored.isPresent()) {
      System.out.printf("%s | stored | %s | %d bytes%n", group(), name, stored.getAsLong());
    }
    if (reader.again().isEmpty()) {
      return;
    }
    for (int warmUp = 0; warmUp < 20; warmUp++) {
      reader.again();
    }
    Object[] groups = new Object[20];
    long before = heap();
    for (int i = 0; i < groups.length; i++) {
      groups[i] = reader.again().orElseThrow();
    }
    long each = (heap() - before) / groups.length;
    System.out.printf("%s | heap | %s | %d bytes%n", group(), name, each);
    Reference.reachabilityFence(groups);
  }

  private static long heap() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100);
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private String group() {
    return members + " members, " + (warm ? "warm" : "fresh");
  }

  /** The readers of the others do not follow: only these two are used any more. */
  private void commits(String name, Peer writer, Peer reader) throws Exception {
    int batch = warm ? 30 : 3;
    double[] created = new double[5];
    double[] processed = new double[created.length];
    for (int i = 0; i < created.length; i++) {
      List<byte[]> made = new ArrayList<>();
      long start = writer.cpu();
      for (int n = 0; n < batch; n++) {
        made.add(writer.update());
      }
      long middle = writer.cpu();
      long from = reader.cpu();
      for (byte[] commit : made) {
        reader.process(commit);
      }
      processed[i] = (reader.cpu() - from) / 1e6 / batch;
      created[i] = (middle - start) / 1e6 / batch;
    }
    row(name, "self-update made and merged", median(created));
    row(name, "self-update processed", median(processed));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private void row(String name, String operation, double milliseconds) {
    System.out.printf(
        Locale.ROOT, "%s | %s | %s | %.3f ms%n", group(), operation, name, milliseconds);
  }

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("peers");
    for (String arg : args) {
      String[] parts = arg.split(":");
      new PeerComparison(
              Integer.parseInt(parts[0]),
              parts[1].equals("warm"),
              Files.createTempDirectory(folder, "run"))
          .run();
    }
  }
}
