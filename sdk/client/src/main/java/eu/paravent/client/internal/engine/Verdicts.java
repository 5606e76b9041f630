package eu.paravent.client.internal.engine;

import eu.paravent.client.event.ChatEvent.SecurityAlert.Kind;
import eu.paravent.client.internal.delivery.Entry;
import eu.paravent.client.internal.engine.Anchors.Finding;
import eu.paravent.mls.MlsException;

/** What a log entry that the MLS core refuses says about the server, or about its sender. */
final class Verdicts {
  private Verdicts() {}

  static Finding of(Entry entry, MlsException refusal) {
    String what = "Entry " + entry.sequence() + ": ";
    switch (refusal.reason()) {
      case STATE_OUTDATED:
        return new Finding(
            Kind.STORE_OUTDATED, what + "this device sent it, and its store does not know");
      case REPLAYED:
        return new Finding(Kind.MESSAGE_REPLAYED, what + "its key was used before");
      case EPOCH_TOO_OLD:
        // the log takes messages of the current epoch only (docs/protocol-v1.md)
        return new Finding(Kind.MESSAGE_REPLAYED, what + "it is of an epoch that is over");
      case EPOCH_IN_FUTURE:
        return new Finding(
            Kind.HISTORY_FORKED,
            what + "it is of a later epoch: changes of the group were withheld");
      case TOO_FAR_AHEAD:
        return new Finding(Kind.MESSAGES_MISSING, what + "too many messages before it are missing");
      default:
        return new Finding(
            entry.kind() == Entry.Kind.COMMIT ? Kind.COMMIT_REFUSED : Kind.MESSAGE_FORGED,
            what + refusal.getMessage());
    }
  }
}
