package eu.paravent.client.internal.mimi;

import com.authlete.cbor.CBORItem;
import com.authlete.cbor.CBORItemList;
import eu.paravent.client.BusinessReference;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.cbor.Cbor;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.NestedPart.MultiPart;
import eu.paravent.client.internal.mimi.NestedPart.SinglePart;
import eu.paravent.client.message.BusinessCard;
import eu.paravent.client.message.ContactCard;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Poll;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What MIMI has no form for: business cards, contact cards and polls as a part of our own, beside a
 * text for who does not know it (chooseOne).
 */
public final class CardParts {
  private static final String BUSINESS = "application/vnd.paravent.card+cbor",
      CONTACT = "application/vnd.paravent.contact+cbor",
      POLL = "application/vnd.paravent.poll+cbor";
  private static final int VERSION = 1;

  private CardParts() {}

  public static NestedPart of(BusinessCard card) {
    List<CBORItem> fields = new ArrayList<>();
    StringBuilder words = new StringBuilder(card.title());
    for (BusinessCard.Field field : card.fields()) {
      fields.add(Cbor.array(Cbor.text(field.label()), Cbor.text(field.value())));
      words.append('\n').append(field.label()).append(": ").append(field.value());
    }
    card.link().ifPresent(link -> words.append('\n').append(link));
    CBORItem encoded =
        Cbor.array(
            Cbor.number(VERSION),
            Cbor.text(card.kind().name().toLowerCase(Locale.ROOT)),
            Cbor.text(card.title()),
            new CBORItemList(fields),
            Cbor.text(card.link().map(URI::toString).orElse("")),
            Cbor.text(card.reference().map(BusinessReference::type).orElse("")),
            Cbor.text(card.reference().map(BusinessReference::key).orElse("")));
    return beside(BUSINESS, encoded, words.toString());
  }

  public static NestedPart of(ContactCard card) {
    CBORItem encoded =
        Cbor.array(
            Cbor.number(VERSION), Cbor.text(card.person().uri()), Cbor.text(card.displayName()));
    return beside(CONTACT, encoded, (card.displayName() + " " + card.person().uri()).trim());
  }

  public static NestedPart of(Poll poll) {
    List<CBORItem> options = poll.options().stream().map(Cbor::text).toList();
    CBORItem encoded =
        Cbor.array(
            Cbor.number(VERSION),
            Cbor.text(poll.question()),
            new CBORItemList(options),
            Cbor.bool(poll.multiple()));
    return beside(POLL, encoded, poll.question() + "\n- " + String.join("\n- ", poll.options()));
  }

  private static NestedPart beside(String type, CBORItem encoded, String words) {
    return new MultiPart(
        NestedPart.RENDER,
        "",
        NestedPart.CHOOSE_ONE,
        List.of(
            new SinglePart(NestedPart.RENDER, "", type, encoded.encode()),
            new SinglePart(
                NestedPart.RENDER,
                "",
                "text/plain;charset=utf-8",
                words.getBytes(StandardCharsets.UTF_8))));
  }

  /**
   * Empty where the part is of another type; {@link MessageContent.Other} where it is of one of
   * these and not in order: what a card would show may then not be shown as words either.
   */
  static Optional<MessageContent> read(SinglePart part) {
    try {
      switch (part.contentType()) {
        case BUSINESS:
          return Optional.of(business(part.content()));
        case CONTACT:
          return Optional.of(contact(part.content()));
        case POLL:
          return Optional.of(poll(part.content()));
        default:
          return Optional.empty();
      }
    } catch (CborException | IllegalArgumentException e) {
      return Optional.of(new MessageContent.Other(part.contentType()));
    }
  }

  private static BusinessCard business(byte[] encoded) throws CborException {
    List<? extends CBORItem> f = fields(encoded, 7, "a card");
    List<BusinessCard.Field> said = new ArrayList<>();
    for (CBORItem item : Cbor.array(f.get(3), 0, "the fields of a card")) {
      List<? extends CBORItem> pair = Cbor.array(item, 2, "a field");
      said.add(
          new BusinessCard.Field(Cbor.text(pair.get(0), "label"), Cbor.text(pair.get(1), "value")));
    }
    String link = Cbor.text(f.get(4), "link");
    String type = Cbor.text(f.get(5), "reference type");
    String key = Cbor.text(f.get(6), "reference key");
    return new BusinessCard(
        kind(Cbor.text(f.get(1), "kind")),
        Cbor.text(f.get(2), "title"),
        said,
        link.isEmpty() ? Optional.empty() : Optional.of(URI.create(link)),
        type.isEmpty() ? Optional.empty() : Optional.of(new BusinessReference(type, key)));
  }

  private static BusinessCard.Kind kind(String name) {
    for (BusinessCard.Kind kind : BusinessCard.Kind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
        return kind;
      }
    }
    return BusinessCard.Kind.OTHER;
  }

  private static ContactCard contact(byte[] encoded) throws CborException {
    List<? extends CBORItem> f = fields(encoded, 3, "a contact card");
    return new ContactCard(new UserId(Cbor.text(f.get(1), "person")), Cbor.text(f.get(2), "name"));
  }

  private static Poll poll(byte[] encoded) throws CborException {
    List<? extends CBORItem> f = fields(encoded, 4, "a poll");
    List<String> options = new ArrayList<>();
    for (CBORItem item : Cbor.array(f.get(2), 2, "the answers of a poll")) {
      options.add(Cbor.text(item, "an answer"));
    }
    return new Poll(Cbor.text(f.get(1), "question"), options, Cbor.bool(f.get(3), "multiple"));
  }

  /** A later version may append fields: what it says in these is the same. */
  private static List<? extends CBORItem> fields(byte[] encoded, int least, String what)
      throws CborException {
    List<? extends CBORItem> fields = Cbor.array(Cbor.decode(encoded), least, what);
    Cbor.number(fields.get(0), VERSION, VERSION, "version of " + what);
    return fields;
  }
}
