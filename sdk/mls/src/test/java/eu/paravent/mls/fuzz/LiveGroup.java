package eu.paravent.mls.fuzz;

import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.internal.group.Insider;
import eu.paravent.mls.stability.StoreVector;
import eu.paravent.mls.testing.Person;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Bob's group with the keys of the stability vector, the same in every run: what a corpus holds
 * stays meaningful.
 */
final class LiveGroup {
  private static final StoreVector VECTOR = StoreVector.load("store-v1-suite-0001.json");

  private final boolean committed;
  private Person bob;
  private MlsGroup group;
  private int writes;
  private Map<String, String> contents;

  /**
   * @param committed whether Bob has processed the commit, and is where Alice is
   */
  LiveGroup(boolean committed) {
    this.committed = committed;
    reload();
  }

  static byte[] value(String name) {
    return VECTOR.value(name);
  }

  static Person alice() {
    return VECTOR.person("alice");
  }

  static Person bobAtTheBeginning() {
    return VECTOR.person("bob");
  }

  static Insider insider() {
    return Insider.of(alice(), "main");
  }

  private void reload() {
    bob = VECTOR.person("bob");
    group = bob.group("main");
    if (committed) {
      try {
        group.process(VECTOR.value("main.commit"));
      } catch (MlsException e) {
        throw new AssertionError(e);
      }
    }
    writes = bob.storage().written().size();
    contents = bob.storage().contents();
  }

  /**
   * Accepted, or refused with nothing changed.
   *
   * @param genuine the only messages that may be accepted; empty: any may
   */
  void process(byte[] message, List<byte[]> genuine) {
    try {
      group.process(message);
    } catch (MlsException e) {
      if (bob.storage().written().size() != writes || !bob.storage().contents().equals(contents)) {
        throw new AssertionError("What was refused changed the store", e);
      }
      return;
    }
    if (!genuine.isEmpty() && genuine.stream().noneMatch(g -> Arrays.equals(g, message))) {
      throw new AssertionError("Accepted, although nobody sent it");
    }
    reload();
  }
}
