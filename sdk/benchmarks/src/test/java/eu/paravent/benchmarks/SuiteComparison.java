package eu.paravent.benchmarks;

import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsClient;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.crypto.CryptoProvider;
import eu.paravent.mls.crypto.CryptoProviders;
import eu.paravent.mls.crypto.Parallelism;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Sizes and CPU time of cipher suite 1 beside the hybrid suite: what the default of new
 * conversations is decided by. Pure Java, one thread, credentials as long as a conversation's
 * certificate chains. {@code SuiteComparison [members ...]}, minutes; not part of the JMH suite,
 * since most of what it prints are sizes.
 */
public final class SuiteComparison {
  /** A device's certificate and its root, DER. */
  private static final int CHAIN = 650;

  private static final byte[] GROUP = {1};
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private final CipherSuite suite;
  private final CryptoProvider honest = CryptoProviders.pureJava();
  private int named;

  private SuiteComparison(CipherSuite suite) {
    this.suite = suite;
  }

  public static void main(String[] args) throws MlsException {
    int[] members = {2, 10, 100, 1000};
    if (args.length > 0) {
      members = java.util.Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
    }
    System.out.println(
        "suite members tree | key package, add all, Welcome, group info, self-update,"
            + " message of 256 B, held by a member: bytes | key package, self-update made,"
            + " processed, Welcome joined, external join: ms of one thread");
    for (int count : members) {
      for (CipherSuite suite :
          List.of(
              CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519,
              CipherSuite.MLS_128_MLKEM768X25519_AES256GCM_SHA384_ED25519)) {
        new SuiteComparison(suite).run(count, false);
        if (count > 2) {
          new SuiteComparison(suite).run(count, true);
        }
      }
    }
  }

  private record Client(MlsClient mls, CountingStorage storage, Credential credential, byte[] key) {
    byte[] keyPackage() {
      return mls.newKeyPackage(Duration.ofDays(1), true).message();
    }
  }

  private Client client(CryptoProvider provider) {
    byte[] identity = ByteBuffer.allocate(CHAIN).putInt(named++).array();
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return client(provider, new Credential.Basic(identity), key, new CountingStorage());
  }

  private Client client(
      CryptoProvider provider, Credential credential, byte[] key, CountingStorage storage) {
    MlsClient mls =
        MlsClient.builder(provider)
            .cipherSuite(suite)
            .identity(credential, key)
            .storage(storage)
            .authentication(new Ours.AcceptAll())
            .parallelism(Parallelism.callingThread())
            .build();
    return new Client(mls, storage, credential, key);
  }

  private void run(int members, boolean warm) throws MlsException {
    CryptoProvider believing = new Believing(honest);
    Client committer = client(honest);
    Client receiver = client(honest);
    MlsGroup adder = client(believing).mls.createGroup(GROUP, Extensions.empty());
    CommitSpec.Builder last = CommitSpec.builder().add(receiver.keyPackage());
    if (members > 2) {
      last.add(committer.keyPackage());
    }
    for (int i = 3; i < members; i++) {
      Client member = client(believing);
      if (warm) {
        adder = member.mls.joinExternally(adder.groupInfo());
        adder.mergePendingCommit();
      } else {
        last.add(member.keyPackage());
      }
    }
    CommitBundle added = adder.commit(last.build());
    adder.mergePendingCommit();
    byte[] welcome = added.welcome().orElseThrow();
    MlsGroup receiving = receiver.mls.join(welcome);
    MlsGroup committing = members > 2 ? committer.mls.join(welcome) : adder;
    if (warm) {
      for (MlsGroup each : List.of(committing, receiving)) {
        byte[] commit = each.commit(CommitSpec.selfUpdate()).commit();
        committing.process(commit);
        receiving.process(commit);
      }
    }
    CommitBundle update = committing.commit(CommitSpec.selfUpdate());
    committing.discardPendingCommit();
    byte[] groupInfo = committing.groupInfo();
    long held = receiver.storage.held();
    byte[] message = committing.encrypt(new byte[256], new byte[0]);

    double keyPackage = cpu(() -> committer.mls.newKeyPackage(Duration.ofDays(1), false));
    MlsGroup by = committing;
    double made =
        cpu(
            () -> {
              by.commit(CommitSpec.selfUpdate());
              by.discardPendingCommit();
            });
    receiver.storage.refuse(true);
    double processed =
        cpu(
            () -> {
              try {
                receiving.process(update.commit());
              } catch (CountingStorage.Refused done) {
                // all of it but the writing
              }
            });
    receiver.storage.refuse(false);
    receiving.delete();
    double joined =
        cpu(
            () -> {
              Client again = client(honest, receiver.credential, receiver.key, receiver.storage);
              again.mls.join(welcome).delete();
            });
    double external =
        cpu(() -> client(honest).mls.joinExternally(groupInfo).discardPendingCommit());
    System.out.printf(
        Locale.ROOT,
        "%04x %d %s | %,d %,d %,d %,d %,d %,d %,d | %.2f %.2f %.2f %.1f %.1f%n",
        suite.value(),
        members,
        warm ? "warm" : "fresh",
        receiver.keyPackage().length,
        added.commit().length,
        welcome.length,
        groupInfo.length,
        update.commit().length,
        message.length,
        held,
        keyPackage,
        made,
        processed,
        joined,
        external);
  }

  private interface Work {
    void run() throws MlsException;
  }

  /** The median of what was seen in about two seconds, after as much to warm up. */
  private static double cpu(Work work) throws MlsException {
    seen(work, 2_000_000_000L);
    List<Long> times = seen(work, 2_000_000_000L);
    return times.get(times.size() / 2) / 1e6;
  }

  private static List<Long> seen(Work work, long budget) throws MlsException {
    List<Long> times = new ArrayList<>();
    long begin = CPU.getCurrentThreadCpuTime();
    long now = begin;
    while (now - begin < budget && times.size() < 2000) {
      work.run();
      long after = CPU.getCurrentThreadCpuTime();
      times.add(after - now);
      now = after;
    }
    Collections.sort(times);
    return times;
  }
}
