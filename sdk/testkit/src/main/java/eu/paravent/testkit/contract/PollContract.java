package eu.paravent.testkit.contract;

import static eu.paravent.protocol.ProblemCode.NOT_SIGNED_IN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.MlsGroup;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.delivery.GroupList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** News without the push socket: a request that is answered when there is something. */
public abstract class PollContract extends ContractFixture {
  private static final int UNCHANGED = 304;
  private static final long LONG = 30;

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
    bob.caller()
        .delete(Paths.fill(Paths.WELCOME, bob.welcomeTo(Party.id(atBob)).welcomeId()))
        .requireStatus(204);
  }

  @Test
  void saysAtOnceThatNothingIsNew() {
    String version = version(ask(bob, Optional.empty(), 0).requireStatus(200));

    assertEquals(version, version(ask(bob, Optional.of(version), 0).requireStatus(UNCHANGED)));
  }

  @Test
  void saysSoAfterTheWaitToo() {
    String version = version(ask(bob, Optional.empty(), 0));

    ask(bob, Optional.of(version), 1).requireStatus(UNCHANGED);
  }

  @Test
  void doesNotWaitWhereTheClientKnowsNothingOrAnotherVersion() throws Exception {
    ask(bob, Optional.empty(), LONG).requireStatus(200);
    String before = version(ask(bob, Optional.empty(), 0));
    alice.say(atAlice, "before Bob asks");

    Caller.Answer answer = ask(bob, Optional.of(before), LONG).requireStatus(200);

    assertNotEquals(before, version(answer));
    assertEquals(2, answer.read(GroupList.class).groups().get(0).head());
  }

  @Test
  void answersWhenAMessageComes() throws Exception {
    String before = version(ask(bob, Optional.empty(), 0));
    CompletableFuture<Caller.Answer> answer =
        CompletableFuture.supplyAsync(() -> ask(bob, Optional.of(before), LONG));

    alice.say(atAlice, "news");

    GroupList list =
        answer.get(2 * LONG, TimeUnit.SECONDS).requireStatus(200).read(GroupList.class);
    assertEquals(2, list.groups().get(0).head());
    assertEquals(0, list.welcomes().orElseThrow());
  }

  @Test
  void answersWhenAWelcomeComes() throws Exception {
    MlsGroup second = alice.createGroup();
    String before = version(ask(bob, Optional.empty(), 0));
    CompletableFuture<Caller.Answer> answer =
        CompletableFuture.supplyAsync(() -> ask(bob, Optional.of(before), LONG));

    alice.commit(second, CommitSpec.builder().add(bob.keyPackage()).build());

    GroupList list =
        answer.get(2 * LONG, TimeUnit.SECONDS).requireStatus(200).read(GroupList.class);
    assertEquals(2, list.groups().size());
    assertEquals(1, list.welcomes().orElseThrow());
  }

  @Test
  void hasNothingForWhoseSessionEnded() throws Exception {
    String before = version(ask(bob, Optional.empty(), 0));
    CompletableFuture<Caller.Answer> answer =
        CompletableFuture.supplyAsync(() -> ask(bob, Optional.of(before), LONG));

    bob.caller().delete(Paths.CURRENT_SESSION).requireStatus(204);

    answer.get(2 * LONG, TimeUnit.SECONDS).requireProblem(NOT_SIGNED_IN);
  }

  private static Caller.Answer ask(Party party, Optional<String> known, long seconds) {
    Map<String, String> headers =
        known.isEmpty()
            ? Map.of(Headers.PREFER, "wait=" + seconds)
            : Map.of(Headers.PREFER, "wait=" + seconds, Headers.IF_NONE_MATCH, known.orElseThrow());
    return party.caller().send("GET", Paths.GROUPS, headers, Optional.empty());
  }

  private static String version(Caller.Answer answer) {
    return answer.response().headers().getOrDefault("etag", "none");
  }
}
