package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.event.DeviceEvent;
import eu.paravent.client.event.DeviceEvent.DeviceAdded;
import eu.paravent.client.event.DeviceEvent.DevicesChanged;
import eu.paravent.client.event.DeviceEvent.OrganisationVerificationChanged;
import eu.paravent.client.event.DeviceEvent.VerificationChanged;
import eu.paravent.client.event.EventCursor;
import eu.paravent.client.identity.Verification;
import java.util.List;
import java.util.Optional;

/** How the events about devices are written in the event log, and read. */
final class DeviceEvents {
  private enum Kind {
    DEVICE_ADDED,
    DEVICES_CHANGED,
    VERIFICATION_CHANGED,
    ORGANISATION_VERIFICATION_CHANGED
  }

  private DeviceEvents() {}

  static void added(Events events, Tx tx, String device) {
    events.append(tx, row(Kind.DEVICE_ADDED).text(device));
  }

  static void changed(
      Events events,
      Tx tx,
      ConversationId id,
      UserId person,
      List<String> joined,
      List<String> left) {
    events.append(
        tx,
        row(Kind.DEVICES_CHANGED).text(id.value()).text(person.uri()).texts(joined).texts(left));
  }

  static void verification(
      Events events, Tx tx, UserId person, Verification before, Verification now) {
    events.append(
        tx, row(Kind.VERIFICATION_CHANGED).text(person.uri()).text(before.name()).text(now.name()));
  }

  static void organisation(
      Events events, Tx tx, String organisation, Verification before, Verification now) {
    events.append(
        tx,
        row(Kind.ORGANISATION_VERIFICATION_CHANGED)
            .text(organisation)
            .text(before.name())
            .text(now.name()));
  }

  private static Row.Writer row(Kind kind) {
    return new Row.Writer(Events.VERSION).text(kind.name());
  }

  /** Empty where the kind is none of these. */
  static Optional<DeviceEvent> read(EventCursor cursor, String name, Row.Reader in) {
    for (Kind kind : Kind.values()) {
      if (kind.name().equals(name)) {
        return Optional.of(read(cursor, kind, in));
      }
    }
    return Optional.empty();
  }

  private static DeviceEvent read(EventCursor cursor, Kind kind, Row.Reader in) {
    switch (kind) {
      case DEVICE_ADDED:
        return new DeviceAdded(cursor, in.text());
      case DEVICES_CHANGED:
        return new DevicesChanged(
            cursor, new ConversationId(in.text()), new UserId(in.text()), in.texts(), in.texts());
      case VERIFICATION_CHANGED:
        return new VerificationChanged(
            cursor,
            new UserId(in.text()),
            Verification.valueOf(in.text()),
            Verification.valueOf(in.text()));
      case ORGANISATION_VERIFICATION_CHANGED:
        return new OrganisationVerificationChanged(
            cursor, in.text(), Verification.valueOf(in.text()), Verification.valueOf(in.text()));
      default:
        throw new IllegalStateException("Handled above: " + kind);
    }
  }
}
