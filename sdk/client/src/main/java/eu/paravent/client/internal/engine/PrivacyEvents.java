package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.event.EventCursor;
import eu.paravent.client.event.PrivacyEvent.ErasureConfirmed;
import eu.paravent.client.event.PrivacyEvent.ErasureRequested;
import eu.paravent.client.event.PrivacyEvent.NoticeChanged;
import eu.paravent.client.event.PrivacyEvent.RestrictionChanged;
import eu.paravent.client.privacy.Erasure.Outcome;
import java.util.Optional;

/** How the events about people's data are written in the event log, and read. */
final class PrivacyEvents {
  private static final String NOTICE = "NOTICE_CHANGED",
      REQUESTED = "ERASURE_REQUESTED",
      CONFIRMED = "ERASURE_CONFIRMED",
      RESTRICTION = "RESTRICTION_CHANGED";

  private PrivacyEvents() {}

  static void requested(Events events, Tx tx, ConversationId id, UserId person, UserId by) {
    events.append(tx, row(REQUESTED).text(id.value()).text(person.uri()).text(by.uri()));
  }

  static void confirmed(
      Events events, Tx tx, ConversationId id, UserId person, String device, Outcome outcome) {
    events.append(
        tx, row(CONFIRMED).text(id.value()).text(person.uri()).text(device).text(outcome.name()));
  }

  static void restriction(
      Events events, Tx tx, ConversationId id, UserId person, UserId by, boolean restricted) {
    events.append(
        tx, row(RESTRICTION).text(id.value()).text(person.uri()).text(by.uri()).flag(restricted));
  }

  static void notice(Events events, Tx tx, String organisation, long version) {
    events.append(tx, row(NOTICE).text(organisation).number(version));
  }

  private static Row.Writer row(String kind) {
    return new Row.Writer(Events.VERSION).text(kind);
  }

  /** Empty where the kind is none of these. */
  static Optional<ChatEvent> read(EventCursor cursor, String kind, Row.Reader in) {
    switch (kind) {
      case NOTICE:
        return Optional.of(new NoticeChanged(cursor, in.text(), in.number()));
      case REQUESTED:
        return Optional.of(
            new ErasureRequested(
                cursor,
                new ConversationId(in.text()),
                new UserId(in.text()),
                new UserId(in.text())));
      case CONFIRMED:
        return Optional.of(
            new ErasureConfirmed(
                cursor,
                new ConversationId(in.text()),
                new UserId(in.text()),
                in.text(),
                Outcome.valueOf(in.text())));
      case RESTRICTION:
        return Optional.of(
            new RestrictionChanged(
                cursor,
                new ConversationId(in.text()),
                new UserId(in.text()),
                new UserId(in.text()),
                in.flag()));
      default:
        return Optional.empty();
    }
  }
}
