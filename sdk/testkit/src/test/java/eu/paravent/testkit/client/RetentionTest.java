package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.MessageId;
import eu.paravent.client.SendOptions;
import eu.paravent.client.event.ChatEvent.MessageChanged;
import eu.paravent.client.event.ChatEvent.MessageChanged.Change;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.message.Expiry;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.notice.CompanyKeeping;
import eu.paravent.client.notice.CompanyProfile;
import eu.paravent.client.notice.PrivacyNotice;
import eu.paravent.client.notice.PrivacyNotice.LegalBasis;
import eu.paravent.client.retention.ConversationClass;
import eu.paravent.client.retention.Kept;
import eu.paravent.client.retention.Kept.Why;
import eu.paravent.client.retention.Retention;
import eu.paravent.client.spi.Transport;
import eu.paravent.testkit.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kept as long as it has to be, and no longer than it may be, in every client's store. */
@Timeout(180)
class RetentionTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final ZoneId GERMANY = ZoneId.of("Europe/Berlin");

  @TempDir Path folder;
  private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final TestClock clock = TestClock.at(start);
  private final Acme acme = new Acme(clock);

  @AfterEach
  void close() {
    acme.close();
  }

  private Conversation begin(ChatClient alice, ChatClient bob, ConversationSpec spec) {
    Conversation hers = alice.conversations().create(spec.participants(bob.self()));
    Acme.joined(bob, hers.id());
    return hers;
  }

  private static MessageId say(Conversation conversation, String text, SendOptions options) {
    var sent = conversation.send(MessageContent.text(text), options);
    sent.awaitAccepted(SOON);
    return sent.id();
  }

  private static long expired(ChatClient client) {
    return Acme.events(client, MessageChanged.class).stream()
        .filter(event -> event.change() == Change.EXPIRED)
        .count();
  }

  /** Three conversations, month by month, on both sides; the dates are worked out by java.time. */
  @Test
  void tenYearsGoBy() {
    ChatClient alice = acme.online("Alice", clock);
    ChatClient bob = acme.online("Bob", Acme.at(folder), clock);
    Conversation letters =
        begin(
            alice,
            bob,
            ConversationSpec.titled("Order")
                .keptAs(ConversationClass.COMMERCIAL_LETTER, Retention.between(2192, 2922)));
    Conversation talk =
        begin(
            alice,
            bob,
            ConversationSpec.titled("Talk")
                .keptAs(ConversationClass.ORDINARY, Retention.atMost(365)));
    Conversation open = begin(alice, bob, ConversationSpec.titled("Open"));
    SendOptions inAnHour = SendOptions.none().expiring(Expiry.at(start.plus(Duration.ofHours(1))));
    MessageId letter = say(letters, "Letter", SendOptions.none());
    MessageId timed = say(letters, "Timed letter", inAnHour);
    MessageId lunch = say(talk, "Lunch", SendOptions.none());
    say(talk, "Secret", inAnHour);
    MessageId stays = say(open, "Stays", SendOptions.none());
    for (ChatClient one : List.of(alice, bob)) {
      Acme.awaitText(Acme.joined(one, letters.id()), "Timed letter");
      Acme.awaitText(Acme.joined(one, talk.id()), "Secret");
      Acme.awaitText(Acme.joined(one, open.id()), "Stays");
    }
    ZonedDateTime newYear =
        start.atZone(GERMANY).plusYears(1).withDayOfYear(1).truncatedTo(ChronoUnit.DAYS);
    Instant least = newYear.plusDays(2192).toInstant();
    Instant most = newYear.plusDays(2922).toInstant();
    assertThat(most).isAfter(start.plus(Duration.ofDays(8 * 365)));
    Instant lunchGoes = start.plus(Duration.ofDays(365));

    for (int month = 0; month <= 121; month++) {
      Instant now = clock.instant();
      for (ChatClient one : List.of(alice, bob)) {
        Conversation hers = Acme.joined(one, letters.id());
        Kept why = hers.whyKept(letter);
        assertThat(why.notBefore()).contains(least);
        assertThat(why.goes()).contains(most);
        Why expected =
            now.isBefore(least) ? Why.MINIMUM : now.isBefore(most) ? Why.BEFORE_MAXIMUM : Why.GONE;
        assertThat(why.why()).as("%s", now).isEqualTo(expected);
        assertThat(hers.whyKept(timed).why())
            .isEqualTo(now.isBefore(least) ? Why.MINIMUM : Why.GONE);
        assertThat(Acme.texts(hers).contains("Letter")).isEqualTo(now.isBefore(most));
        assertThat(Acme.texts(hers).contains("Timed letter")).isEqualTo(now.isBefore(least));
        Conversation theirs = Acme.joined(one, talk.id());
        assertThat(theirs.whyKept(lunch).why())
            .isEqualTo(now.isBefore(lunchGoes) ? Why.BEFORE_MAXIMUM : Why.GONE);
        assertThat(Acme.texts(theirs).contains("Lunch")).isEqualTo(now.isBefore(lunchGoes));
        assertThat(Acme.texts(theirs).contains("Secret")).isEqualTo(month == 0);
        Conversation forever = Acme.joined(one, open.id());
        assertThat(forever.whyKept(stays).why()).isEqualTo(Why.UNLIMITED);
        assertThat(Acme.texts(forever)).containsExactly("Stays");
      }
      clock.advance(Duration.ofDays(30).plusHours(11));
    }

    assertThat(letters.whyKept(letter).inGerman()).contains("nicht mehr auf diesem Gerät");
    for (ChatClient one : List.of(alice, bob)) {
      // not only hidden: each store has deleted it
      Acme.await("everything deleted", () -> expired(one) == 4);
      assertThat(Acme.joined(one, letters.id()).whyKept(letter).why()).isEqualTo(Why.GONE);
    }
  }

  /**
   * A conversation that was begun without any retention, owned by a company that says later,
   * signed, that it keeps such for three years and deletes after eight what is begun from then on.
   * The partner's client and the company's come to the same answers, month by month, for ten years.
   */
  @Test
  void theCompanysMinimumHoldsForTenYearsThoughNobodyAgreedOnIt() {
    ChatClient alice = acme.online("Alice", clock);
    ChatClient bob = acme.online("Bob", Acme.at(folder), clock);
    Conversation old =
        begin(
            alice,
            bob,
            ConversationSpec.titled("Old")
                .keptAs(ConversationClass.ORDINARY, Retention.atMost(30)));
    MessageId timed =
        say(old, "Timed", SendOptions.none().expiring(Expiry.at(start.plus(Duration.ofHours(1)))));
    publish(CompanyKeeping.none().with(ConversationClass.ORDINARY, Retention.between(1095, 2922)));
    for (ChatClient one : List.of(alice, bob)) {
      Acme.awaitText(Acme.joined(one, old.id()), "Timed");
      one.retryNow();
      Acme.await("the profile", () -> one.company().isPresent());
    }
    Conversation fresh = begin(alice, bob, ConversationSpec.titled("New"));
    assertThat(fresh.retention()).isEqualTo(Retention.between(1095, 2922));
    MessageId said = say(fresh, "Said", SendOptions.none());
    Acme.awaitText(Acme.joined(bob, fresh.id()), "Said");
    Instant least = start.plus(Duration.ofDays(1095));
    Instant most = start.plus(Duration.ofDays(2922));

    for (int month = 0; month <= 121; month++) {
      Instant now = clock.instant();
      for (ChatClient one : List.of(alice, bob)) {
        Conversation before = Acme.joined(one, old.id());
        Kept why = before.whyKept(timed);
        assertThat(why.notBefore()).contains(least);
        assertThat(why.company()).contains("acme.example");
        assertThat(why.why()).as("%s", now).isEqualTo(now.isBefore(least) ? Why.MINIMUM : Why.GONE);
        assertThat(Acme.texts(before).contains("Timed")).isEqualTo(now.isBefore(least));
        Conversation after = Acme.joined(one, fresh.id());
        Kept agreed = after.whyKept(said);
        assertThat(agreed.company()).isEmpty();
        assertThat(agreed.goes()).contains(most);
        assertThat(agreed.why())
            .as("%s", now)
            .isEqualTo(
                now.isBefore(least)
                    ? Why.MINIMUM
                    : now.isBefore(most) ? Why.BEFORE_MAXIMUM : Why.GONE);
        assertThat(Acme.texts(after).contains("Said")).isEqualTo(now.isBefore(most));
      }
      if (month == 0) {
        Kept why = old.whyKept(timed);
        assertThat(why.inGerman()).contains("nach den Regeln von acme.example");
        assertThat(why.inEnglish()).contains("by the rules of acme.example");
      }
      clock.advance(Duration.ofDays(30).plusHours(11));
    }

    for (ChatClient one : List.of(alice, bob)) {
      Acme.await("everything deleted", () -> expired(one) == 2);
    }
  }

  private void publish(CompanyKeeping keeping) {
    PrivacyNotice notice =
        new PrivacyNotice(
            1,
            "https://acme.example/datenschutz",
            "Hinweis",
            "Notice",
            List.of(new PrivacyNotice.Purpose("Auftrag", "Order", LegalBasis.CONTRACT)));
    try (Transport transport = acme.server.transport()) {
      Registration.publish(
          acme.authority,
          1,
          new CompanyProfile("Acme", "Street", "chat@acme.example", "", "EU", notice, keeping),
          transport);
    }
  }

  @Test
  void whoSentItMayStillTakeItBackAndTheExplainerSaysWhoKeepsIt() {
    ChatClient alice = acme.online("Alice", clock);
    ChatClient bob = acme.online("Bob", clock);
    Conversation hers =
        begin(
            alice,
            bob,
            ConversationSpec.titled("Order").keptAs(ConversationClass.COMMERCIAL_LETTER));
    MessageId letter = say(hers, "Letter", SendOptions.none());
    Conversation his = Acme.joined(bob, hers.id());
    Acme.awaitText(his, "Letter");
    assertThat(his.whyKept(letter).inEnglish()).startsWith("Has to be kept until 20");

    hers.delete(letter).awaitAccepted(SOON);

    Acme.await("it to be gone", () -> his.whyKept(letter).why() == Why.GONE);
    assertThatThrownBy(
            () -> his.whyKept(new MessageId("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** A maximum that is set later holds for what was said before, also after a restart. */
  @Test
  void aMaximumThatIsSetLaterHoldsForWhatIsHere() {
    ChatClient alice = acme.online("Alice", clock);
    ChatClient bob = acme.online("Bob", Acme.at(folder), clock);
    Conversation hers = begin(alice, bob, ConversationSpec.titled("Talk"));
    MessageId old = say(hers, "Old", SendOptions.none());
    Conversation his = Acme.joined(bob, hers.id());
    Acme.awaitText(his, "Old");
    clock.advance(Duration.ofDays(20));
    say(hers, "New", SendOptions.none());
    Acme.awaitText(his, "New");

    hers.keepAs(ConversationClass.ORDINARY, Retention.atMost(30));
    Acme.await("the maximum", () -> his.retention().maximumDays() == 30);
    assertThat(his.whyKept(old).goes()).contains(start.plus(Duration.ofDays(30)));
    bob.close();
    clock.advance(Duration.ofDays(10));
    ChatClient again = acme.online("Bob", Acme.at(folder), clock);
    Conversation back = Acme.joined(again, hers.id());

    assertThat(Acme.texts(back)).containsExactly("New");
    assertThat(Acme.texts(hers)).containsExactly("New");
    for (ChatClient one : List.of(alice, again)) {
      Acme.await("the old one deleted", () -> expired(one) == 1);
    }
    hers.keepAs(ConversationClass.ORDINARY, Retention.none());
    clock.advance(Duration.ofDays(40));
    assertThat(Acme.texts(hers)).containsExactly("New");
  }
}
