package eu.paravent.client.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ConversationId;
import eu.paravent.client.Message;
import eu.paravent.client.UserId;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.event.ChatEvent.MessageUnreadable;
import eu.paravent.client.event.EventCursor;
import eu.paravent.client.internal.mimi.ActionPart;
import eu.paravent.client.internal.mimi.CardParts;
import eu.paravent.client.internal.mimi.Contents;
import eu.paravent.client.internal.mimi.MimiCodec;
import eu.paravent.client.internal.mimi.MimiContent;
import eu.paravent.client.internal.mimi.NestedPart;
import eu.paravent.client.internal.mimi.NestedPart.NullPart;
import eu.paravent.client.internal.mimi.NestedPart.SinglePart;
import eu.paravent.client.internal.store.LocalStore;
import eu.paravent.client.internal.store.StoreOpener;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Poll;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Votes and pins as other members' clients may send them, honest or not. */
class ActionsTest {
  private static final ConversationId ROOM = new ConversationId("A".repeat(22));
  private static final UserId ALICE = new UserId("mimi://acme.example/u/alice"),
      BOB = new UserId("mimi://acme.example/u/bob"),
      GINA = new UserId("mimi://acme.example/g/" + "B".repeat(22) + "/gina");
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Poll WEEK = Poll.single("Which week?", "12", "13");

  private final SecureRandom random = new SecureRandom();
  private final LocalStore store =
      StoreOpener.open(EncryptedStore.inMemory(StoreKey.copyOf(new byte[StoreKey.LENGTH])));
  private final Amendments amendments = new Amendments(new Events(() -> {}));

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void theNewestVoteOfEachCountsAndNoneAfterTheEnd() {
    byte[] poll = said(ALICE, CardParts.of(WEEK));
    act(BOB, poll, new ActionPart.Vote(List.of(0)));
    act(GINA, poll, new ActionPart.Vote(List.of(0)));
    act(BOB, poll, new ActionPart.Vote(List.of(1)));
    act(ALICE, poll, new ActionPart.Vote(List.of(1)));
    act(ALICE, poll, new ActionPart.Vote(List.of()));
    act(ALICE, poll, new ActionPart.Close());
    act(GINA, poll, new ActionPart.Vote(List.of(1)));

    assertThat(message().votes().orElseThrow().byOption())
        .containsExactly(List.of(GINA), List.of(BOB));
    assertThat(message().votes().orElseThrow().closed()).contains(NOW);
    assertThat(unreadable()).isEmpty();
  }

  @Test
  void whatIsNoVoteInThisPollIsToldOfItsSenderAndChangesNothing() {
    byte[] poll = said(ALICE, CardParts.of(WEEK));
    act(BOB, poll, new ActionPart.Vote(List.of(0, 1)));
    act(BOB, poll, new ActionPart.Vote(List.of(2)));
    act(BOB, poll, new ActionPart.Vote(List.of(1, 0)));
    act(BOB, poll, new ActionPart.Close());

    assertThat(message().votes().orElseThrow().byOption()).containsExactly(List.of(), List.of());
    assertThat(message().votes().orElseThrow().closed()).isEmpty();
    assertThat(unreadable()).hasSize(4).allMatch(e -> e.sender().filter(BOB::equals).isPresent());
  }

  @Test
  void aPollDoesNotChangeUnderItsVotesAndNothingBecomesOne() {
    byte[] poll = said(ALICE, CardParts.of(WEEK));
    byte[] text = said(ALICE, Contents.text("Which week?"));
    act(BOB, poll, new ActionPart.Vote(List.of(0)));
    amend(ALICE, content(CardParts.of(Poll.single("Paid?", "Yes", "No"))).replacing(poll));
    amend(ALICE, content(CardParts.of(WEEK)).replacing(text));
    act(BOB, text, new ActionPart.Vote(List.of(0)));

    assertThat(message().content()).isEqualTo(WEEK);
    assertThat(at(2).content()).isEqualTo(MessageContent.text("Which week?"));
    assertThat(unreadable()).hasSize(3);
  }

  @Test
  void aDeletedPollTakesItsVotesAlong() {
    byte[] poll = said(ALICE, CardParts.of(WEEK));
    act(BOB, poll, new ActionPart.Vote(List.of(0)));
    act(BOB, poll, new ActionPart.Pin(true));
    amend(ALICE, content(new NullPart(NestedPart.RENDER, "")).replacing(poll));
    act(BOB, poll, new ActionPart.Vote(List.of(1)));

    assertThat(message().votes()).isEmpty();
    assertThat(message().pinned()).isFalse();
    assertThat(store.<Integer>read(tx -> tx.scan("vote", "").size())).isZero();
    assertThat(store.<List<Long>>read(tx -> Pins.all(tx, ROOM))).isEmpty();
  }

  @Test
  void aGuestPinsNothing() {
    byte[] text = said(ALICE, Contents.text("Terms"));
    act(GINA, text, new ActionPart.Pin(true));

    assertThat(message().pinned()).isFalse();
    assertThat(unreadable()).hasSize(1);
  }

  @Test
  void theNewestPinsAreShownAndNoMore() {
    for (int i = 0; i < 52; i++) {
      act(BOB, said(ALICE, Contents.text("Text " + i)), new ActionPart.Pin(true));
    }
    List<Long> shown = store.read(tx -> Pins.all(tx, ROOM));

    assertThat(shown).hasSize(50).startsWith(52L, 51L).endsWith(3L);
  }

  @Test
  void whatANewerVersionDoesIsPassedOverAndWhatIsDamagedIsTold() {
    byte[] text = said(ALICE, Contents.text("Terms"));
    amend(BOB, content(action("\u0083\u0001\u0064wave\u0000")).inReplyTo(text));
    amend(BOB, content(action("\u0001")).inReplyTo(text));
    act(BOB, new byte[32], new ActionPart.Pin(true));

    assertThat(unreadable()).hasSize(1);
  }

  private static SinglePart action(String bytes) {
    byte[] raw = bytes.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    return new SinglePart(0, "", ActionPart.CONTENT_TYPE, raw);
  }

  private MimiContent content(NestedPart body) {
    return MimiContent.of(body, random);
  }

  private byte[] said(UserId sender, NestedPart body) {
    MimiContent content = content(body);
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

  private void act(UserId sender, byte[] on, ActionPart action) {
    amend(sender, content(action.part()).inReplyTo(on));
  }

  private void amend(UserId sender, MimiContent content) {
    byte[] encoded = MimiCodec.encode(content);
    assertThat(Amendments.is(content)).isTrue();
    store.write(
        tx -> {
          amendments.apply(new Tx(tx), ROOM, sender, content, encoded, NOW);
          return true;
        });
  }

  private Message message() {
    return at(1);
  }

  private Message at(long place) {
    return store.read(tx -> Messages.at(tx, ROOM, place));
  }

  private List<MessageUnreadable> unreadable() {
    List<ChatEvent> all = store.read(tx -> Events.after(tx, EventCursor.start(), 1000));
    return all.stream()
        .filter(MessageUnreadable.class::isInstance)
        .map(MessageUnreadable.class::cast)
        .toList();
  }
}
