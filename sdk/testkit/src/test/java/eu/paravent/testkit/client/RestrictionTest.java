package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.RefusedException;
import eu.paravent.client.UserId;
import eu.paravent.client.event.ChatEvent.MessageChanged;
import eu.paravent.client.event.ChatEvent.MessageChanged.Change;
import eu.paravent.client.event.PrivacyEvent.RestrictionChanged;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Poll;
import eu.paravent.client.privacy.PersonalRight;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a person said is kept and not used until that is lifted (GDPR Art. 18). */
@Timeout(120)
class RestrictionTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private final Acme acme = new Acme();

  @TempDir Path folder;

  @AfterEach
  void close() {
    acme.close();
  }

  private static MessageId say(Conversation conversation, String text) {
    var sent = conversation.send(MessageContent.text(text));
    sent.awaitAccepted(SOON);
    return sent.id();
  }

  private static boolean hidden(Conversation conversation, MessageId message) {
    return conversation.message(message).orElseThrow().content()
        instanceof MessageContent.Restricted;
  }

  @Test
  void oneCallOpensTheCaseAndRestrictsEveryConversation() {
    ChatClient alice = acme.online("Alice");
    ChatClient bob = acme.online("Bob");
    Conversation first =
        alice.conversations().create(ConversationSpec.titled("One").participants(bob.self()));
    Conversation second =
        alice.conversations().create(ConversationSpec.titled("Two").participants(bob.self()));
    MessageId one = say(Acme.joined(bob, first.id()), "in the first");
    MessageId two = say(Acme.joined(bob, second.id()), "in the second");

    Instant due = bob.restrictEverywhere();

    Acme.await("the first", () -> hidden(first, one));
    Acme.await("the second", () -> hidden(second, two));
    assertThat(bob.restrictEverywhere()).isEqualTo(due);
    assertThat(bob.askFor(PersonalRight.RESTRICTION)).isEqualTo(due);
    assertThat(first.restrictions()).hasSize(1);
  }

  @Test
  void whatIsRestrictedIsKeptAndNotUsedUntilItIsLifted() {
    ChatClient alice = acme.online("Alice");
    ChatClient bob = acme.online("Bob");
    ChatClient carol =
        acme.online("Carol", Acme.at(folder.resolve("carol")), acme.server.transport());
    UserId bobs = bob.self();
    Conversation hers =
        alice
            .conversations()
            .create(ConversationSpec.titled("Order").participants(bobs, carol.self()));
    Conversation his = Acme.joined(bob, hers.id());
    Conversation carols = Acme.joined(carol, hers.id());
    MessageId question = say(hers, "Who comes?");
    var poll = hers.send(Poll.single("When?", "Monday", "Tuesday"));
    poll.awaitAccepted(SOON);
    Acme.await("the poll", () -> his.messages(10).size() == 2);
    MessageId said = say(his, "My number is 0170");
    his.vote(poll.id(), List.of(0)).awaitAccepted(SOON);
    his.react(question, "👍");
    for (Conversation one : List.of(hers, carols)) {
      Acme.await("the reaction", () -> !one.message(question).orElseThrow().reactions().isEmpty());
    }

    his.restrict(bobs).awaitAccepted(SOON);

    for (Conversation one : List.of(hers, carols)) {
      Acme.await("it to be hidden", () -> hidden(one, said));
      assertThat(Acme.texts(one)).containsExactly("Who comes?");
      assertThat(one.search("0170", 10)).isEmpty();
      assertThat(one.message(question).orElseThrow().reactions()).isEmpty();
      assertThat(one.message(poll.id()).orElseThrow().votes().orElseThrow().count(0)).isZero();
      assertThat(one.restrictions()).hasSize(1);
      assertThat(one.restrictions().get(0).person()).isEqualTo(bobs);
    }
    assertThatThrownBy(() -> hers.forward(hers.id(), said))
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.code()).isEqualTo("restricted"));
    // the person itself reads on, and what it says meanwhile is restricted as well
    assertThat(Acme.texts(his)).contains("My number is 0170");
    MessageId later = say(his, "Meanwhile");
    Acme.await("the later one", () -> hers.message(later).isPresent());
    assertThat(hidden(hers, later)).isTrue();
    assertThat(Acme.events(alice, RestrictionChanged.class))
        .extracting(RestrictionChanged::restricted)
        .containsExactly(true);
    assertThat(
            Acme.events(alice, MessageChanged.class).stream()
                .filter(event -> event.change() == Change.RESTRICTION)
                .map(event -> event.message().id()))
        .containsExactly(said);
    carol.close();
    ChatClient again =
        acme.online("Carol", Acme.at(folder.resolve("carol")), acme.server.transport());
    assertThat(hidden(Acme.joined(again, hers.id()), said)).isTrue();

    hers.liftRestriction(bobs).awaitAccepted(SOON);

    for (Conversation one : List.of(hers, Acme.joined(again, hers.id()))) {
      Acme.awaitText(one, "My number is 0170");
      Acme.awaitText(one, "Meanwhile");
      assertThat(one.search("0170", 10)).extracting(Message::id).containsExactly(said);
      assertThat(one.message(question).orElseThrow().reactions()).hasSize(1);
      assertThat(one.message(poll.id()).orElseThrow().votes().orElseThrow().count(0)).isEqualTo(1);
      assertThat(one.restrictions()).isEmpty();
    }
  }

  /** Bob is no owner: he restricts nobody but himself, and no device believes him more. */
  @Test
  void onlyThePersonOrAnOwnerOfItsCompanyAsks() {
    ChatClient alice = acme.online("Alice");
    ChatClient bob = acme.online("Bob");
    Conversation hers =
        alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
    Conversation his = Acme.joined(bob, hers.id());
    MessageId said = say(hers, "From the owner");
    Acme.awaitText(his, "From the owner");

    assertThatThrownBy(() -> his.restrict(alice.self()))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo("not-yours-to-restrict"));
    assertThat(hidden(his, said)).isFalse();

    MessageId bobs = say(his, "From Bob");
    Acme.awaitText(hers, "From Bob");
    hers.restrict(bob.self()).awaitAccepted(SOON);
    Acme.await("it to be hidden", () -> hidden(hers, bobs));
    Acme.await("Bob to be told", () -> his.restrictions().size() == 1);
    assertThat(his.restrictions().get(0).by()).isEqualTo(alice.self());
  }

  /** Alice's phone comes in later, and gets history from her desk. */
  @Test
  void aDeviceThatComesInLaterIsToldAndGetsNothingOfIt() {
    ChatClient desk = acme.online("Alice");
    ChatClient bob = acme.online("Bob");
    Conversation hers =
        desk.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
    Conversation his = Acme.joined(bob, hers.id());
    say(his, "My number is 0170");
    MessageId question = say(hers, "Who comes?");
    Acme.awaitText(his, "Who comes?");
    his.react(question, "👍");
    Acme.await("the reaction", () -> !hers.message(question).orElseThrow().reactions().isEmpty());
    his.restrict(bob.self()).awaitAccepted(SOON);
    Acme.await("the restriction", () -> hers.restrictions().size() == 1);

    ChatClient phone = acme.online("Alice");
    Conversation there = Acme.joined(phone, hers.id());
    Acme.await("to be told", () -> there.restrictions().size() == 1);
    MessageId meanwhile = say(his, "Meanwhile");
    Acme.await("the new one", () -> there.message(meanwhile).isPresent());
    assertThat(hidden(there, meanwhile)).isTrue();
    phone.history().ask();
    Acme.await("the request", () -> !desk.history().requests().isEmpty());
    desk.history().share(desk.history().requests().get(0));
    Acme.awaitText(there, "Who comes?");

    assertThat(Acme.texts(there)).containsExactly("Who comes?");
    assertThat(there.message(question).orElseThrow().reactions()).isEmpty();
    his.liftRestriction(bob.self()).awaitAccepted(SOON);
    Acme.awaitText(there, "Meanwhile");
    assertThat(there.search("0170", 10)).isEmpty();
  }
}
