package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.MessageId;
import eu.paravent.client.UserId;
import eu.paravent.client.call.CallSignal;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.event.ChatEvent.CallIncoming;
import eu.paravent.client.event.ChatEvent.ConversationEnded;
import eu.paravent.client.event.ChatEvent.ConversationJoined;
import eu.paravent.client.event.ChatEvent.DetailsChanged;
import eu.paravent.client.event.ChatEvent.End;
import eu.paravent.client.event.ChatEvent.InvitesChanged;
import eu.paravent.client.event.ChatEvent.JoinRefused;
import eu.paravent.client.event.ChatEvent.JoinRequested;
import eu.paravent.client.event.ChatEvent.MessageAccepted;
import eu.paravent.client.event.ChatEvent.MessageChanged;
import eu.paravent.client.event.ChatEvent.MessageFailed;
import eu.paravent.client.event.ChatEvent.MessageReceived;
import eu.paravent.client.event.ChatEvent.MessageUnreadable;
import eu.paravent.client.event.ChatEvent.MessagesMissed;
import eu.paravent.client.event.ChatEvent.ParticipantsChanged;
import eu.paravent.client.event.ChatEvent.RetentionChanged;
import eu.paravent.client.event.ChatEvent.RolesChanged;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.event.DeviceEvent;
import eu.paravent.client.event.EventCursor;
import eu.paravent.client.event.HistoryEvent;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.invite.InviteId;
import eu.paravent.client.invite.JoinRequest;
import eu.paravent.client.invite.JoinState;
import eu.paravent.client.retention.ConversationClass;
import eu.paravent.client.retention.Retention;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The event log in the store. Appending wakes the followers once the event is durable. */
final class Events {
  private static final String STREAM = Space.EVENTS.title();
  static final int VERSION = 1;

  private final Runnable wake;

  Events(Runnable wake) {
    this.wake = wake;
  }

  private enum Kind {
    RECEIVED,
    ACCEPTED,
    FAILED,
    UNREADABLE,
    JOINED,
    DETAILS,
    PARTICIPANTS,
    INVITES,
    ENDED,
    ALERT,
    CHANGED,
    MISSED,
    JOIN_REQUESTED,
    JOIN_REFUSED,
    ROLES,
    RETENTION,
    CALL
  }

  /** The message itself stays in its conversation's stream: the event points there. */
  void received(Tx tx, ConversationId id, long position) {
    append(tx, row(Kind.RECEIVED, id).number(position));
  }

  /** As {@link #received}: the event points to the message. */
  void changed(Tx tx, ConversationId id, long position, UserId by, MessageChanged.Change change) {
    append(tx, row(Kind.CHANGED, id).number(position).text(by.uri()).text(change.name()));
  }

  void accepted(Tx tx, ConversationId id, MessageId message) {
    append(tx, row(Kind.ACCEPTED, id).text(message.value()));
  }

  void failed(Tx tx, ConversationId id, MessageId message, String reason) {
    append(tx, row(Kind.FAILED, id).text(message.value()).text(reason));
  }

  void unreadable(Tx tx, ConversationId id, Optional<UserId> sender, String reason) {
    append(tx, row(Kind.UNREADABLE, id).optionalText(sender.map(UserId::uri)).text(reason));
  }

  void missed(Tx tx, ConversationId id, long entries) {
    append(tx, row(Kind.MISSED, id).number(entries));
  }

  void joined(Tx tx, ConversationId id) {
    append(tx, row(Kind.JOINED, id));
  }

  void detailsChanged(Tx tx, ConversationId id) {
    append(tx, row(Kind.DETAILS, id));
  }

  void participantsChanged(
      Tx tx, ConversationId id, UserId by, List<UserId> joined, List<UserId> left) {
    append(
        tx,
        row(Kind.PARTICIPANTS, id)
            .text(by.uri())
            .texts(joined.stream().map(UserId::uri).toList())
            .texts(left.stream().map(UserId::uri).toList()));
  }

  void rolesChanged(Tx tx, ConversationId id, UserId by, CharterRow now) {
    append(
        tx,
        row(Kind.ROLES, id)
            .text(by.uri())
            .texts(now.owners().stream().map(UserId::uri).toList())
            .texts(now.archivists().stream().map(UserId::uri).toList()));
  }

  void retentionChanged(Tx tx, ConversationId id, UserId by, CharterRow now) {
    append(
        tx,
        row(Kind.RETENTION, id)
            .text(by.uri())
            .text(now.kind().name())
            .number(now.retention().minimumDays())
            .number(now.retention().maximumDays()));
  }

  void invitesChanged(Tx tx, ConversationId id) {
    append(tx, row(Kind.INVITES, id));
  }

  void joinRequested(Tx tx, ConversationId id, JoinRequest request) {
    append(
        tx,
        row(Kind.JOIN_REQUESTED, id)
            .text(request.id())
            .text(request.guest().uri())
            .text(request.invite().value())
            .optionalText(request.name())
            .instant(request.receivedAt()));
  }

