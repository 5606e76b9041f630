package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.event.ChatEvent.DetailsChanged;
import eu.paravent.client.event.ChatEvent.MessageUnreadable;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.message.MessageContent;
import eu.paravent.testkit.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a person wants of a conversation on one device, the others of that person do as well. */
@Timeout(180)
class PreferencesSharedTest {
  private static final Duration SOON = Duration.ofSeconds(40);
  private final TestClock clock = TestClock.at(Instant.now());
  private final Acme acme = new Acme(clock);
  @TempDir Path folder;
  private ChatClient bob;
  private ChatClient desk;
  private ChatClient phone;
  private Conversation bobs;
  private Conversation onDesk;
  private Conversation onPhone;

  @BeforeEach
  void begin() {
    bob = acme.online("Bob", clock);
    desk = acme.online("Alice", clock);
    phone = acme.online("Alice", Acme.at(folder), clock);
    bobs = bob.conversations().create(ConversationSpec.titled("Order").participants(desk.self()));
    onDesk = Acme.joined(desk, bobs.id());
    onPhone = Acme.joined(phone, bobs.id());
    bobs.send(MessageContent.text("Hello")).awaitAccepted(SOON);
    Acme.awaitText(onDesk, "Hello");
    Acme.awaitText(onPhone, "Hello");
  }

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void archivedAndMutedOnOneAreSoOnTheOther() {
    onDesk.archive();
    onDesk.mute(Instant.MAX);
    Acme.await("the phone to be quiet", () -> onPhone.archived() && onPhone.muted());
    assertThat(Acme.events(phone, DetailsChanged.class)).isNotEmpty();

    onPhone.send(MessageContent.text("from the phone")).awaitAccepted(SOON);
    Acme.awaitText(onDesk, "from the phone");
    assertThat(onDesk.archived()).isTrue();
    assertThat(onPhone.archived()).isTrue();
    bobs.send(MessageContent.text("still there?")).awaitAccepted(SOON);
    for (Conversation view : List.of(onDesk, onPhone)) {
      Acme.awaitText(view, "still there?");
      assertThat(view.archived()).isFalse();
      assertThat(view.muted()).isTrue();
    }

    onPhone.unmute();
    Acme.await("the desk to hear again", () -> !onDesk.muted());
    onPhone.mute(clock.instant().plus(Duration.ofHours(1)));
    Acme.await("the desk to be quiet for an hour", onDesk::muted);
    clock.advance(Duration.ofHours(2));
    assertThat(onDesk.muted()).isFalse();
    assertThat(onPhone.muted()).isFalse();
    assertThat(bobs.archived()).isFalse();
    assertThat(bobs.muted()).isFalse();
    assertThat(Acme.texts(bobs)).containsExactly("Hello", "from the phone", "still there?");
    assertNothingOdd();
  }

  @Test
  void aDeviceThatComesLaterIsTold() {
    onDesk.mute(Instant.MAX);
    Acme.await("the phone to be quiet", onPhone::muted);

    ChatClient tablet = acme.online("Alice", clock);
    desk.retryNow();

    Acme.await(
        "the conversation",
        () -> {
          desk.retryNow();
          return tablet.conversations().find(bobs.id()).isPresent();
        });
    Conversation onTablet = tablet.conversations().find(bobs.id()).orElseThrow();
    Acme.await("the tablet to be quiet", onTablet::muted);
    onTablet.unmute();
    Acme.await("all to hear", () -> !onDesk.muted() && !onPhone.muted());
    assertNothingOdd();
  }

  /** The phone is away: what both want meanwhile ends the same on both. */
  @Test
  void whatWasWantedAtOnceEndsTheSame() {
    onDesk.mute(Instant.MAX);
    Acme.await("the phone to be quiet", onPhone::muted);
    phone.close();
    onDesk.archive();
    onDesk.unmute();
    bobs.send(MessageContent.text("a word")).awaitAccepted(SOON);
    Acme.awaitText(onDesk, "a word");

    ChatClient back = acme.open("Alice", Acme.at(folder), acme.server.transport(), clock);
    Conversation again = back.conversations().find(bobs.id()).orElseThrow();
    again.unmute();

    Acme.awaitText(again, "a word");
    Acme.await(
        "the same on both",
        () ->
            again.archived() == onDesk.archived()
                && again.muted() == onDesk.muted()
                && !onDesk.muted());
    assertNothingOdd();
  }

  private void assertNothingOdd() {
    for (ChatClient client : List.of(bob, desk)) {
      assertThat(Acme.events(client, SecurityAlert.class)).isEmpty();
      assertThat(Acme.events(client, MessageUnreadable.class)).isEmpty();
    }
  }
}
