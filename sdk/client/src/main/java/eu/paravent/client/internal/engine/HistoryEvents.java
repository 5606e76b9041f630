package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.event.EventCursor;
import eu.paravent.client.event.HistoryEvent;
import eu.paravent.client.event.HistoryEvent.HistoryDeclined;
import eu.paravent.client.event.HistoryEvent.HistoryFailed;
import eu.paravent.client.event.HistoryEvent.HistoryReceived;
import eu.paravent.client.event.HistoryEvent.HistoryRequested;
import eu.paravent.client.history.HistoryRequest;
import java.util.Optional;

/** How the events about history are written in the event log, and read. */
final class HistoryEvents {
  private enum Kind {
    HISTORY_REQUESTED,
    HISTORY_RECEIVED,
    HISTORY_DECLINED,
    HISTORY_FAILED
  }

  private HistoryEvents() {}

  static void requested(Events events, Tx tx, HistoryRequest request) {
    events.append(
        tx,
        row(Kind.HISTORY_REQUESTED)
            .text(request.id())
            .text(request.device())
            .instant(request.at())
            .text(request.code()));
  }

  static void received(Events events, Tx tx, ConversationId id, String device, int messages) {
    events.append(tx, row(Kind.HISTORY_RECEIVED).text(id.value()).text(device).number(messages));
  }

  static void declined(Events events, Tx tx, String device) {
    events.append(tx, row(Kind.HISTORY_DECLINED).text(device));
  }

  static void failed(Events events, Tx tx, ConversationId id, String reason) {
    events.append(tx, row(Kind.HISTORY_FAILED).text(id.value()).text(reason));
  }

  private static Row.Writer row(Kind kind) {
    return new Row.Writer(Events.VERSION).text(kind.name());
  }

  /** Empty where the kind is none of these. */
  static Optional<HistoryEvent> read(EventCursor cursor, String name, Row.Reader in) {
    for (Kind kind : Kind.values()) {
      if (kind.name().equals(name)) {
        return Optional.of(read(cursor, kind, in));
      }
    }
    return Optional.empty();
  }

  private static HistoryEvent read(EventCursor cursor, Kind kind, Row.Reader in) {
    switch (kind) {
      case HISTORY_REQUESTED:
        return new HistoryRequested(
            cursor, new HistoryRequest(in.text(), in.text(), in.instant(), in.text()));
      case HISTORY_RECEIVED:
        return new HistoryReceived(
            cursor, new ConversationId(in.text()), in.text(), (int) in.number());
      case HISTORY_DECLINED:
        return new HistoryDeclined(cursor, in.text());
      case HISTORY_FAILED:
        return new HistoryFailed(cursor, new ConversationId(in.text()), in.text());
      default:
        throw new IllegalStateException("Handled above: " + kind);
    }
  }
}
