package eu.paravent.testkit.contract;

import static eu.paravent.protocol.ProblemCode.COMMIT_REFUSED;
import static eu.paravent.protocol.ProblemCode.EPOCH_CONFLICT;
import static eu.paravent.protocol.ProblemCode.GROUP_EXISTS;
import static eu.paravent.protocol.ProblemCode.MESSAGE_REFUSED;
import static eu.paravent.protocol.ProblemCode.NOT_A_MEMBER;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.ReceivedMessage;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.delivery.Accepted;
import eu.paravent.protocol.delivery.CommitSubmission;
import eu.paravent.protocol.delivery.CurrentGroupInfo;
import eu.paravent.protocol.delivery.Cursor;
import eu.paravent.protocol.delivery.GroupCreation;
import eu.paravent.protocol.delivery.GroupList;
import eu.paravent.protocol.delivery.GroupStatus;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.delivery.LogPage;
import eu.paravent.protocol.delivery.PendingWelcome;
import eu.paravent.protocol.delivery.WelcomeList;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Groups: one commit per epoch, a log without gaps, and who may read it. */
public abstract class DeliveryContract extends ContractFixture {
  private Party alice;
  private Party bob;
  private MlsGroup atAlice;
  private MlsGroup atBob;
  private String groupId;

  @BeforeEach
  @SuppressWarnings("NullAway.Init") // set before each test
  void twoInAGroup() throws Exception {
    Company acme = company();
    alice = party(acme, "alice", "alice-1");
    bob = party(acme, "bob", "bob-1");
    atAlice = alice.createGroup();
    groupId = Party.id(atAlice);
    atBob = alice.add(atAlice, bob);
  }

  @Test
  void carriesAMessageFromOneToTheOther() throws Exception {
    Accepted accepted = alice.say(atAlice, "Delivery in week 12?");

    LogEntry entry = bob.log(atBob, 0).entries().get(0);

    assertEquals(accepted.sequence(), entry.sequence());
    assertEquals(LogEntry.APPLICATION, entry.kind());
    ReceivedMessage.Application received =
        assertInstanceOf(ReceivedMessage.Application.class, atBob.process(entry.message()));
    assertEquals("Delivery in week 12?", new String(received.data(), StandardCharsets.UTF_8));
  }

  @Test
  void refusesASecondGroupOfTheSameId() throws Exception {
    alice
        .caller()
        .post(Paths.GROUPS, new GroupCreation(groupId, atAlice.groupInfo()))
        .requireProblem(GROUP_EXISTS);
  }

  @Test
  void refusesAGroupInfoOfSomebodyElse() throws Exception {
    MlsGroup group = bob.newGroup();

    alice
        .caller()
        .post(Paths.GROUPS, new GroupCreation(Party.id(group), group.groupInfo()))
        .requireProblem(COMMIT_REFUSED);
  }

  @Test
  void acceptsOneOfTwoCommitsForTheSameEpochAndTellsTheLoserWhere() throws Exception {
    CommitBundle hers = atAlice.commit(CommitSpec.selfUpdate());
    CommitBundle his = atBob.commit(CommitSpec.selfUpdate());

    List<Caller.Answer> answers =
        Together.run(
            2,
            i ->
                i == 0
                    ? alice.submit(atAlice, hers, Caller.newKey())
                    : bob.submit(atBob, his, Caller.newKey()));

    List<Caller.Answer> lost =
        answers.stream().filter(answer -> answer.status() / 100 != 2).toList();
    assertEquals(1, lost.size());
    assertEquals(2, lost.get(0).requireProblem(EPOCH_CONFLICT).epoch().orElseThrow());
    assertEquals(
        2,
        alice
            .caller()
            .get(Paths.fill(Paths.GROUP_INFO, groupId))
            .read(CurrentGroupInfo.class)
            .epoch());
  }

