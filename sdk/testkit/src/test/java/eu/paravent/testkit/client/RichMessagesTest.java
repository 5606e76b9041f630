package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.SendOptions;
import eu.paravent.client.event.ChatEvent.MessageChanged;
import eu.paravent.client.event.ChatEvent.MessageChanged.Change;
import eu.paravent.client.event.ChatEvent.MessageReceived;
import eu.paravent.client.event.ChatEvent.MessageUnreadable;
import eu.paravent.client.identity.Verification;
import eu.paravent.client.message.BusinessCard;
import eu.paravent.client.message.ContactCard;
import eu.paravent.client.message.Expiry;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Picture;
import eu.paravent.client.message.Poll;
import eu.paravent.client.message.Votes;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.protocol.Paths;
import eu.paravent.testkit.TestClock;
import eu.paravent.testkit.fault.Requests;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cards, polls, pins, forwarding, images and voice notes, between two clients. */
@Timeout(120)
class RichMessagesTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2};

  private final TestClock clock = TestClock.at(Instant.parse("2026-11-23T10:00:00Z"));
  private final Acme acme = new Acme(clock);
  private Watched bobs;
  private ChatClient alice, bob;
  private Conversation hers, his;

  @BeforeEach
  void open() {
    alice = acme.online("Alice", clock);
    bobs = new Watched(acme.server.transport());
    bob = acme.open("Bob", EncryptedStore.inMemory(Acme.key()), bobs, clock);
    Acme.await("Bob to be online", () -> bob.connection().online());
    hers = alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
    his = Acme.joined(bob, hers.id());
  }

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void cardsArriveAsTheyWereSent() {
    BusinessCard quote =
        BusinessCard.of(BusinessCard.Kind.QUOTE, "Quote Q-12")
            .with("Valid until", "31.12.")
            .linking(URI.create("https://erp.acme.example/quotes/Q-12"))
            .about(BusinessReference.of("quote", "Q-12"));
    ContactCard contact = new ContactCard(bob.self(), "Bob");
    hers.send(quote);
    hers.send(contact).awaitAccepted(SOON);
    Acme.await("both cards", () -> his.messages(5).size() == 2);

    assertThat(his.messages(2).get(1).content()).isEqualTo(quote);
    assertThat(his.messages(1).get(0).content()).isEqualTo(contact);
    assertThatThrownBy(() -> hers.send(new ContactCard(acme.user("Stranger"), "S.")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(hers.messages(5)).hasSize(2);
  }

  @Test
  void aPollEndsTheSameForEveryone() {
    ChatClient carol = acme.online("Carol", clock);
    hers.add(carol.self());
    Conversation carols = Acme.joined(carol, hers.id());
    Poll poll = Poll.multiple("When?", "Monday", "Tuesday", "Friday");
    MessageId id = hers.send(poll).id();
    Acme.await("the poll", () -> his.messages(1).size() + carols.messages(1).size() == 2);

    his.vote(id, Set.of(0));
    carols.vote(id, Set.of(0, 2));
    hers.vote(id, Set.of(1)).awaitAccepted(SOON);
    his.vote(id, Set.of(2)).awaitAccepted(SOON);
    his.vote(id, List.of(2, 1)).awaitAccepted(SOON);
    carols.vote(id, Set.of()).awaitAccepted(SOON);
    Acme.await(
        "all votes at the one who closes",
        () -> votes(hers).of(bob.self()).equals(Set.of(1, 2)) && votes(hers).count(0) == 0);
    hers.closePoll(id).awaitAccepted(SOON);
    for (Conversation each : List.of(hers, his, carols)) {
      Acme.await("the end of the poll", () -> votes(each).closed().isPresent());
      assertThat(votes(each)).isEqualTo(votes(hers));
    }

    assertThat(votes(his).byOption())
        .containsExactly(List.of(), votes(his).byOption().get(1), List.of(bob.self()));
    assertThat(votes(his).byOption().get(1)).containsExactlyInAnyOrder(alice.self(), bob.self());
    assertThatThrownBy(() -> his.vote(id, Set.of(0))).isInstanceOf(IllegalStateException.class);
    assertThat(changes(carol)).contains(Change.VOTES);
  }

  @Test
  void votesThatRaceWithTheEndCountForAllOrForNone() {
    MessageId id = hers.send(Poll.single("Ship?", "Yes", "No")).id();
    Acme.await("the poll", () -> his.messages(1).size() == 1);
    his.vote(id, Set.of(0));
    hers.closePoll(id);
    hers.send(MessageContent.text("over")).awaitAccepted(SOON);
    his.send(MessageContent.text("well")).awaitAccepted(SOON);
    Acme.awaitText(hers, "well");
    Acme.awaitText(his, "over");

    assertThat(poll(his).votes()).isEqualTo(poll(hers).votes());
    assertThat(poll(his).votes().orElseThrow().closed()).isPresent();
    assertThatThrownBy(() -> his.closePoll(id)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> hers.vote(hers.messages(1).get(0).id(), Set.of(0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pinsAreSharedAndGoWithTheMessage() {
    MessageId first = hers.send(MessageContent.text("Terms")).id();
    MessageId second = hers.send(MessageContent.text("Address")).id();
    Acme.awaitText(his, "Address");
    his.pin(first).awaitAccepted(SOON);
    his.pin(second).awaitAccepted(SOON);
    Acme.await("two pins", () -> hers.pinned().size() == 2);
    assertThat(hers.pinned()).extracting(Message::id).containsExactly(second, first);
    assertThat(his.pinned()).isEqualTo(his.messages(5).stream().filter(Message::pinned).toList());

    hers.unpin(second).awaitAccepted(SOON);
    hers.delete(first).awaitAccepted(SOON);
    Acme.await("no pins", () -> his.pinned().isEmpty() && hers.pinned().isEmpty());
    assertThat(changes(bob)).contains(Change.PIN);
  }

  @Test
  void whatIsForwardedSaysSoAndItsFileOpensThere() {
    ChatClient carol = acme.online("Carol", clock);
    Conversation elsewhere =
        bob.conversations().create(ConversationSpec.titled("Other").participants(carol.self()));
    Conversation carols = Acme.joined(carol, elsewhere.id());
    byte[] bytes = {1, 2, 3, 4};
    hers.send(MessageContent.file("plan.pdf", "application/pdf", bytes));
    MessageId secret =
        hers.send(
                MessageContent.text("Gone soon"),
                SendOptions.none().expiring(Expiry.afterReading(Duration.ofHours(1))))
            .id();
    Acme.await("the file", () -> his.messages(2).size() == 2);
    MessageId file = his.messages(2).get(1).id();

    elsewhere.forward(his.id(), file).awaitAccepted(SOON);
    his.forward(his.id(), file).awaitAccepted(SOON);
    Acme.await("the file there", () -> carols.messages(1).size() == 1);
    Acme.await("the file here", () -> hers.messages(1).get(0).forwarded());

    Message there = carols.messages(1).get(0);
    MessageContent.File sent = (MessageContent.File) there.content();
    assertThat(there.forwarded()).isTrue();
    assertThat(carols.download(sent.attachment())).isEqualTo(bytes);
    MessageContent.File again = (MessageContent.File) hers.messages(1).get(0).content();
    assertThat(hers.download(again.attachment())).isEqualTo(bytes);
    // into the other conversation, where the server does not give it out, and not here
    assertThat(bobs.count(Requests.of("POST", Paths.GROUP_ATTACHMENTS))).isEqualTo(1);
    assertThatThrownBy(() -> elsewhere.forward(his.id(), secret))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> elsewhere.forward(his.id(), there.id()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anImageShowsItsThumbnailBeforeItIsDownloaded() {
    byte[] large = new byte[200_000];
    large[7] = 9;
    hers.send(MessageContent.image("a.png", "image/png", large, Picture.of(PNG)))
        .awaitAccepted(SOON);
    hers.send(
            MessageContent.voiceNote(
                "note.ogg", "audio/ogg;codecs=opus", new byte[999], Duration.ofSeconds(42)))
        .awaitAccepted(SOON);
    Acme.await("both", () -> his.messages(2).size() == 2);

    MessageContent.Image image = (MessageContent.Image) his.messages(2).get(1).content();
    MessageContent.VoiceNote note = (MessageContent.VoiceNote) his.messages(1).get(0).content();
    assertThat(image.thumbnail()).isEqualTo(Picture.of(PNG));
    assertThat(his.download(image.attachment())).isEqualTo(large);
    assertThat(note.duration()).isEqualTo(Duration.ofSeconds(42));
    assertThat(his.download(note.attachment())).hasSize(999);
    his.reply(his.messages(1).get(0).id(), MessageContent.text("Heard")).awaitAccepted(SOON);
    Acme.awaitText(hers, "Heard");
    assertThat(hers.messages(1).get(0).inReplyTo()).isPresent();
  }

  @Test
  void everyMessageHasIdAuthorAndBothTimes() {
    hers.send(MessageContent.text("First")).awaitAccepted(SOON);
    clock.advance(Duration.ofMinutes(1));
    hers.send(MessageContent.text("Away"), SendOptions.none().automatically()).awaitAccepted(SOON);
    Acme.awaitText(his, "Away");
    Acme.await("her name", () -> his.messages(1).get(0).author().displayName().equals("Alice"));

    List<MessageReceived> received = Acme.events(bob, MessageReceived.class);
    assertThat(received).hasSize(2);
    for (MessageReceived event : received) {
      Message message = event.message();
      assertThat(message.author().id()).isEqualTo(alice.self()).isEqualTo(message.sender());
      assertThat(message.author().organisation()).isEqualTo("acme.example");
      assertThat(message.sent()).isPresent();
      assertThat(message.time()).isEqualTo(message.sent().orElseThrow());
      assertThat(hers.messages(5)).extracting(Message::id).contains(message.id());
    }
    assertThat(received.get(0).message().author().verification())
        .isEqualTo(Verification.UNVERIFIED);
    bob.trust().verified(his.id(), alice.self(), bob.trust().safetyNumber(his.id(), alice.self()));
    assertThat(his.messages(1).get(0).author().verification()).isEqualTo(Verification.VERIFIED);
    assertThat(received.get(0).message().automatic()).isFalse();
    assertThat(received.get(1).message().automatic()).isTrue();
    assertThat(Acme.events(bob, MessageUnreadable.class)).isEmpty();
  }

  private static Votes votes(Conversation conversation) {
    return poll(conversation).votes().orElseThrow();
  }

  private static Message poll(Conversation conversation) {
    return conversation.messages(10).stream()
        .filter(message -> message.content() instanceof Poll)
        .findFirst()
        .orElseThrow();
  }

  private static List<Change> changes(ChatClient client) {
    return Acme.events(client, MessageChanged.class).stream().map(MessageChanged::change).toList();
  }
}
