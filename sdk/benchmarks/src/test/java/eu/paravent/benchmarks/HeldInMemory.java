package eu.paravent.benchmarks;

import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.crypto.CryptoProviders;
import eu.paravent.mls.crypto.Parallelism;
import eu.paravent.mls.observer.GroupObserver;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * Heap of one idle group: what many of the same take after a full garbage collection, divided by
 * how many they are. Each comes from its own bytes, as after a restart.
 */
final class HeldInMemory {
  private static final int MANY = 40;

  private HeldInMemory() {}

  private static void measure(String what, Callable<?> make) throws Exception {
    // classes and caches that all of them share
    for (int i = 0; i < 3; i++) {
      make.call();
    }
    Object[] held = new Object[MANY];
    long before = used();
    for (int i = 0; i < MANY; i++) {
      held[i] = make.call();
    }
    long each = (used() - before) / MANY;
    System.out.printf(Locale.ROOT, "%s: %,d bytes%n", what, each);
    Reference.reachabilityFence(held);
  }

  private static long used() throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 8; i++) {
      System.gc();
      Thread.sleep(50);
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  public static void main(String[] arguments) throws Exception {
    for (boolean warm : new boolean[] {true, false}) {
      LargeGroup group =
          new LargeGroup(1000, warm, CryptoProviders.pureJava(), Parallelism.callingThread());
      String tree = "1,000 members, " + (warm ? "warm" : "fresh");
      byte[] id = "group".getBytes(StandardCharsets.UTF_8);
      measure(
          tree + ", ours, loaded from the store",
          () ->
              group
                  .receiver
                  .again(CryptoProviders.pureJava(), Parallelism.callingThread())
                  .load(id)
                  .orElseThrow());
      measure(
          tree + ", observer",
          () -> GroupObserver.open(group.groupInfo, new Ours.AcceptAll(), GroupPolicy.allowAll()));
      measure(tree + ", bcmls, joined by Welcome", () -> group.peerJoiner.join(group.welcome));
      Reference.reachabilityFence(group);
    }
  }
}
