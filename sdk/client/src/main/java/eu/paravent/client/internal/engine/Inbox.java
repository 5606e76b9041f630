package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.event.ChatEvent.End;
import eu.paravent.client.event.ChatEvent.SecurityAlert.Kind;
import eu.paravent.client.internal.delivery.Entry;
import eu.paravent.client.internal.delivery.LogDeletedException;
import eu.paravent.client.internal.delivery.LogPart;
import eu.paravent.client.internal.engine.Anchors.Finding;
import eu.paravent.client.internal.engine.ConversationRow.Phase;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.mls.DefectException;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.ReceivedMessage;
import eu.paravent.mls.storage.StoredStateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes log entries in, in the order of the log, each exactly once: ratchet state, plaintext,
 * events and cursor in one transaction, then the acknowledgement. Whatever an entry holds, the
 * cursor moves on: a server can make this client raise alerts, not stop. All calls are made within
 * the conversation's lane.
 */
final class Inbox {
  private static final System.Logger LOG = System.getLogger(Inbox.class.getName());
  private static final int PAGE = 500, PER_TRANSACTION = 500;
  private static final Duration ACKNOWLEDGE_AFTER = Duration.ofMillis(200);

  private final Core core;
  private final Changes changes;
  private final Deliveries deliveries;
  private final Outbox outbox;
  private final MissedEntries missed;
  private final Records records;
  private final Speakers speakers = new Speakers();

  Inbox(Core core, Changes changes, Deliveries deliveries, Outbox outbox, Records records) {
    this.core = core;
    this.records = records;
    this.changes = changes;
    this.deliveries = deliveries;
    this.outbox = outbox;
    missed = new MissedEntries(core, changes, records);
  }

  /**
   * Before anything is encrypted or changed for the first time since the store was opened: what the
   * log has of this device must be known here. Else the store is an older copy, and is not used.
   */
  void requireLogSeen(Lane lane) {
    if (!lane.logSeen) {
      pull(lane);
    }
  }

  /** Reads the log from the cursor to its end. */
  void pull(Lane lane) {
    read(lane);
    lane.logSeen = true;
  }

  private void read(Lane lane) {
    while (true) {
      ConversationRow row = core.database.read(tx -> ConversationRow.load(tx, lane.id()));
      Instant asked = core.clock.instant();
      LogPart part;
      try {
        part = core.server.log(lane.id().value(), row.cursor(), PAGE);
      } catch (LogDeletedException e) {
        if (passOver(row, e.oldest())) {
          continue;
        }
        return;
      }
      if (part.entries().isEmpty()) {
        if (part.head() > row.cursor()) {
          blocked(row, "the log ends before its head " + part.head());
        } else if (part.head() < row.cursor()) {
          // numbers are never used again: a server that was put back to a backup, or that lies
          blocked(row, "it ends at " + part.head() + ", and was read to " + row.cursor());
        } else {
          lane.upToDate = asked;
        }
        return;
      }
      if (!takeAll(lane, part.entries())) {
        return;
      }
      ConversationRow now = core.database.read(tx -> ConversationRow.load(tx, lane.id()));
      if (now.cursor() >= part.head() || now.phase() == Phase.ENDED) {
        lane.upToDate = asked;
        return;
      }
    }
  }

  private boolean passOver(ConversationRow row, long oldest) {
    if (oldest <= row.cursor() + 1) {
      blocked(row, "the server says that it deleted entries, and not which");
      return false;
    }
    return missed.passOver(row, oldest);
  }

  /** Takes an entry that was pushed, or one's own that was accepted; asks for what is missing. */
  void offer(Lane lane, Entry entry) {
    ConversationRow row = core.database.read(tx -> ConversationRow.load(tx, lane.id()));
    if (entry.sequence() == row.cursor() + 1) {
      takeAll(lane, List.of(entry));
    } else if (entry.sequence() > row.cursor()) {
      pull(lane);
    } else {
      compareWithKnown(lane.id(), entry);
    }
  }

