package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Message;
import eu.paravent.client.SendOptions;
import eu.paravent.client.assist.AwayNotice;
import eu.paravent.client.event.ChatEvent.MessageReceived;
import eu.paravent.client.message.MessageContent;
import eu.paravent.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class AwayNoticeTest {
  private static final Instant MORNING = Instant.parse("2026-11-23T08:00:00Z");
  private static final Duration SOON = Duration.ofSeconds(30);
  private final TestClock clock = TestClock.at(MORNING);
  private final Acme acme = new Acme(clock);
  private ChatClient alice, bob;
  private Conversation hers, his, other;

  @BeforeEach
  void open() {
    alice = acme.online("Alice", clock);
    bob = acme.online("Bob", clock);
    hers = alice.conversations().create(ConversationSpec.titled("A").participants(bob.self()));
    his = Acme.joined(bob, hers.id());
    other = alice.conversations().create(ConversationSpec.titled("B").participants(bob.self()));
    Acme.joined(bob, other.id());
  }

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void answersEachPersonOnceADayAndNoMachine() {
    AwayNotice away = notice(bob);
    say(hers, "Are you there?", SendOptions.none());
    say(hers, "Hello?", SendOptions.none());
    say(other, "And here?", SendOptions.none());
    say(other, "I am away too", SendOptions.none().automatically());
    handleAll(away);
    // a restart, or the same events once more
    handleAll(notice(bob));
    assertThat(notices(his)).hasSize(1);
    assertThat(notices(Acme.joined(bob, other.id()))).isEmpty();
    assertThat(notices(his).get(0).inReplyTo()).isPresent();

    clock.advance(Duration.ofDays(1));
    say(other, "Tomorrow, then?", SendOptions.none());
    handleAll(away);
    assertThat(notices(his)).hasSize(1);
    assertThat(notices(Acme.joined(bob, other.id()))).hasSize(1);
    Acme.await("the notice", () -> hers.messages(9).stream().anyMatch(Message::automatic));
  }

  @Test
  void twoAwayNoticesDoNotTalkToEachOther() {
    AwayNotice hersAway = notice(alice);
    AwayNotice hisAway = notice(bob);
    say(hers, "I leave now", SendOptions.none());
    handleAll(hisAway);
    Acme.await("his notice", () -> hers.messages(9).stream().anyMatch(Message::automatic));
    Acme.events(alice, MessageReceived.class).forEach(hersAway::handle);

    assertThat(notices(his)).hasSize(1);
    assertThat(notices(hers)).isEmpty();
  }

  @Test
  void isQuietBeforeAndAfterTheAbsenceAndWhereOthersAreMeant() {
    ChatClient carol = acme.online("Carol", clock);
    Conversation group =
        alice
            .conversations()
            .create(ConversationSpec.titled("C").participants(bob.self(), carol.self()));
    Conversation hisGroup = Acme.joined(bob, group.id());
    Acme.await("the group", () -> hisGroup.participants().size() == 3);
    say(group, "Anybody?", SendOptions.none());
    handleAll(notice(bob));
    assertThat(notices(hisGroup)).isEmpty();
    handleAll(AwayNotice.of(bob, "Away", MORNING.minusSeconds(99), MORNING, ZoneOffset.UTC, clock));
    handleAll(
        AwayNotice.of(
            bob, "Away", MORNING.plusSeconds(9), MORNING.plusSeconds(99), ZoneOffset.UTC, clock));
    assertThat(notices(hisGroup)).isEmpty();

    String mention = "[@Bob](" + bob.self().uri() + ")?";
    say(group, mention, SendOptions.none());
    handleAll(notice(bob));
    assertThat(notices(hisGroup)).hasSize(1);
  }

  private AwayNotice notice(ChatClient client) {
    return AwayNotice.of(
        client,
        "Back on 30 November",
        MORNING,
        MORNING.plus(Duration.ofDays(7)),
        ZoneOffset.UTC,
        clock);
  }

  private void say(Conversation where, String text, SendOptions options) {
    where.send(MessageContent.text(text), options).awaitAccepted(SOON);
    Acme.awaitText(Acme.joined(bob, where.id()), text);
  }

  private void handleAll(AwayNotice away) {
    Acme.events(bob).forEach(away::handle);
  }

  private static List<Message> notices(Conversation conversation) {
    return conversation.messages(50).stream()
        .filter(message -> message.own() && message.automatic())
        .toList();
  }
}