  @Test
  void answersARepeatedRequestWithTheFirstOutcome() throws Exception {
    String key = Caller.newKey();
    Accepted first = alice.send(atAlice, alice.encrypt(atAlice, "once"), key).read(Accepted.class);
    Accepted again = alice.send(atAlice, alice.encrypt(atAlice, "twice"), key).read(Accepted.class);
    assertEquals(first.sequence(), again.sequence());

    String commitKey = Caller.newKey();
    CommitBundle bundle = atAlice.commit(CommitSpec.selfUpdate());
    Accepted commit = alice.submit(atAlice, bundle, commitKey).read(Accepted.class);
    Accepted repeated = alice.submit(atAlice, bundle, commitKey).read(Accepted.class);

    assertEquals(commit.sequence(), repeated.sequence());
    assertEquals(commit.epoch(), repeated.epoch());
    assertEquals(commit.sequence(), alice.log(atAlice, 0).head());
  }

  @Test
  void asksForAnotherTryOfAMessageOfAnEarlierEpoch() throws Exception {
    byte[] late = bob.encrypt(atBob, "too late");
    alice.commit(atAlice, CommitSpec.selfUpdate());

    assertEquals(
        2,
        bob.send(atBob, late, Caller.newKey())
            .requireProblem(EPOCH_CONFLICT)
            .epoch()
            .orElseThrow());
  }

  @Test
  void numbersWithoutGapsWhenManySendAtOnce() throws Exception {
    int each = 10;
    List<byte[]> messages = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      messages.add(alice.encrypt(atAlice, "a" + i));
      messages.add(bob.encrypt(atBob, "b" + i));
    }

    List<Accepted> accepted =
        Together.run(
            messages.size(),
            i ->
                (i % 2 == 0 ? alice : bob)
                    .send(atAlice, messages.get(i), Caller.newKey())
                    .read(Accepted.class));

