package eu.paravent.client.internal.mimi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.authlete.cbor.CBORItem;
import com.authlete.cbor.CBORItemList;
import eu.paravent.client.BusinessReference;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.cbor.Cbor;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.NestedPart.ExternalPart;
import eu.paravent.client.internal.mimi.NestedPart.MultiPart;
import eu.paravent.client.internal.mimi.NestedPart.NullPart;
import eu.paravent.client.internal.mimi.NestedPart.SinglePart;
import eu.paravent.client.message.BusinessCard;
import eu.paravent.client.message.ContactCard;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Picture;
import eu.paravent.client.message.Poll;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cards, polls and media as they travel, and what others may send in their place. */
class CardPartsTest {
  private static final String CARD = "application/vnd.paravent.card+cbor";
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2};
  private static final BusinessCard ORDER =
      BusinessCard.of(BusinessCard.Kind.ORDER, "Order SO-4711")
          .with("Total", "1.234,50 €")
          .linking(URI.create("https://erp.acme.example/orders/SO-4711?tab=lines"))
          .about(BusinessReference.of("sales-order", "SO-4711"));

  @Test
  void cardsAndPollsComeBackAsTheyWereSent() throws Exception {
    ContactCard bob = new ContactCard(UserId.of("acme.example", "bob"), "Bob B.");
    Poll poll = Poll.multiple("When?", "Week 12", "Week 13");

    assertThat(Contents.of(sent(CardParts.of(ORDER)))).isEqualTo(ORDER);
    assertThat(Contents.of(sent(CardParts.of(bob)))).isEqualTo(bob);
    assertThat(Contents.of(sent(CardParts.of(poll)))).isEqualTo(poll);
    assertThat(ORDER.toString() + bob + poll).doesNotContain("4711").doesNotContain("Bob");
  }

  @Test
  void whoDoesNotKnowTheFormReadsItsWords() {
    MultiPart parts = (MultiPart) CardParts.of(ORDER);
    SinglePart words = (SinglePart) parts.parts().get(1);
    MultiPart newer =
        chooseOne(new SinglePart(1, "", "application/vnd.paravent.card2+cbor", new byte[9]), words);

    assertThat(Contents.of(newer))
        .isEqualTo(
            MessageContent.text(
                "Order SO-4711\nTotal: 1.234,50 €\n"
                    + "https://erp.acme.example/orders/SO-4711?tab=lines"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://erp.acme.example/",
        "javascript:alert(1)",
        "https://user@evil.example/",
        "https://erp.acme.example@evil.example/",
        "https://erp.acme.example/\u202Ecod.exe",
        "https://erp.acme.example/a b",
        "https://erp.acme.example/\n",
        "https://",
        "https://\u0430cme.example/",
        "data:text/html,x"
      })
  void aCardWithALinkElsewhereThanHttpsIsNotShownNorItsWords(String link) {
    CBORItem card =
        Cbor.array(
            Cbor.number(1),
            Cbor.text("order"),
            Cbor.text("Order"),
            new CBORItemList(List.of()),
            Cbor.text(link),
            Cbor.text(""),
            Cbor.text(""));
    SinglePart words = new SinglePart(1, "", "text/plain", "x".getBytes(StandardCharsets.UTF_8));

    assertThat(Contents.of(chooseOne(new SinglePart(1, "", CARD, card.encode()), words)))
        .isEqualTo(new MessageContent.Other(CARD));
  }

  @Test
  void aHostCannotSendOneEither() {
    assertThatThrownBy(
            () ->
                BusinessCard.of(BusinessCard.Kind.TICKET, "T")
                    .linking(URI.create("http://a.example")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BusinessCard.of(BusinessCard.Kind.TICKET, "two\nlines"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ORDER.with("Total", "\u202E05,432.1"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aContactCardIsNeverOfAGuest() {
    String guest = "mimi://acme.example/g/" + "A".repeat(22) + "/gina";
    CBORItem card = Cbor.array(Cbor.number(1), Cbor.text(guest), Cbor.text("Gina"));
    String type = "application/vnd.paravent.contact+cbor";

    assertThat(Contents.of(new SinglePart(1, "", type, card.encode())))
        .isEqualTo(new MessageContent.Other(type));
    assertThatThrownBy(() -> new ContactCard(new UserId(guest), "Gina"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPollHasDifferentAnswers() {
    assertThatThrownBy(() -> Poll.single("?", "Yes", "Yes"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Poll.single("?", "Yes")).isInstanceOf(IllegalArgumentException.class);
    CBORItem same = new CBORItemList(List.of(Cbor.text("Yes"), Cbor.text("Yes")));
    CBORItem poll = Cbor.array(Cbor.number(1), Cbor.text("?"), same, Cbor.bool(false));
    String type = "application/vnd.paravent.poll+cbor";

    assertThat(Contents.of(new SinglePart(1, "", type, poll.encode())))
        .isEqualTo(new MessageContent.Other(type));
  }

  @Test
  void imagesAndVoiceNotesComeBackAsTheyWereSent() throws Exception {
    Picture thumbnail = Picture.of(PNG);

    MessageContent image = Contents.of(sent(MediaParts.image(external("image/png"), thumbnail)));
    MessageContent note =
        Contents.of(sent(MediaParts.voiceNote(external("audio/ogg"), Duration.ofMillis(2345))));

    assertThat(((MessageContent.Image) image).thumbnail()).isEqualTo(thumbnail);
    assertThat(((MessageContent.VoiceNote) note).duration()).isEqualTo(Duration.ofMillis(2345));
  }

  @Test
  void whatIsNoThumbnailOrNoLengthLeavesAFile() {
    SinglePart script = new SinglePart(NestedPart.PREVIEW, "", "image/svg+xml", new byte[9]);
    SinglePart large = new SinglePart(NestedPart.PREVIEW, "", "image/png", new byte[40_000]);
    SinglePart endless =
        new SinglePart(
            0,
            "",
            "application/vnd.paravent.media+cbor",
            Cbor.array(Cbor.number(1), Cbor.number(Long.MAX_VALUE)).encode());

    for (SinglePart beside : List.of(script, large)) {
      assertThat(Contents.of(unit(external("image/png"), beside)))
          .isInstanceOf(MessageContent.File.class);
    }
    assertThat(Contents.of(unit(external("audio/ogg"), endless)))
        .isInstanceOf(MessageContent.File.class);
    assertThat(Contents.of(unit(external("text/html"), script)))
        .isInstanceOf(MessageContent.File.class);
  }

  @Test
  void severalPartsOfAnotherKindAreNotKnownAndNothingAmongThemDeletes() {
    NullPart nothing = new NullPart(1, "");
    MultiPart nested = chooseOne(chooseOne(nothing, nothing), nothing);

    assertThat(Contents.of(nested)).isEqualTo(new MessageContent.Other("multipart"));
    assertThat(Contents.of(unit(external("image/png"), nothing)))
        .isEqualTo(new MessageContent.Other("multipart"));
  }

  @Test
  void whatIsSaidBesideTheContentIsReadWithCare() throws Exception {
    MimiContent plain = MimiContent.of(Contents.text("x"), new SecureRandom());
    Instant when = Instant.parse("2026-11-29T18:00:00.123Z");
    Extras said = Extras.at(when).automatic(true).forwarded(true);
    MimiContent odd =
        new MimiContent(
            plain.salt(),
            Optional.empty(),
            new byte[0],
            Optional.empty(),
            Optional.empty(),
            List.of(
                new com.authlete.cbor.CBORPair(Cbor.text("eu.paravent.sent"), Cbor.number(-1)),
                new com.authlete.cbor.CBORPair(
                    Cbor.text("eu.paravent.automatic"), Cbor.text("yes")),
                new com.authlete.cbor.CBORPair(Cbor.number(7), Cbor.text("theirs"))),
            plain.body());

    assertThat(Extras.of(MimiCodec.decode(MimiCodec.encode(plain.with(said))))).isEqualTo(said);
    assertThat(Extras.of(MimiCodec.decode(MimiCodec.encode(odd))))
        .isEqualTo(new Extras(Optional.empty(), false, false, false));
  }

  @Test
  void actionsAreReadInOneForm() throws Exception {
    ActionPart.Vote vote = new ActionPart.Vote(List.of(0, 2));

    assertThat(ActionPart.read(vote.part())).contains(vote);
    assertThat(ActionPart.read(new ActionPart.Pin(true).part())).contains(new ActionPart.Pin(true));
    assertThat(ActionPart.read(new ActionPart.Close().part())).contains(new ActionPart.Close());
    assertThatThrownBy(() -> ActionPart.read(new ActionPart.Vote(List.of(2, 0)).part()))
        .isInstanceOf(CborException.class);
    assertThatThrownBy(() -> ActionPart.read(new ActionPart.Vote(List.of(1, 1)).part()))
        .isInstanceOf(CborException.class);
    assertThatThrownBy(() -> ActionPart.read(new ActionPart.Vote(List.of(99)).part()))
        .isInstanceOf(CborException.class);
  }

  private static NestedPart sent(NestedPart body) throws CborException {
    return MimiCodec.decode(MimiCodec.encode(MimiContent.of(body, new SecureRandom()))).body();
  }

  private static MultiPart chooseOne(NestedPart one, NestedPart other) {
    return new MultiPart(1, "", NestedPart.CHOOSE_ONE, List.of(one, other));
  }

  private static MultiPart unit(NestedPart one, NestedPart other) {
    return new MultiPart(6, "", NestedPart.SINGLE_UNIT, List.of(one, other));
  }

  private static ExternalPart external(String type) {
    byte[] none = new byte[0];
    return new ExternalPart(6, "", type, "", 0, 9, 2, none, none, none, 1, none, "", "a");
  }
}
