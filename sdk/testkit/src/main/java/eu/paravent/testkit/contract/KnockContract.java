package eu.paravent.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eu.paravent.mls.MlsGroup;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.organisations.RevocationList;
import eu.paravent.protocol.wakeups.WakeUpRegistration;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who is knocked at and who is not, on a server that reaches a receiver of the test. */
public abstract class KnockContract extends ContractFixture {
  private static final Duration SOON = Duration.ofSeconds(60);

  /** Where the server may knock; of this test alone. */
  protected abstract String endpoint();

  /** How often it did. */
  protected abstract int knocks();

  /** Longer than the server needs from an entry to a knock. */
  protected abstract Duration quiet();

  @Test
  void leavesRevokedDevicesAlone() throws Exception {
    Company acme = company();
    Party alice = party(acme, "alice", "alice-1");
    Party bob = party(acme, "bob", "bob-1");
    bob.caller()
        .put(Paths.WAKE_UP, new WakeUpRegistration(WakeUpRegistration.WEBHOOK, endpoint()))
        .requireStatus(200);
    MlsGroup group = alice.createGroup();
    alice.add(group, bob);
    awaitKnock();

    alice
        .caller()
        .put(
            Paths.fill(Paths.REVOCATIONS, acme.id()),
            new RevocationList(acme.revocations(1, bob.device())))
        .requireStatus(204);
    alice.say(group, "who has found it?");
    Thread.sleep(quiet().toMillis());

    assertEquals(1, knocks());
  }

  private void awaitKnock() throws InterruptedException {
    long end = System.nanoTime() + SOON.toNanos();
    while (knocks() == 0) {
      assertTrue(System.nanoTime() < end, "Nobody knocked");
      Thread.sleep(50);
    }
  }
}