    List<Long> expected = LongStream.rangeClosed(2, 1L + messages.size()).boxed().toList();
    assertEquals(expected, accepted.stream().map(Accepted::sequence).sorted().toList());
    List<LogEntry> log = alice.log(atAlice, 1).entries();
    assertEquals(expected, log.stream().map(LogEntry::sequence).toList());
    for (int i = 0; i < messages.size(); i++) {
      LogEntry entry = log.get((int) accepted.get(i).sequence() - 2);
      assertArrayEquals(messages.get(i), entry.message());
    }
  }

  @Test
  void handsTheLogOutInPages() throws Exception {
    for (int i = 0; i < 5; i++) {
      alice.say(atAlice, "message " + i);
    }

    LogPage first = alice.askForLog(atAlice, 0, 4).read(LogPage.class);
    LogPage rest = alice.askForLog(atAlice, 4, 4).read(LogPage.class);

    assertEquals(
        List.of(1L, 2L, 3L, 4L), first.entries().stream().map(LogEntry::sequence).toList());
    assertEquals(List.of(5L, 6L), rest.entries().stream().map(LogEntry::sequence).toList());
    assertEquals(6, first.head());
    assertEquals(List.of(), alice.askForLog(atAlice, 6, 4).read(LogPage.class).entries());
  }

  @Test
  void showsTheLogFromTheJoinOn() throws Exception {
    alice.say(atAlice, "before Carol");
    Party carol = party(company(), "carol", "carol-1");
    MlsGroup atCarol = alice.add(atAlice, carol);
    alice.say(atAlice, "with Carol");

    LogPage page = carol.log(atCarol, 0);

    assertEquals(List.of(4L), page.entries().stream().map(LogEntry::sequence).toList());
    assertInstanceOf(
        ReceivedMessage.Application.class, atCarol.process(page.entries().get(0).message()));
  }

  @Test
  void queuesAWelcomeUntilItsDeviceHasIt() {
    PendingWelcome waiting = bob.welcomeTo(groupId);
    assertEquals(1, waiting.sequence());

    bob.caller().delete(Paths.fill(Paths.WELCOME, waiting.welcomeId())).requireStatus(204);

    assertEquals(List.of(), bob.caller().get(Paths.WELCOMES).read(WelcomeList.class).welcomes());
  }

  @Test
  void aRemovedDeviceReadsUpToItsRemovalAndNoFurther() throws Exception {
    Accepted removal =
        alice.commit(atAlice, CommitSpec.builder().remove(atBob.ownLeafIndex()).build());
    alice.say(atAlice, "without Bob");

    LogPage page = bob.log(atBob, 0);

    assertEquals(removal.sequence(), page.entries().get(page.entries().size() - 1).sequence());
    assertEquals(removal.sequence(), page.head());
    bob.send(atBob, bob.encrypt(atBob, "still there?"), Caller.newKey())
        .requireProblem(NOT_A_MEMBER);
    bob.caller().get(Paths.fill(Paths.GROUP_INFO, groupId)).requireProblem(NOT_A_MEMBER);
    GroupStatus status = bob.caller().get(Paths.GROUPS).read(GroupList.class).groups().get(0);
    assertFalse(status.member());
    assertEquals(removal.sequence(), status.head());
  }

  @Test
  void strangersAreNotMembers() throws Exception {
    Party eve = party(company(), "eve", "eve-1");

    eve.askForLog(atAlice, 0, 10).requireProblem(NOT_A_MEMBER);
    eve.caller().get(Paths.fill(Paths.GROUP_INFO, groupId)).requireProblem(NOT_A_MEMBER);
    eve.send(atAlice, alice.encrypt(atAlice, "hello"), Caller.newKey())
        .requireProblem(NOT_A_MEMBER);
  }

  @Test
  void refusesTheCommitOfAnotherDevice() throws Exception {
    bob.submit(atBob, atAlice.commit(CommitSpec.selfUpdate()), Caller.newKey())
        .requireProblem(COMMIT_REFUSED);
  }

  @Test
  void refusesADamagedCommitAndAGroupInfoThatDoesNotBelongToIt() throws Exception {
    CommitBundle bundle = atAlice.commit(CommitSpec.selfUpdate());
    byte[] damaged = bundle.commit().clone();
    damaged[damaged.length - 40] ^= 1;

    String target = Paths.fill(Paths.COMMITS, groupId);
    alice
        .caller()
        .post(target, new CommitSubmission(damaged, bundle.welcome(), bundle.groupInfo()))
        .requireProblem(COMMIT_REFUSED);
    alice
        .caller()
        .post(target, new CommitSubmission(bundle.commit(), bundle.welcome(), atBob.groupInfo()))
        .requireProblem(COMMIT_REFUSED);
    alice.submit(atAlice, bundle, Caller.newKey()).requireSuccess();
  }

  @Test
  void refusesWhatIsNoMessageOfTheGroup() throws Exception {
    alice.send(atAlice, new byte[] {1, 2, 3}, Caller.newKey()).requireProblem(MESSAGE_REFUSED);
    alice
        .send(atAlice, atAlice.commit(CommitSpec.selfUpdate()).commit(), Caller.newKey())
        .requireProblem(MESSAGE_REFUSED);
  }

  @Test
  void carriesAProposalThatTheOtherCommits() throws Exception {
    byte[] leave = atBob.proposeRemove(atBob.ownLeafIndex());
    bob.send(atBob, leave, Caller.newKey()).requireSuccess();
    LogEntry entry = alice.log(atAlice, 1).entries().get(0);
    assertEquals(LogEntry.PROPOSAL, entry.kind());

    atAlice.process(entry.message());
    alice.commit(atAlice, CommitSpec.selfUpdate());

    assertEquals(1, atAlice.members().size());
    bob.caller().get(Paths.fill(Paths.GROUP_INFO, groupId)).requireProblem(NOT_A_MEMBER);
  }

  @Test
  void keepsACursorThatIsWithinTheLog() {
    String target = Paths.fill(Paths.CURSOR, groupId);

    alice.caller().put(target, new Cursor(1)).requireStatus(204);
    alice.caller().put(target, new Cursor(0)).requireStatus(204);
    assertEquals(4, alice.caller().put(target, new Cursor(99)).status() / 100);
  }

  @Test
  void listsTheCallersGroups() {
    GroupStatus status = bob.caller().get(Paths.GROUPS).read(GroupList.class).groups().get(0);

    assertEquals(groupId, status.groupId());
    assertEquals(1, status.epoch());
    assertEquals(1, status.joined());
    assertEquals(1, status.head());
    assertTrue(status.member());
  }
}
