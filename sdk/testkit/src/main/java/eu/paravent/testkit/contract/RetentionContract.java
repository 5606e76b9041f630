package eu.paravent.testkit.contract;

import static eu.paravent.protocol.ProblemCode.LOG_DELETED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.MlsGroup;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.Problem;
import eu.paravent.protocol.ServerLimits;
import eu.paravent.protocol.delivery.Accepted;
import eu.paravent.protocol.delivery.Cursor;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.delivery.LogPage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every device has is deleted, the rest stays, and the numbers go on. The server has to tidy
 * up every second or so, not every few minutes.
 */
public abstract class RetentionContract extends ContractFixture {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Party alice;
  private Party bob;
  private MlsGroup atAlice;
  private MlsGroup atBob;

  @BeforeEach
  @SuppressWarnings("NullAway.Init") // set before each test
  void twoInAGroup() throws Exception {
    Company acme = company();
    alice = party(acme, "alice", "alice-1");
    bob = party(acme, "bob", "bob-1");
    atAlice = alice.createGroup();
    atBob = alice.add(atAlice, bob);
  }

  @Test
  void deletesWhatEveryDeviceHasAndNumbersOn() throws Exception {
    alice.say(atAlice, "one");
    long last = bob.say(atBob, "two").sequence();
    stored(alice, atAlice, last);
    stored(bob, atBob, last);

    Problem deleted = awaitDeletion(alice, atAlice, 0);
    Accepted next = alice.say(atAlice, "three");

    assertEquals(last + 1, deleted.oldest().orElseThrow());
    assertEquals(last + 1, next.sequence());
    LogPage rest = bob.log(atBob, last);
    assertEquals(List.of(last + 1), rest.entries().stream().map(LogEntry::sequence).toList());
    assertEquals(last + 1, rest.head());
    bob.askForLog(atBob, last - 1, 10).requireProblem(LOG_DELETED);
  }

  @Test
  void answersWhoIsUpToDateWithAnEmptyPage() throws Exception {
    long last = alice.say(atAlice, "one").sequence();
    stored(alice, atAlice, last);
    stored(bob, atBob, last);
    awaitDeletion(alice, atAlice, 0);

    LogPage page = bob.log(atBob, last);

    assertEquals(List.of(), page.entries());
    assertEquals(last, page.head());
  }

  @Test
  void keepsWhatOneDeviceDoesNotHave() throws Exception {
    long one = alice.say(atAlice, "one").sequence();
    long two = alice.say(atAlice, "two").sequence();
    stored(alice, atAlice, two);
    stored(bob, atBob, one);

    awaitDeletion(alice, atAlice, 0);
    awaitRun();

    assertEquals(
        List.of(two), bob.log(atBob, one).entries().stream().map(LogEntry::sequence).toList());
  }

  @Test
  void waitsForARemovedDeviceUpToItsRemoval() throws Exception {
    long removal =
        alice.commit(atAlice, CommitSpec.builder().remove(atBob.ownLeafIndex()).build()).sequence();
    long after = alice.say(atAlice, "without Bob").sequence();
    stored(alice, atAlice, after);
    awaitRun();
    assertEquals(
        List.of(removal), bob.log(atBob, 1).entries().stream().map(LogEntry::sequence).toList());

    stored(bob, atBob, removal);

    assertEquals(removal + 1, awaitDeletion(bob, atBob, 1).oldest().orElseThrow());
    assertEquals(after + 1, awaitDeletion(alice, atAlice, after - 1).oldest().orElseThrow());
  }

  @Test
  void keepsAProposalUntilItsCommit() throws Exception {
    bob.send(atBob, atBob.proposeRemove(atBob.ownLeafIndex()), Caller.newKey()).requireSuccess();
    LogEntry proposal = alice.log(atAlice, 1).entries().get(0);
    stored(alice, atAlice, proposal.sequence());
    stored(bob, atBob, proposal.sequence());
    awaitRun();

    atAlice.process(proposal.message());
    alice.commit(atAlice, CommitSpec.selfUpdate());

    assertEquals(1, atAlice.members().size());
  }

  @Test
  void aNewMemberReadsFromItsJoinOn() throws Exception {
    long last = alice.say(atAlice, "before Carol").sequence();
    stored(alice, atAlice, last);
    stored(bob, atBob, last);
    awaitDeletion(alice, atAlice, 0);
    Party carol = party(company(), "carol", "carol-1");

    MlsGroup atCarol = alice.add(atAlice, carol);
    long welcome = alice.say(atAlice, "with Carol").sequence();

    assertEquals(
        List.of(welcome),
        carol.log(atCarol, 0).entries().stream().map(LogEntry::sequence).toList());
  }

  @Test
  void saysHowLongItKeepsWhat() {
    ServerLimits limits = anonymous().get(Paths.LIMITS).read(ServerLimits.class);

    for (long seconds :
        List.of(
            limits.messageRetention().orElseThrow(), limits.attachmentRetention().orElseThrow())) {
      assertTrue(seconds >= Limits.RETENTION_LEAST.toSeconds());
      assertTrue(seconds <= Limits.RETENTION_MOST.toSeconds());
    }
  }

  private static void stored(Party party, MlsGroup group, long sequence) {
    party
        .caller()
        .put(Paths.fill(Paths.CURSOR, Party.id(group)), new Cursor(sequence))
        .requireStatus(204);
  }

  /** Until the entry after this one is gone. */
  private static Problem awaitDeletion(Party party, MlsGroup group, long after)
      throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Caller.Answer answer = party.askForLog(group, after, 10);
    while (answer.status() != LOG_DELETED.status() && System.nanoTime() < end) {
      Thread.sleep(50);
      answer = party.askForLog(group, after, 10);
    }
    return answer.requireProblem(LOG_DELETED);
  }

  /** A run from its beginning to its end: what it did not delete, it will not delete. */
  private void awaitRun() throws Exception {
    Party dave = party(company(), "dave", "dave-1");
    MlsGroup own = dave.createGroup();
    for (int runs = 0; runs < 2; runs++) {
      long last = dave.say(own, "nobody else needs this").sequence();
      stored(dave, own, last);
      awaitDeletion(dave, own, last - 1);
    }
  }
}