  void joinRefused(Tx tx, ConversationId id, JoinState why) {
    append(tx, row(Kind.JOIN_REFUSED, id).text(why.name()));
  }

  void callIncoming(Tx tx, ConversationId id, UserId from, CallSignal signal, Instant at) {
    append(
        tx,
        row(Kind.CALL, id).text(signal.call()).text(from.uri()).flag(signal.video()).instant(at));
  }

  void ended(Tx tx, ConversationId id, End how) {
    append(tx, row(Kind.ENDED, id).text(how.name()));
  }

  void alert(
      Tx tx,
      SecurityAlert.Kind kind,
      Optional<ConversationId> id,
      Optional<UserId> about,
      String detail) {
    append(
        tx,
        new Row.Writer(VERSION)
            .text(Kind.ALERT.name())
            .text(kind.name())
            .optionalText(id.map(ConversationId::value))
            .optionalText(about.map(UserId::uri))
            .text(detail));
  }

  private static Row.Writer row(Kind kind, ConversationId id) {
    return new Row.Writer(VERSION).text(kind.name()).text(id.value());
  }

  void append(Tx tx, Row.Writer row) {
    tx.store().append(STREAM, row.done());
    tx.afterwards(wake);
  }

  static EventCursor head(StoreTransaction tx) {
    return new EventCursor(tx.last(STREAM));
  }

  static List<ChatEvent> after(StoreTransaction tx, EventCursor cursor, int limit) {
    return tx.after(STREAM, cursor.position(), limit).stream().map(e -> read(tx, e)).toList();
  }

  private static ChatEvent read(StoreTransaction tx, StoreTransaction.Entry entry) {
    EventCursor cursor = new EventCursor(entry.position());
    Row.Reader in = new Row.Reader(entry.value(), VERSION);
    String name = in.text();
    Optional<ChatEvent> ofPrivacy = PrivacyEvents.read(cursor, name, in);
    if (ofPrivacy.isPresent()) {
      return ofPrivacy.get();
    }
    Optional<DeviceEvent> ofDevices = DeviceEvents.read(cursor, name, in);
    if (ofDevices.isPresent()) {
      return ofDevices.get();
    }
    Optional<HistoryEvent> ofHistory = HistoryEvents.read(cursor, name, in);
    if (ofHistory.isPresent()) {
      return ofHistory.get();
    }
    Kind kind = Kind.valueOf(name);
    if (kind == Kind.ALERT) {
      return new SecurityAlert(
          cursor,
          SecurityAlert.Kind.valueOf(in.text()),
          in.optionalText().map(ConversationId::new),
          in.optionalText().map(UserId::new),
          in.text());
    }
    ConversationId id = new ConversationId(in.text());
    switch (kind) {
      case RECEIVED:
        return new MessageReceived(cursor, Messages.at(tx, id, in.number()));
      case CHANGED:
        return new MessageChanged(
            cursor,
            Messages.at(tx, id, in.number()),
            new UserId(in.text()),
            MessageChanged.Change.valueOf(in.text()));
      case ACCEPTED:
        return new MessageAccepted(cursor, id, new MessageId(in.text()));
      case FAILED:
        return new MessageFailed(cursor, id, new MessageId(in.text()), in.text());
      case UNREADABLE:
        return new MessageUnreadable(cursor, id, in.optionalText().map(UserId::new), in.text());
      case MISSED:
        return new MessagesMissed(cursor, id, in.number());
      case JOINED:
        return new ConversationJoined(cursor, id);
      case DETAILS:
        return new DetailsChanged(cursor, id);
      case PARTICIPANTS:
        return new ParticipantsChanged(
            cursor,
            id,
            new UserId(in.text()),
            in.texts().stream().map(UserId::new).toList(),
            in.texts().stream().map(UserId::new).toList());
      case ROLES:
        return new RolesChanged(
            cursor,
            id,
            new UserId(in.text()),
            in.texts().stream().map(UserId::new).toList(),
            in.texts().stream().map(UserId::new).toList());
      case RETENTION:
        return new RetentionChanged(
            cursor,
            id,
            new UserId(in.text()),
            ConversationClass.valueOf(in.text()),
            new Retention((int) in.number(), (int) in.number()));
      case JOIN_REQUESTED:
        return new JoinRequested(
            cursor,
            id,
            new JoinRequest(
                in.text(),
                new UserId(in.text()),
                new InviteId(in.text()),
                in.optionalText(),
                in.instant()));
      case JOIN_REFUSED:
        return new JoinRefused(cursor, id, JoinState.valueOf(in.text()));
      case CALL:
        return new CallIncoming(
            cursor, id, in.text(), new UserId(in.text()), in.flag(), in.instant());
      case INVITES:
        return new InvitesChanged(cursor, id);
      case ENDED:
        return new ConversationEnded(cursor, id, End.valueOf(in.text()));
      default:
        throw new IllegalStateException("Handled above: " + kind);
    }
  }
}
