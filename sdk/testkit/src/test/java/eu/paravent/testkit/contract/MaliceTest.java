package eu.paravent.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.MlsGroup;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.delivery.Accepted;
import eu.paravent.protocol.delivery.CurrentGroupInfo;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.keypackages.ClaimedKeyPackages;
import eu.paravent.testkit.InMemoryServer;
import eu.paravent.testkit.TestClock;
import eu.paravent.testkit.fault.Malice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dishonest server does what it is told to, and its clients see it. */
class MaliceTest extends ContractFixture {
  private final TestClock clock = TestClock.at(Instant.parse("2026-11-23T08:00:00Z"));
  private final InMemoryServer server = InMemoryServer.start(clock);
  private final Malice malice = server.malice();
  private Company acme;
  private Party alice;
  private MlsGroup group;

  @Override
  protected ServerUnderTest server() {
    return new ServerUnderTest(
        server.baseUrl().toString(), server.registrationToken(), clock, server::transport);
  }

  @BeforeEach
  void aGroup() throws Exception {
    acme = company();
    alice = party(acme, "alice", "alice-1");
    group = alice.createGroup();
  }

  @Test
  void dropsDoublesAndReordersWhatItHeldBack() throws Exception {
    byte[] first = alice.encrypt(group, "first");
    byte[] second = alice.encrypt(group, "second");
    byte[] third = alice.encrypt(group, "third");
    Malice.Held held = malice.hold(Party.id(group));
    for (byte[] message : List.of(first, second, third)) {
      alice.send(group, message, Caller.newKey()).requireSuccess();
    }
    assertThat(held.size()).isEqualTo(3);
    assertThat(alice.log(group, 0).entries()).isEmpty();

    held.release(2, 0, 0);

    List<LogEntry> log = alice.log(group, 0).entries();
    assertThat(log).extracting(LogEntry::sequence).containsExactly(1L, 2L, 3L);
    assertThat(log).extracting(LogEntry::message).containsExactly(third, first, first);
  }

  @Test
  void tellsTheSenderThePlaceThatAnHonestLogWouldHave() throws Exception {
    malice.hold(Party.id(group));

    Accepted first = alice.say(group, "first");
    Accepted second = alice.say(group, "second");

    assertThat(List.of(first.sequence(), second.sequence())).containsExactly(1L, 2L);
  }

  @Test
  void replaysAndOverwritesAndInvents() throws Exception {
    byte[] message = alice.encrypt(group, "once");
    alice.send(group, message, Caller.newKey()).requireSuccess();

    malice.replay(Party.id(group), 1);
    malice.inject(Party.id(group), LogEntry.COMMIT, 0, new byte[] {7});
    malice.overwrite(Party.id(group), 1, new byte[] {8});

    assertThat(alice.log(group, 0).entries())
        .extracting(LogEntry::message)
        .containsExactly(new byte[] {8}, message, new byte[] {7});
  }

  @Test
  void swapsAKeyPackageUntilItRepents() {
    Party bob = party(acme, "bob", "bob-1");
    Party eve = party(acme, "eve", "eve-1");
    byte[] genuine = bob.keyPackage();
    bob.upload(genuine).requireSuccess();
    byte[] foreign = eve.keyPackage();

    malice.swapKeyPackage(bob.uri(), foreign);
    assertThat(claimBob()).isEqualTo(foreign);
    malice.repent();
    assertThat(claimBob()).isEqualTo(genuine);
  }

  @Test
  void answersWithAnOldGroupInfo() throws Exception {
    alice.commit(group, CommitSpec.selfUpdate());
    assertThat(groupInfo().epoch()).isEqualTo(1);

    malice.answerWithGroupInfoOf(Party.id(group), 0);

    assertThat(groupInfo().epoch()).isZero();
  }

  @Test
  void aTokenEndsWithItsTimeOnTheServersClock() {
    clock.advance(Duration.ofMinutes(31));

    alice.caller().get(Paths.GROUPS).requireProblem(ProblemCode.NOT_SIGNED_IN);
  }

  @Test
  void anInviteExpiresOnTheServersClock() {
    GuestLink link = new GuestLink(acme, Party.id(group), now());
    link.register(alice, link.terms(1, Duration.ofMinutes(10))).requireStatus(201);

    clock.advance(Duration.ofMinutes(11));

    anonymous().get(Paths.fill(Paths.INVITE, link.id())).requireProblem(ProblemCode.INVITE_EXPIRED);
  }

  private byte[] claimBob() {
    return alice
        .caller()
        .send(
            "POST",
            Paths.fill(Paths.KEY_PACKAGE_CLAIMS, acme.id(), "bob"),
            Caller.key(Caller.newKey()),
            Optional.empty())
        .read(ClaimedKeyPackages.class)
        .claimed()
        .get(0)
        .keyPackage();
  }

  private CurrentGroupInfo groupInfo() {
    return alice
        .caller()
        .get(Paths.fill(Paths.GROUP_INFO, Party.id(group)))
        .read(CurrentGroupInfo.class);
  }
}
