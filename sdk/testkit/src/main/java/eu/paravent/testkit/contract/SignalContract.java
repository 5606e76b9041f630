package eu.paravent.testkit.contract;

import static eu.paravent.protocol.ProblemCode.EPOCH_CONFLICT;
import static eu.paravent.protocol.ProblemCode.MESSAGE_REFUSED;
import static eu.paravent.protocol.ProblemCode.NOT_A_MEMBER;
import static eu.paravent.protocol.ProblemCode.TOO_LARGE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.MlsGroup;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.delivery.PushFrame;
import eu.paravent.protocol.delivery.SignalSubmission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is of the moment: for those who are connected, and in no log. */
public abstract class SignalContract extends ContractFixture {
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
  void reachesTheOthersThatAreConnectedAndNotItsSender() throws Exception {
    byte[] typing = alice.encrypt(atAlice, "typing");
    try (Pushed toBob = Pushed.open(bob.caller());
        Pushed toAlice = Pushed.open(alice.caller())) {
      signal(alice, typing).requireStatus(204);
      long sequence = bob.say(atBob, "and then a message").sequence();

      PushFrame frame = toBob.next(PushFrame.SIGNAL);
      assertEquals(Party.id(atAlice), frame.groupId().orElseThrow());
      assertArrayEquals(typing, frame.signal().orElseThrow());
      assertEquals(sequence, toAlice.next(PushFrame.ENTRY).entry().orElseThrow().sequence());
    }
  }

  @Test
  void isInNoLog() throws Exception {
    signal(alice, alice.encrypt(atAlice, "typing")).requireStatus(204);

    assertEquals(1, bob.log(atBob, 0).head());
    try (Pushed late = Pushed.open(bob.caller())) {
      long sequence = alice.say(atAlice, "a message").sequence();
      assertEquals(2, sequence);
      assertEquals(sequence, late.next(PushFrame.ENTRY).entry().orElseThrow().sequence());
    }
  }

  @Test
  void isCheckedLikeAMessage() throws Exception {
    Party eve = party(company(), "eve", "eve-1");
    byte[] early = alice.encrypt(atAlice, "typing");
    signal(eve, early).requireProblem(NOT_A_MEMBER);
    signal(alice, new byte[] {1, 2, 3}).requireProblem(MESSAGE_REFUSED);
    signal(alice, atAlice.proposeRemove(atAlice.ownLeafIndex())).requireProblem(MESSAGE_REFUSED);
    signal(alice, alice.encrypt(atAlice, "x".repeat(Limits.SIGNAL))).requireProblem(TOO_LARGE);

    bob.commit(atBob, CommitSpec.selfUpdate());

    assertEquals(2, signal(alice, early).requireProblem(EPOCH_CONFLICT).epoch().orElseThrow());
  }

  private Caller.Answer signal(Party party, byte[] message) {
    return party
        .caller()
        .post(Paths.fill(Paths.SIGNALS, Party.id(atAlice)), new SignalSubmission(message));
  }
}
