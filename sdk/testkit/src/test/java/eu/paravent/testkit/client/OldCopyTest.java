package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.event.ChatEvent.ConversationEnded;
import eu.paravent.client.event.ChatEvent.End;
import eu.paravent.client.event.ChatEvent.MessagesMissed;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.event.ChatEvent.SecurityAlert.Kind;
import eu.paravent.client.message.MessageContent;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.testkit.InMemoryServer;
import eu.paravent.testkit.TestClock;
import eu.paravent.testkit.fault.FaultyTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody copies the folder of the store, and opens the copy later. */
@Timeout(120)
class OldCopyTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private final TestClock clock = TestClock.at(Instant.now());
  private final Acme acme = new Acme(clock, InMemoryServer.start(clock, Duration.ofDays(1)));
  @TempDir Path folder;
  private ChatClient bob;
  private Conversation his;

  /** The copy is made while a message waits in the outbox. */
  @BeforeEach
  void copy() {
    bob = acme.online("Bob", clock);
    FaultyTransport line = acme.faulty();
    ChatClient alice =
        Acme.online("Alice", acme.open("Alice", Acme.at(folder.resolve("it")), line, clock));
    ChatClient away = acme.online("Dora", clock);
    Conversation hers =
        alice
            .conversations()
            .create(ConversationSpec.titled("x").participants(bob.self(), away.self()));
    his = Acme.joined(bob, hers.id());
    // has not read it all, so the server keeps it
    away.close();
    hers.send(MessageContent.text("one")).awaitAccepted(SOON);
    line.goAway();
    hers.send(MessageContent.text("waiting"));
    alice.close();
    copy(folder.resolve("it"), folder.resolve("copy"));
  }

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void whatWasSentSinceIsNoticedAndNothingIsSentWithTheOldState() {
    ChatClient alice = acme.online("Alice", Acme.at(folder.resolve("it")), clock);
    Conversation hers = alice.conversations().find(his.id()).orElseThrow();
    Acme.awaitText(his, "waiting");
    hers.send(MessageContent.text("two")).awaitAccepted(SOON);
    Acme.awaitText(his, "two");
    alice.close();
    int before = acme.server.malice().log(his.id().value()).size();
    long commitsBefore = commits();

    ChatClient restored = acme.online("Alice", Acme.at(folder.resolve("copy")), clock);

    assertOutdated(restored);
    Conversation old = back(restored);
    his.send(MessageContent.text("who is there?")).awaitAccepted(SOON);
    Acme.awaitText(old, "who is there?");
    old.send(MessageContent.text("I, with fresh keys")).awaitAccepted(SOON);
    Acme.awaitText(his, "I, with fresh keys");
    // the one commit by which it came back, what both said, and the title told anew
    assertThat(commits()).isEqualTo(commitsBefore + 1);
    assertThat(acme.server.malice().log(his.id().value()).get(before).kind())
        .isEqualTo(LogEntry.COMMIT);
    assertThat(Acme.texts(his))
        .containsExactly("one", "waiting", "two", "who is there?", "I, with fresh keys");
    assertThat(Acme.events(restored, MessagesMissed.class)).hasSize(1);
    assertThat(Acme.texts(old)).doesNotContain("two");
    assertThat(Acme.events(bob, SecurityAlert.class)).isEmpty();
  }

  /** The copy came back in its place; then somebody opens the store that it was copied from. */
  @Test
  void ofTwoThatGoOnTheOneThatIsReplacedStaysOut() {
    ChatClient alice = acme.online("Alice", Acme.at(folder.resolve("it")), clock);
    Acme.awaitText(his, "waiting");
    Conversation hers = alice.conversations().find(his.id()).orElseThrow();
    hers.send(MessageContent.text("two")).awaitAccepted(SOON);
    ChatClient restored = acme.online("Alice", Acme.at(folder.resolve("copy")), clock);
    assertOutdated(restored);

    Conversation old = back(restored);

    // told by the commit where that is still shown to it, else by the hole in what it may read
    Acme.await(
        "the one that is replaced to notice",
        () -> {
          alice.retryNow();
          return Acme.alerts(alice).contains(Kind.STORE_OUTDATED)
              || Acme.alerts(alice).contains(Kind.HISTORY_FORKED);
        });
    long commits = commits();
    old.send(MessageContent.text("I stay")).awaitAccepted(SOON);
    Acme.awaitText(his, "I stay");
    alice.retryNow();
    his.send(MessageContent.text("good")).awaitAccepted(SOON);
    Acme.awaitText(old, "good");
    assertThat(commits()).isEqualTo(commits);
    assertThat(old.state()).isEqualTo(Conversation.State.ACTIVE);
    assertThat(Acme.events(bob, SecurityAlert.class)).isEmpty();
  }

  /** The server offers a state from before what the copy knew; the copy does not take it. */
  @Test
  void anOlderStateIsNotJoined() {
    ChatClient alice = acme.online("Alice", Acme.at(folder.resolve("it")), clock);
    Acme.awaitText(his, "waiting");
    ChatClient carol = acme.online("Carol", clock);
    his.add(carol.self());
    Acme.await(
        "Alice to follow",
        () -> alice.conversations().find(his.id()).orElseThrow().participants().size() == 4);
    alice.close();
    copy(folder.resolve("it"), folder.resolve("later"));
    ChatClient again = acme.online("Alice", Acme.at(folder.resolve("it")), clock);
    again.conversations().find(his.id()).orElseThrow().send(MessageContent.text("two"));
    Acme.awaitText(his, "two");
    again.close();
    acme.server.malice().answerWithGroupInfoOf(his.id().value(), 1);

    ChatClient restored = acme.online("Alice", Acme.at(folder.resolve("later")), clock);

    Acme.awaitAlert(restored, Kind.STORE_OUTDATED);
    Acme.awaitAlert(restored, Kind.STALE_GROUP_INFO);
    assertThat(restored.conversations().find(his.id()).orElseThrow().state())
        .isEqualTo(Conversation.State.ENDED);
  }

  private Conversation back(ChatClient restored) {
    Conversation old = restored.conversations().find(his.id()).orElseThrow();
    Acme.await("the copy to come back", () -> old.state() == Conversation.State.ACTIVE);
    return old;
  }

  private long commits() {
    return acme.server.malice().log(his.id().value()).stream()
        .filter(entry -> entry.kind().equals(LogEntry.COMMIT))
        .count();
  }

  @Test
  void aChangeOfTheGroupSinceIsNoticed() {
    ChatClient carol = acme.online("Carol", clock);
    ChatClient alice = acme.online("Alice", Acme.at(folder.resolve("it")), clock);
    Acme.awaitText(his, "waiting");
    alice.conversations().find(his.id()).orElseThrow().add(carol.self());
    alice.close();
    long before = commits();

    ChatClient restored = acme.online("Alice", Acme.at(folder.resolve("copy")), clock);

    assertOutdated(restored);
    back(restored).send(MessageContent.text("here again")).awaitAccepted(SOON);
    Acme.awaitText(his, "here again");
    assertThat(commits()).isEqualTo(before + 1);
    assertThat(Acme.events(bob, SecurityAlert.class)).isEmpty();
  }

  /**
   * What Alice sent since is so old, or everybody has it, that the server has deleted it, and the
   * copy cannot see it. It takes fresh keys before it sends: in the new epoch none is used twice.
   */
  @Test
  void whereTheLogIsGoneItTakesFreshKeysBeforeItSends() {
    ChatClient alice = acme.online("Alice", Acme.at(folder.resolve("it")), clock);
    Acme.awaitText(his, "waiting");
    alice.close();
    copy(folder.resolve("it"), folder.resolve("later"));
    alice = acme.online("Alice", Acme.at(folder.resolve("it")), clock);
    Conversation hers = alice.conversations().find(his.id()).orElseThrow();
    hers.send(MessageContent.text("two")).awaitAccepted(SOON);
    hers.send(MessageContent.text("three")).awaitAccepted(SOON);
    Acme.awaitText(his, "three");
    alice.close();
    clock.advance(Duration.ofDays(2));

    ChatClient restored = acme.online("Alice", Acme.at(folder.resolve("later")), clock);
    Acme.await("the gap to be told", () -> !Acme.events(restored, MessagesMissed.class).isEmpty());
    long before = epoch();
    Conversation old = restored.conversations().find(his.id()).orElseThrow();
    old.send(MessageContent.text("from the copy")).awaitAccepted(SOON);

    Acme.awaitText(his, "from the copy");
    assertThat(epoch()).isGreaterThan(before);
    // her count goes back: that is how the others see it
    Acme.awaitAlert(bob, Kind.MESSAGES_REORDERED);
  }

  private long epoch() {
    try {
      return eu.paravent.mls.observer.GroupInfoView.read(
              acme.server.malice().groupInfo(his.id().value()))
          .epoch();
    } catch (eu.paravent.mls.MlsException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What others said is simply read again; nothing of one's own is missing. */
  @Test
  void aCopyThatMissesOnlyWhatOthersDidGoesOn() {
    his.send(MessageContent.text("from Bob")).awaitAccepted(SOON);

    ChatClient restored = acme.online("Alice", Acme.at(folder.resolve("copy")), clock);

    Acme.awaitText(his, "waiting");
    Conversation hers = restored.conversations().find(his.id()).orElseThrow();
    Acme.awaitText(hers, "from Bob");
    hers.send(MessageContent.text("I am well")).awaitAccepted(SOON);
    Acme.awaitText(his, "I am well");
    assertThat(Acme.events(restored, SecurityAlert.class)).isEmpty();
    assertThat(Acme.events(bob, SecurityAlert.class)).isEmpty();
  }

  private void assertOutdated(ChatClient restored) {
    Acme.awaitAlert(restored, Kind.STORE_OUTDATED);
    Acme.await(
        "the end",
        () ->
            Acme.events(restored, ConversationEnded.class).stream()
                .anyMatch(event -> event.how() == End.STORE_OUTDATED));
    Conversation old = restored.conversations().find(his.id()).orElseThrow();
    assertThat(Acme.texts(old)).contains("one");
    assertThat(Acme.alerts(restored)).isEqualTo(List.of(Kind.STORE_OUTDATED));
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
