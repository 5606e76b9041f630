package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.Message;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.retention.Kept;
import eu.paravent.client.retention.Kept.Why;
import java.time.Instant;
import java.util.Optional;

/**
 * When a message goes: at the time its sender set, but not below the conversation's minimum, and at
 * the conversation's maximum at the latest. Asked of the rules as they are now, so that a change
 * holds for what was said before it too; an owner's company's minimum is one of them.
 */
final class Keeping {
  private Keeping() {}

  /** A time that a sender set, as it holds here. */
  static Instant timed(CharterRow charter, Instant said, Instant wanted) {
    return charter
        .retention()
        .keptUntil(charter.kind(), said)
        .filter(least -> least.isAfter(wanted))
        .orElse(wanted);
  }

  /**
   * @param noted the time that its sender set, as far as that is settled
   */
  static Optional<Instant> goes(CharterRow charter, Instant said, Optional<Instant> noted) {
    Optional<Instant> timed = noted.map(wanted -> timed(charter, said, wanted));
    Optional<Instant> most = charter.retention().deletedAt(charter.kind(), said);
    return most.filter(end -> timed.filter(end::isAfter).isEmpty()).or(() -> timed);
  }

  static Kept why(StoreTransaction tx, ConversationId id, long place, Instant now) {
    CharterRow charter = CharterRow.kept(tx, id);
    Message message = Messages.at(tx, id, place);
    Optional<Instant> noted = Expiries.due(tx, id, place);
    Optional<Instant> least = charter.retention().keptUntil(charter.kind(), message.time());
    Optional<Instant> goes = goes(charter, message.time(), noted);
    boolean gone =
        message.content() instanceof MessageContent.Deleted
            || message.content() instanceof MessageContent.Expired
            || goes.filter(end -> !end.isAfter(now)).isPresent();
    Why why = Why.UNLIMITED;
    if (gone) {
      why = Why.GONE;
    } else if (least.filter(end -> end.isAfter(now)).isPresent()) {
      why = Why.MINIMUM;
    } else if (goes.isPresent()) {
      why = noted.isPresent() && goes.equals(noted) ? Why.TIMED : Why.BEFORE_MAXIMUM;
    }
    Optional<String> company =
        CharterRow.of(tx, id).sameKeeping(charter)
            ? Optional.empty()
            : Minimums.of(tx, charter.owners(), charter.kind()).map(Minimums.Minimum::organisation);
    return new Kept(why, charter.kind(), least, goes, !charter.archivists().isEmpty(), company);
  }
}