  /** False where the entries do not follow the cursor: nothing after a hole is taken. */
  private boolean takeAll(Lane lane, List<Entry> entries) {
    for (int from = 0; from < entries.size(); from += PER_TRANSACTION) {
      List<Entry> some = entries.subList(from, Math.min(from + PER_TRANSACTION, entries.size()));
      boolean whole;
      try {
        whole = core.database.write(tx -> take(tx, lane.id(), some, false));
      } catch (DefectException
          | StoredStateException
          | IllegalArgumentException
          | IllegalStateException e) {
        LOG.log(System.Logger.Level.ERROR, "An entry of " + lane.id() + " hit a defect", e);
        whole = oneByOne(lane, some);
      }
      acknowledgeSoon(lane);
      if (!whole) {
        ConversationRow row = core.database.read(tx -> ConversationRow.load(tx, lane.id()));
        if (!letInAgain(row)) {
          blocked(row, "an entry does not follow " + row.cursor());
        }
        return false;
      }
    }
    return true;
  }

  /**
   * Behind the cursor this device was taken out and let in: the welcome waits, and will be taken or
   * refused aloud. Without one the server may say what it wants of when this device came in.
   */
  private boolean letInAgain(ConversationRow row) {
    AtomicBoolean found = new AtomicBoolean();
    core.server.welcomes(
        welcome -> {
          if (welcome.groupId().equals(row.id().value()) && welcome.sequence() > row.cursor()) {
            found.set(true);
          }
        });
    return found.get();
  }

  /** Our own defect at one entry must not stop the others: it is passed over, and said so. */
  private boolean oneByOne(Lane lane, List<Entry> entries) {
    for (Entry entry : entries) {
      boolean whole;
      try {
        whole = core.database.write(tx -> take(tx, lane.id(), List.of(entry), false));
      } catch (DefectException
          | StoredStateException
          | IllegalArgumentException
          | IllegalStateException e) {
        whole = core.database.write(tx -> take(tx, lane.id(), List.of(entry), true));
      }
      if (!whole) {
        return false;
      }
    }
    return true;
  }

  private boolean take(Tx tx, ConversationId id, List<Entry> entries, boolean passOver) {
    for (Entry entry : entries) {
      ConversationRow row = ConversationRow.load(tx.store(), id);
      if (entry.sequence() <= row.cursor() || row.phase() == Phase.ENDED) {
        continue;
      }
      if (entry.sequence() != row.cursor() + 1) {
        return false;
      }
      byte[] hash = Hashes.sha256(entry.message());
      if (passOver) {
        core.events.unreadable(tx, id, Optional.empty(), "It cannot be processed");
        records.refused(tx, id, entry, "It cannot be processed");
      } else {
        apply(tx, id, entry, hash);
      }
      SeenEntries.remember(tx.store(), id, entry.sequence(), hash);
      ConversationRow.load(tx.store(), id).cursor(entry.sequence()).save(tx.store());
    }
    return true;
  }

  private void apply(Tx tx, ConversationId id, Entry entry, byte[] hash) {
    Optional<OwnEntry> own = OwnEntry.find(tx.store(), id, hash);
    Optional<Long> before = SeenEntries.at(tx.store(), id, hash);
    if (before.isPresent()) {
      String detail =
          "Entry " + entry.sequence() + " repeats entry " + before.get() + " byte for byte";
      alert(tx, id, Optional.empty(), new Finding(Kind.MESSAGE_REPLAYED, detail));
      records.refused(tx, id, entry, detail);
    } else if (own.isPresent() && own.get().kind() == OwnEntry.Kind.MESSAGE) {
      OwnEntry.delete(tx.store(), id, hash);
      outbox.accepted(tx, id, own.get().outbox(), entry.receivedAt());
      records.own(tx, id, entry);
    } else if (own.isPresent() && own.get().kind() == OwnEntry.Kind.PROPOSAL) {
      // kept as pending since it was made
      OwnEntry.delete(tx.store(), id, hash);
      records.own(tx, id, entry);
    } else {
      OwnEntry.delete(tx.store(), id, hash);
      process(tx, id, entry);
    }
  }

