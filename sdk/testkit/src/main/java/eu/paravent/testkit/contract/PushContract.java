package eu.paravent.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.MlsGroup;
import eu.paravent.protocol.delivery.Accepted;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.delivery.PendingWelcome;
import eu.paravent.protocol.delivery.PushFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The push channel: it saves the question, the log is the truth. */
public abstract class PushContract extends ContractFixture {
  private static final int NOT_SIGNED_IN = 4401;

  @Test
  void pushesEveryEntryInOrderToTheSenderToo() throws Exception {
    Company acme = company();
    Party alice = party(acme, "alice", "alice-1");
    Party bob = party(acme, "bob", "bob-1");
    MlsGroup group = alice.createGroup();
    alice.add(group, bob);
    try (Pushed toAlice = Pushed.open(alice.caller());
        Pushed toBob = Pushed.open(bob.caller())) {
      for (int i = 0; i < 5; i++) {
        byte[] message = alice.encrypt(group, "message " + i);
        Accepted accepted = alice.send(group, message, Caller.newKey()).read(Accepted.class);

        for (Pushed channel : new Pushed[] {toAlice, toBob}) {
          PushFrame frame = channel.next(PushFrame.ENTRY);
          assertEquals(Party.id(group), frame.groupId().orElseThrow());
          assertEquals(accepted.sequence(), frame.entry().orElseThrow().sequence());
          assertArrayEquals(message, frame.entry().orElseThrow().message());
        }
      }
    }
  }

  /** Eight at once, so that some are stored and told together; one recipient takes them singly. */
  @Test
  void pushesWhatManySendAtOnceInOneOrderToOldAndNewClients() throws Exception {
    Company acme = company();
    Party alice = party(acme, "alice", "alice-1");
    Party bob = party(acme, "bob", "bob-1");
    MlsGroup group = alice.createGroup();
    alice.add(group, bob);
    List<byte[]> messages = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      messages.add(alice.encrypt(group, "message " + i));
    }
    try (Pushed toNew = Pushed.open(bob.caller());
        Pushed toOld = Pushed.openWithoutSeveral(bob.caller())) {
      Map<Long, byte[]> accepted = new ConcurrentHashMap<>();
      Together.run(
          8,
          number -> {
            for (int i = number; i < messages.size(); i += 8) {
              byte[] message = messages.get(i);
              Accepted one = alice.send(group, message, Caller.newKey()).read(Accepted.class);
              accepted.put(one.sequence(), message);
            }
            return number;
          });

      for (long sequence = 2; sequence < 2 + messages.size(); sequence++) {
        for (Pushed channel : new Pushed[] {toNew, toOld}) {
          LogEntry entry = channel.next(PushFrame.ENTRY).entry().orElseThrow();
          assertEquals(sequence, entry.sequence());
          assertArrayEquals(accepted.get(sequence), entry.message());
        }
      }
    }
  }

  @Test
  void pushesAWelcomeAndThenWhatFollows() throws Exception {
    Company acme = company();
    Party alice = party(acme, "alice", "alice-1");
    Party bob = party(acme, "bob", "bob-1");
    MlsGroup group = alice.createGroup();
    try (Pushed toBob = Pushed.open(bob.caller())) {
      alice.commit(group, CommitSpec.builder().add(bob.keyPackage()).build());
      PendingWelcome welcome = toBob.next(PushFrame.WELCOME).welcome().orElseThrow();
      assertEquals(Party.id(group), welcome.groupId());
      assertEquals(1, welcome.sequence());
      bob.mls().join(welcome.welcome());

      alice.say(group, "Welcome!");

      assertEquals(2, toBob.next(PushFrame.ENTRY).entry().orElseThrow().sequence());
    }
  }

  @Test
  void whatWasMissedIsInTheLog() throws Exception {
    Company acme = company();
    Party alice = party(acme, "alice", "alice-1");
    Party bob = party(acme, "bob", "bob-1");
    MlsGroup group = alice.createGroup();
    MlsGroup atBob = alice.add(group, bob);
    Pushed.open(bob.caller()).close();
    alice.say(group, "while Bob was away");

    try (Pushed again = Pushed.open(bob.caller())) {
      LogEntry missed = bob.log(atBob, 1).entries().get(0);
      assertEquals(2, missed.sequence());
      alice.say(group, "with Bob back");
      assertEquals(3, again.next(PushFrame.ENTRY).entry().orElseThrow().sequence());
    }
  }

  @Test
  void tellsARemovedDeviceOfItsRemovalAndNothingMore() throws Exception {
    Company acme = company();
    Party alice = party(acme, "alice", "alice-1");
    Party bob = party(acme, "bob", "bob-1");
    MlsGroup group = alice.createGroup();
    MlsGroup atBob = alice.add(group, bob);
    MlsGroup second = alice.createGroup();
    try (Pushed toBob = Pushed.open(bob.caller())) {
      alice.commit(group, CommitSpec.builder().remove(atBob.ownLeafIndex()).build());
      alice.say(group, "without Bob");
      alice.commit(second, CommitSpec.builder().add(bob.keyPackage()).build());

      assertEquals(2, toBob.next(PushFrame.ENTRY).entry().orElseThrow().sequence());
      // what comes next is the welcome to the other group: the message without Bob did not
      assertEquals(
          Party.id(second), toBob.next(PushFrame.WELCOME).welcome().orElseThrow().groupId());
    }
  }

  @Test
  void closesForATokenItDoesNotKnow() throws Exception {
    Caller stranger = anonymous();
    Pushed channel = Pushed.connect(stranger);
    channel.hello("made-up");

    assertEquals(NOT_SIGNED_IN, channel.closeCode());
  }
}
