package eu.paravent.client.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ConversationId;
import eu.paravent.client.Message;
import eu.paravent.client.UserId;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.event.ChatEvent.MessageChanged;
import eu.paravent.client.event.ChatEvent.MessageUnreadable;
import eu.paravent.client.event.EventCursor;
import eu.paravent.client.internal.mimi.Contents;
import eu.paravent.client.internal.mimi.MimiCodec;
import eu.paravent.client.internal.mimi.MimiContent;
import eu.paravent.client.internal.mimi.NestedPart;
import eu.paravent.client.internal.mimi.NestedPart.NullPart;
import eu.paravent.client.internal.mimi.NestedPart.SinglePart;
import eu.paravent.client.internal.store.LocalStore;
import eu.paravent.client.internal.store.StoreOpener;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Reaction;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What other members' clients may send, honest or not. */
class AmendmentsTest {
  private static final ConversationId ROOM = new ConversationId("A".repeat(22));
  private static final UserId ALICE = new UserId("mimi://acme.example/u/alice"),
      BOB = new UserId("mimi://acme.example/u/bob");
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private final SecureRandom random = new SecureRandom();
  private final LocalStore store =
      StoreOpener.open(EncryptedStore.inMemory(StoreKey.copyOf(new byte[StoreKey.LENGTH])));
  private final Amendments amendments = new Amendments(new Events(() -> {}));

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void anotherMembersEditOrDeletionIsRefusedAndToldOfItsSender() {
    byte[] text = text(ALICE, "Hers");

    amend(BOB, content(Contents.text("His")).replacing(text));
    amend(BOB, content(new NullPart(NestedPart.RENDER, "")).replacing(text));

    assertThat(message().content()).isEqualTo(MessageContent.text("Hers"));
    assertThat(message().edited()).isEmpty();
    assertThat(events())
        .hasSize(2)
        .allSatisfy(
            event ->
                assertThat(event)
                    .isInstanceOfSatisfying(
                        MessageUnreadable.class, e -> assertThat(e.sender()).contains(BOB)));
  }

  @Test
  void anotherMembersReactionCannotBeTakenBack() {
    byte[] text = text(ALICE, "Hers");
    byte[] like = amend(BOB, reaction("👍").inReplyTo(text));

    amend(ALICE, content(new NullPart(NestedPart.REACTION, "")).replacing(like));

    assertThat(message().reactions()).containsExactly(new Reaction(BOB, "👍"));
    assertThat(events()).hasSize(2);
    assertThat(events().get(1)).isInstanceOf(MessageUnreadable.class);
  }

  @Test
  void aReactionCanBeChangedByTheMessageThatReplacesIt() {
    byte[] text = text(ALICE, "Hers");
    byte[] like = amend(BOB, reaction("👍").inReplyTo(text));
    byte[] love = amend(BOB, reaction("❤").inReplyTo(text).replacing(like));

    assertThat(message().reactions()).containsExactly(new Reaction(BOB, "❤"));
    amend(BOB, content(new NullPart(NestedPart.REACTION, "")).replacing(love));
    assertThat(message().reactions()).isEmpty();
  }

  @Test
  void oneMemberCannotFillAMessageWithReactions() {
    byte[] text = text(ALICE, "Hers");
    for (int i = 0; i < 40; i++) {
      amend(BOB, reaction("r" + i).inReplyTo(text));
    }
    amend(ALICE, reaction("👍").inReplyTo(text));

    assertThat(message().reactions()).hasSize(Reactions.PER_PERSON + 1);
  }

  @Test
  void whatWasDeletedStaysDeleted() {
    byte[] text = text(ALICE, "Hers");
    amend(ALICE, content(new NullPart(NestedPart.RENDER, "")).replacing(text));
    amend(ALICE, content(Contents.text("Again")).replacing(text));
    amend(BOB, reaction("👍").inReplyTo(text));

    assertThat(message().content()).isInstanceOf(MessageContent.Deleted.class);
    assertThat(message().reactions()).isEmpty();
    assertThat(events())
        .singleElement()
        .isInstanceOfSatisfying(
            MessageChanged.class,
            e -> assertThat(e.change()).isEqualTo(MessageChanged.Change.DELETED));
  }

  @Test
  void aReplyToAnEditedVersionLeadsToTheMessage() {
    byte[] text = text(ALICE, "Hers");
    byte[] edit = amend(ALICE, content(Contents.text("Hers, edited")).replacing(text));
    amend(BOB, reaction("👍").inReplyTo(edit));

    assertThat(message().reactions()).containsExactly(new Reaction(BOB, "👍"));
  }

  @Test
  void whatIsTooLongForAReactionIsAnOrdinaryReply() {
    byte[] text = text(ALICE, "Hers");
    SinglePart part =
        new SinglePart(
            NestedPart.REACTION,
            "",
            "text/plain;charset=utf-8",
            "words and words".getBytes(StandardCharsets.UTF_8));

    assertThat(Amendments.is(content(part).inReplyTo(text))).isFalse();
    assertThat(Amendments.is(content(reaction("👍").body()))).isFalse();
  }

  @Test
  void whatRefersToNothingHereIsPassedOver() {
    amend(BOB, content(Contents.text("His")).replacing(new byte[32]));
    amend(BOB, reaction("👍").inReplyTo(new byte[32]));

    assertThat(events()).isEmpty();
  }

  private MimiContent content(NestedPart body) {
    return MimiContent.of(body, random);
  }

  private MimiContent reaction(String emoji) {
    return content(Amendments.reaction(emoji));
  }

  /** Stores a message, answers its MIMI id. */
  private byte[] text(UserId sender, String markdown) {
    MimiContent content = content(Contents.text(markdown));
    byte[] encoded = MimiCodec.encode(content);
    byte[] reference = References.of(sender, ROOM, encoded, content.salt());
    store.write(
        tx ->
            Messages.add(
                tx,
                ROOM,
                Messages.id(sender, ROOM, content.salt()),
                sender,
                encoded,
                NOW,
                Message.State.RECEIVED,
                true,
                Optional.of(reference)));
    return reference;
  }

  /** Applies it as it would come from the log, answers its MIMI id. */
  private byte[] amend(UserId sender, MimiContent content) {
    byte[] encoded = MimiCodec.encode(content);
    store.write(
        tx -> {
          amendments.apply(new Tx(tx), ROOM, sender, content, encoded, NOW);
          return true;
        });
    return References.of(sender, ROOM, encoded, content.salt());
  }

  private Message message() {
    return store.read(tx -> Messages.at(tx, ROOM, 1));
  }

  private List<ChatEvent> events() {
    return store.read(tx -> Events.after(tx, EventCursor.start(), 100));
  }
}