  private void process(Tx tx, ConversationId id, Entry entry) {
    MlsGroup group = core.mls.group(id);
    ReceivedMessage received;
    try {
      received = group.process(entry.message());
    } catch (MlsException e) {
      Finding finding = Verdicts.of(entry, e);
      alert(tx, id, Optional.empty(), finding);
      if (e.reason() == MlsException.Reason.STATE_OUTDATED) {
        // its keys are used: whatever it would send now might use them again
        changes.ended(tx, ConversationRow.load(tx.store(), id), End.STORE_OUTDATED);
      }
      records.refused(tx, id, entry, finding.detail());
      return;
    }
    if (received instanceof ReceivedMessage.Application message) {
      application(tx, id, entry, message);
      records.message(tx, id, entry, message);
    } else if (received instanceof ReceivedMessage.Commit commit) {
      changes.committed(tx, id, group, commit, earliest(id, entry));
      records.change(tx, id, entry, commit);
    } else if (received instanceof ReceivedMessage.Proposal proposal) {
      changes.proposed(tx, id, proposal);
      records.proposal(tx, id, entry, proposal);
    }
  }

  /** The server says when it got an entry; it cannot have been before the log ended without it. */
  private Instant earliest(ConversationId id, Entry entry) {
    Instant known = core.lane(id).upToDate;
    return entry.receivedAt().isAfter(known) ? entry.receivedAt() : known;
  }

  private void application(
      Tx tx, ConversationId id, Entry entry, ReceivedMessage.Application message) {
    Seat sender = speakers.seat(message.sender());
    List<Finding> findings =
        Anchors.check(
            tx.store(), id, entry.sequence(), sender.device(), message.authenticatedData());
    findings.forEach(finding -> alert(tx, id, Optional.of(sender.user()), finding));
    deliveries.received(tx, id, message.sender(), sender, message.data(), entry.receivedAt());
  }

  private void alert(Tx tx, ConversationId id, Optional<UserId> about, Finding finding) {
    core.events.alert(tx, finding.kind(), Optional.of(id), about, finding.detail());
  }

  private void blocked(ConversationRow row, String why) {
    if (row.blocked()) {
      return;
    }
    core.database.write(
        tx -> {
          ConversationRow.load(tx.store(), row.id()).nowBlocked().save(tx.store());
          alert(
              tx,
              row.id(),
              Optional.empty(),
              new Finding(Kind.HISTORY_FORKED, "The log has a hole: " + why));
          return true;
        });
  }

  private void compareWithKnown(ConversationId id, Entry entry) {
    byte[] hash = Hashes.sha256(entry.message());
    Optional<byte[]> known = core.database.read(tx -> differing(tx, id, entry.sequence(), hash));
    if (known.isPresent()) {
      core.database.write(
          tx -> {
            alert(
                tx,
                id,
                Optional.empty(),
                new Finding(
                    Kind.HISTORY_FORKED,
                    "Entry " + entry.sequence() + " was given with two different contents"));
            return true;
          });
    }
  }

  private static Optional<byte[]> differing(
      StoreTransaction tx, ConversationId id, long sequence, byte[] hash) {
    return SeenEntries.hash(tx, id, sequence).filter(known -> !Arrays.equals(known, hash));
  }

  private void acknowledgeSoon(Lane lane) {
    if (lane.acknowledgeWanted.compareAndSet(false, true)) {
      core.threads.later(
          ACKNOWLEDGE_AFTER,
          () -> {
            lane.acknowledgeWanted.set(false);
            acknowledge(lane.id());
          });
    }
  }

  private void acknowledge(ConversationId id) {
    long cursor = core.database.read(tx -> ConversationRow.load(tx, id)).cursor();
    try {
      core.server.acknowledge(id.value(), cursor);
    } catch (RuntimeException e) {
      // the next entry brings the next acknowledgement
      LOG.log(
          System.Logger.Level.DEBUG,
          () -> "Acknowledgement of " + id + " failed: " + e.getMessage());
    }
  }
}
