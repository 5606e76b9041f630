package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.event.ChatEvent.MessageChanged;
import eu.paravent.client.event.ChatEvent.MessageChanged.Change;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Reaction;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Replies, reactions, edits and deletions, between two clients. */
@Timeout(120)
class AmendingTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private final Acme acme = new Acme();
  private ChatClient alice, bob;
  private Conversation hers, his;

  @BeforeEach
  void open() {
    alice = acme.online("Alice");
    bob = acme.online("Bob");
    hers = alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
    his = Acme.joined(bob, hers.id());
  }

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void aReplySaysWhatItAnswers() {
    MessageId question = said("Week 12?");
    his.reply(question, MessageContent.text("Week 13.")).awaitAccepted(SOON);
    Acme.awaitText(hers, "Week 13.");

    assertThat(hers.messages(1).get(0).inReplyTo()).contains(question);
    assertThat(his.messages(1).get(0).inReplyTo()).contains(question);
    assertThat(hers.messages(2).get(1).inReplyTo()).isEmpty();
  }

  @Test
  void aReplyToAFileFindsIt() {
    MessageId plan =
        hers.send(MessageContent.file("plan.pdf", "application/pdf", new byte[100])).id();
    Acme.await("the file", () -> his.messages(1).size() == 1);
    his.reply(his.messages(1).get(0).id(), MessageContent.text("Too small")).awaitAccepted(SOON);
    Acme.awaitText(hers, "Too small");

    assertThat(hers.messages(1).get(0).inReplyTo()).contains(plan);
  }

  @Test
  void anEditReplacesTheTextForBothAndIsNoMessageOfItsOwn() {
    MessageId text = said("Week 21?");
    hers.edit(text, "Week 12?").awaitAccepted(SOON);
    Acme.awaitText(his, "Week 12?");
    hers.edit(text, "Week 12, please?").awaitAccepted(SOON);
    Acme.awaitText(his, "Week 12, please?");

    for (Conversation both : List.of(hers, his)) {
      assertThat(both.messages(10)).hasSize(1);
      assertThat(both.messages(1).get(0).id()).isEqualTo(text);
      assertThat(both.messages(1).get(0).edited()).isPresent();
    }
    assertThat(changes(bob)).containsExactly(Change.EDITED, Change.EDITED);
    assertThat(changes(alice)).containsExactly(Change.EDITED, Change.EDITED);
  }

  @Test
  void aDeletedMessageIsErasedOnBothSidesWithItsReactions() {
    MessageId text = said("Our margin is 7 %");
    his.react(text, "👍");
    Acme.await("the reaction", () -> reactions(hers).size() == 1);
    hers.delete(text).awaitAccepted(SOON);
    Acme.await(
        "the deletion", () -> his.messages(1).get(0).content() instanceof MessageContent.Deleted);

    assertThat(hers.messages(1).get(0).content()).isInstanceOf(MessageContent.Deleted.class);
    assertThat(reactions(his)).isEmpty();
    assertThat(reactions(hers)).isEmpty();
    assertThatThrownBy(() -> hers.edit(text, "Again")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFileCanBeDeleted() {
    MessageId file = hers.send(MessageContent.file("a.pdf", "application/pdf", new byte[9])).id();
    Acme.await("the file", () -> his.messages(1).size() == 1);
    hers.delete(file).awaitAccepted(SOON);

    Acme.await(
        "the deletion", () -> his.messages(1).get(0).content() instanceof MessageContent.Deleted);
  }

  @Test
  void reactionsComeAndGo() {
    MessageId text = said("Done");
    his.react(text, "👍");
    his.react(text, "👍");
    his.react(text, "👩🏽‍⚕️");
    hers.react(text, "❤");
    Acme.await("three reactions", () -> reactions(hers).size() == 3 && reactions(his).size() == 3);
    assertThat(reactions(hers)).contains(new Reaction(bob.self(), "👩🏽‍⚕️"));

    his.unreact(text, "👍");
    his.unreact(text, "never given");
    Acme.await("two reactions", () -> reactions(hers).size() == 2 && reactions(his).size() == 2);
    assertThat(reactions(hers)).doesNotContain(new Reaction(bob.self(), "👍"));
    assertThat(his.messages(10)).hasSize(1);
  }

  @Test
  void aReactionThatIsStillWaitingCanBeTakenBack() {
    MessageId text = said("Done");
    his.react(text, "👍");
    his.unreact(text, "👍");
    his.send(MessageContent.text("after")).awaitAccepted(SOON);
    Acme.awaitText(hers, "after");

    assertThat(hers.messages(2).get(1).reactions()).isEmpty();
    assertThat(his.messages(2).get(1).reactions()).isEmpty();
  }

  @Test
  void onlyTheAuthorChangesAMessageAndOnlyWhatIsHere() {
    MessageId text = said("Mine");
    MessageId unknown = new MessageId("A".repeat(43));

    assertThatThrownBy(() -> his.edit(text, "Yours")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> his.delete(text)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> his.reply(unknown, MessageContent.text("What?")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> his.react(text, "no emoji but words"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> his.react(text, "")).isInstanceOf(IllegalArgumentException.class);
    assertThat(hers.messages(10)).hasSize(1);
  }

  @Test
  void pagesCountWhatIsShown() {
    for (int i = 0; i < 5; i++) {
      MessageId text = hers.send(MessageContent.text("text " + i)).id();
      hers.react(text, "👍");
      hers.edit(text, "edited " + i).awaitAccepted(SOON);
    }
    List<Message> page = hers.messages(3);
    List<Message> next = hers.messagesBefore(page.get(2), 3);

    assertThat(page).hasSize(3);
    assertThat(next).hasSize(2);
    assertThat(next.get(1).content()).isEqualTo(MessageContent.text("edited 0"));
  }

  @Test
  void whoComesLaterIsNotTroubledByWhatHeCannotSee() {
    MessageId text = said("Before");
    ChatClient carol = acme.online("Carol");
    hers.add(carol.self());
    Conversation carols = Acme.joined(carol, hers.id());
    his.react(text, "👍");
    hers.edit(text, "Before, edited").awaitAccepted(SOON);
    his.reply(text, MessageContent.text("Seen")).awaitAccepted(SOON);
    Acme.awaitText(carols, "Seen");

    assertThat(carols.messages(10)).hasSize(1);
    assertThat(carols.messages(1).get(0).inReplyTo()).isEmpty();
    assertThat(Acme.events(carol, SecurityAlert.class)).isEmpty();
    assertThat(changes(carol)).isEmpty();
  }

  private MessageId said(String text) {
    MessageId id = hers.send(MessageContent.text(text)).id();
    Acme.awaitText(his, text);
    return id;
  }

  private static List<Reaction> reactions(Conversation conversation) {
    return conversation.messages(1).get(0).reactions();
  }

  private static List<Change> changes(ChatClient client) {
    return Acme.events(client, MessageChanged.class).stream().map(MessageChanged::change).toList();
  }
}
