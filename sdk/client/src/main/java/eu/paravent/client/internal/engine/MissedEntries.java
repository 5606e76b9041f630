package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.event.ChatEvent.End;
import eu.paravent.client.internal.delivery.GroupHead;
import eu.paravent.client.internal.delivery.LogDeletedException;
import eu.paravent.client.internal.delivery.LogPart;
import java.util.Optional;

/**
 * What to do about log entries that the server deleted before this device came for them. The host
 * is told. Where only messages are missing the conversation goes on behind them; where the group
 * has moved on to another epoch, this device cannot follow and is out.
 */
final class MissedEntries {
  private final Core core;
  private final Changes changes;
  private final Records records;

  MissedEntries(Core core, Changes changes, Records records) {
    this.core = core;
    this.changes = changes;
    this.records = records;
  }

  /** True where the log can be read on; within the conversation's lane. */
  boolean passOver(ConversationRow row, long oldest) {
    ConversationId id = row.id();
    Optional<End> end;
    try {
      end = end(id, oldest);
    } catch (LogDeletedException e) {
      // deleted on meanwhile; the next attempt finds where it goes on then
      return false;
    }
    core.database.write(
        tx -> {
          core.events.missed(tx, id, oldest - 1 - row.cursor());
          // the gap is declared: nobody is to be blamed for it
          Anchors.forgetPeers(tx.store(), id);
          ConversationRow behind = row.cursor(oldest - 1);
          behind.save(tx.store());
          if (end.isEmpty()) {
            Holes.leave(tx.store(), id);
            FreshFirst.note(tx.store(), id);
          }
          records.gap(tx, id, oldest - 1, oldest - 1 - row.cursor());
          end.ifPresent(how -> changes.ended(tx, behind, how));
          return true;
        });
    return end.isEmpty();
  }

  private Optional<End> end(ConversationId id, long oldest) {
    LogPart rest = core.server.log(id.value(), oldest - 1, 1);
    long epoch = core.database.write(tx -> core.mls.group(id).epoch());
    if (!rest.entries().isEmpty()) {
      boolean same = rest.entries().get(0).epoch() == epoch;
      return same ? Optional.empty() : Optional.of(End.OUT_OF_DATE);
    }
    Optional<GroupHead> head =
        core.server.groups().stream().filter(g -> g.groupId().equals(id.value())).findFirst();
    if (head.filter(GroupHead::member).isEmpty()) {
      return Optional.of(End.REMOVED);
    }
    return head.get().epoch() == epoch ? Optional.empty() : Optional.of(End.OUT_OF_DATE);
  }
}
