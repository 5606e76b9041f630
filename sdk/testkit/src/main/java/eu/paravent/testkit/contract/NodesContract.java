package eu.paravent.testkit.contract;

import static eu.paravent.protocol.ProblemCode.ASSERTION_REPLAYED;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import eu.paravent.mls.MlsGroup;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.delivery.Accepted;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.delivery.PushFrame;
import eu.paravent.protocol.delivery.SignalSubmission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes of one service: Alice is at one, Bob at the other. */
public abstract class NodesContract extends ContractFixture {
  private static final int NOT_SIGNED_IN = 4401, RECONNECT = 1012, MESSAGES = 40;

  private Company acme;
  private Party alice;
  private Party bob;
  private MlsGroup atAlice;
  private MlsGroup atBob;

  /** Another node than {@link #server}. */
  protected abstract ServerUnderTest otherServer();

  /** Breaks the ways on which nodes hear of each other; they repair themselves. */
  protected abstract void cutNews();

  /** As a node does that dies after its commit: the newest entry of the log once more, untold. */
  protected abstract void appendUntold(String groupId);

  /** The sessions of a device are over, and nobody says so. */
  protected abstract void endUntold(String deviceUri);

  /** A device is a member of a group from the newest entry on, and nobody says so. */
  protected abstract void addUntold(String groupId, String deviceUri);

  @BeforeEach
  @SuppressWarnings("NullAway.Init") // set before each test
  void oneAtEach() throws Exception {
    acme = company();
    alice = party(acme, "alice", "alice-1");
    bob = atOther(acme.device("bob", "bob-1"));
    atAlice = alice.createGroup();
    atBob = alice.add(atAlice, bob);
  }

  @Test
  void whatOneNodeTakesInTheOtherPushes() throws Exception {
    try (Pushed toAlice = Pushed.open(alice.caller());
        Pushed toBob = Pushed.open(bob.caller())) {
      for (int i = 0; i < 5; i++) {
        byte[] fromAlice = alice.encrypt(atAlice, "from Alice " + i);
        alice.send(atAlice, fromAlice, Caller.newKey()).requireStatus(200);
        byte[] fromBob = bob.encrypt(atBob, "from Bob " + i);
        bob.send(atBob, fromBob, Caller.newKey()).requireStatus(200);

        for (Pushed channel : List.of(toAlice, toBob)) {
          assertArrayEquals(fromAlice, entry(channel).message());
          assertArrayEquals(fromBob, entry(channel).message());
        }
      }
    }
  }

  /** Each node hears of the other's entries later than of its own, and tells none too early. */
  @Test
  void entriesOfBothNodesAtOnceArePushedInTheOrderOfTheLog() throws Exception {
    List<byte[]> fromAlice = new ArrayList<>();
    List<byte[]> fromBob = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      fromAlice.add(alice.encrypt(atAlice, "from Alice " + i));
      fromBob.add(bob.encrypt(atBob, "from Bob " + i));
    }
    try (Pushed toAlice = Pushed.open(alice.caller());
        Pushed toBob = Pushed.open(bob.caller())) {
      Together.run(
          2,
          number -> {
            for (int i = 0; i < MESSAGES; i++) {
              if (number == 0) {
                alice.send(atAlice, fromAlice.get(i), Caller.newKey()).requireStatus(200);
              } else {
                bob.send(atBob, fromBob.get(i), Caller.newKey()).requireStatus(200);
              }
            }
            return number;
          });

      // the first entry brought Bob in
      List<Long> expected = LongStream.range(2, 2 + 2 * MESSAGES).boxed().toList();
      for (Pushed channel : List.of(toAlice, toBob)) {
        List<Long> pushed = new ArrayList<>();
        for (int i = 0; i < 2 * MESSAGES; i++) {
          pushed.add(entry(channel).sequence());
        }
        assertEquals(expected, pushed);
      }
    }
  }

  @Test
  void signalsCrossButDoNotComeBackToTheirSender() throws Exception {
    Party aliceAtBobs = atOther(alice.device());
    byte[] typing = alice.encrypt(atAlice, "typing");
    try (Pushed toBob = Pushed.open(bob.caller());
        Pushed toAlice = Pushed.open(aliceAtBobs.caller())) {
      alice
          .caller()
          .post(Paths.fill(Paths.SIGNALS, Party.id(atAlice)), new SignalSubmission(typing))
          .requireStatus(204);

      assertArrayEquals(typing, toBob.next(PushFrame.SIGNAL).signal().orElseThrow());
      // the signal would have come before it
      long sequence = bob.say(atBob, "and then a message").sequence();
      assertEquals(sequence, entry(toAlice).sequence());
    }
  }

  @Test
  void anAssertionIsGoodForOneNodeOnly() {
    String once = assertion(alice.device());
    anonymous().signIn(once).requireStatus(200);

    Caller thief = callerAtOther();
    thief.signIn(once).requireProblem(ASSERTION_REPLAYED);
  }

  @Test
  void whatIsSentWhileNobodyHearsIsPushedLater() throws Exception {
    try (Pushed toBob = Pushed.open(bob.caller())) {
      for (int i = 0; i < 5; i++) {
        cutNews();
        long sequence = alice.say(atAlice, "message " + i).sequence();

        assertEquals(sequence, entry(toBob).sequence());
      }
    }
  }

  @Test
  void whatNobodyToldIsPushedAllTheSame() throws Exception {
    byte[] message = alice.encrypt(atAlice, "the last words of a node");
    long sequence = alice.send(atAlice, message, Caller.newKey()).read(Accepted.class).sequence();
    try (Pushed toBob = Pushed.open(bob.caller())) {
      appendUntold(Party.id(atAlice));

      LogEntry untold = entry(toBob);
      assertEquals(sequence + 1, untold.sequence());
      assertArrayEquals(message, untold.message());
      assertEquals(sequence + 2, alice.say(atAlice, "somebody else's").sequence());
      assertEquals(sequence + 2, entry(toBob).sequence());
    }
  }

  @Test
  void aSessionWhoseEndNobodyToldIsOverAllTheSame() throws Exception {
    try (Pushed toBob = Pushed.open(bob.caller())) {
      endUntold(bob.uri());

      assertEquals(NOT_SIGNED_IN, toBob.closeCode());
    }
  }

  @Test
  void aDeviceWhoseJoinNobodyToldIsSentToAsk() throws Exception {
    Party carol = atOther(acme.device("carol", "carol-1"));
    try (Pushed toCarol = Pushed.open(carol.caller());
        Pushed toBob = Pushed.open(bob.caller())) {
      addUntold(Party.id(atAlice), carol.uri());

      assertEquals(RECONNECT, toCarol.closeCode());
      toBob.quiet();
    }
  }

  private Party atOther(DeviceKey device) {
    Caller caller = callerAtOther();
    caller.signIn(assertion(device)).requireStatus(200);
    return new Party(device, caller, otherServer().clock());
  }

  private Caller callerAtOther() {
    return at(otherServer());
  }

  private static LogEntry entry(Pushed channel) throws InterruptedException {
    return channel.next(PushFrame.ENTRY).entry().orElseThrow();
  }
}
