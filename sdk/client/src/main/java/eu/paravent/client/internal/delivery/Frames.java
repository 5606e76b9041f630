package eu.paravent.client.internal.delivery;

import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.delivery.PendingWelcome;

/** Records of the wire to those of the client. */
final class Frames {
  private Frames() {}

  static Entry entry(LogEntry entry) {
    return new Entry(
        entry.sequence(), kind(entry.kind()), entry.epoch(), entry.message(), entry.receivedAt());
  }

  private static Entry.Kind kind(String kind) {
    switch (kind) {
      case LogEntry.APPLICATION:
        return Entry.Kind.APPLICATION;
      case LogEntry.PROPOSAL:
        return Entry.Kind.PROPOSAL;
      case LogEntry.COMMIT:
        return Entry.Kind.COMMIT;
      default:
        return Entry.Kind.OTHER;
    }
  }

  static WelcomeAt welcome(PendingWelcome welcome) {
    return new WelcomeAt(
        welcome.welcomeId(), welcome.groupId(), welcome.sequence(), welcome.welcome());
  }
}
