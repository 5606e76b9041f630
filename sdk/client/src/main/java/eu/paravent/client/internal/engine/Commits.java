package eu.paravent.client.internal.engine;

import eu.paravent.client.ChatException;
import eu.paravent.client.ConversationEndedException;
import eu.paravent.client.ConversationId;
import eu.paravent.client.RefusedException;
import eu.paravent.client.ServerUnavailableException;
import eu.paravent.client.SignInException;
import eu.paravent.client.UntrustedException;
import eu.paravent.client.event.ChatEvent.SecurityAlert.Kind;
import eu.paravent.client.internal.delivery.Entry;
import eu.paravent.client.internal.delivery.EpochConflictException;
import eu.paravent.client.internal.delivery.Receipt;
import eu.paravent.client.internal.engine.ConversationRow.Phase;
import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Changes of a group: staged, sent, and merged when the commit is seen in the log, whose order
 * every member follows. A commit that lost the race for its epoch is made again on the next one.
 * All calls are made within the conversation's lane.
 */
final class Commits {
  private static final int ATTEMPTS = 24;

  private final Core core;
  private final Inbox inbox;

  Commits(Core core, Inbox inbox) {
    this.core = core;
    this.inbox = inbox;
  }

  /** What shall change, worked out on the group as it is in this epoch. */
  @FunctionalInterface
  interface Plan {
    /** Empty where nothing is left to do: another commit has done it. */
    Optional<CommitSpec> spec(Tx tx, MlsGroup group) throws MlsException;

    /** The commit is staged, or was refused: in the same transaction. */
    default void staged() {}
  }

  /**
   * Returns once the change is in the log and applied here.
   *
   * @throws ServerUnavailableException if that is not known within the client's patience; it is
   *     settled in the background
   */
  void run(Lane lane, Plan plan) {
    Instant until = core.clock.instant().plus(core.patience);
    inbox.requireLogSeen(lane);
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      settle(lane, until);
      if (!stage(lane.id(), plan) || settle(lane, until)) {
        return;
      }
      // others are committing too: let one of us be first
      Pauses.sleep(core.backoff.after(Math.min(attempt, 4)));
    }
    throw new ServerUnavailableException(
        "Conversation " + lane.id() + " changes so fast that this change found no place", null);
  }

  private boolean stage(ConversationId id, Plan plan) {
    return core.database.write(
        tx -> {
          ConversationRow row = ConversationRow.load(tx.store(), id);
          if (row.phase() == Phase.ENDED) {
            throw new ConversationEndedException("This client is no longer in conversation " + id);
          }
          MlsGroup group = core.mls.group(id);
          try {
            Optional<CommitSpec> spec = plan.spec(tx, group);
            if (spec.isEmpty()) {
              return false;
            }
            CommitBundle bundle = group.commit(spec.get());
            new PendingCommit(core.newId()).save(tx.store(), id);
            new OwnEntry(OwnEntry.Kind.COMMIT, 0)
                .save(tx.store(), id, Hashes.sha256(bundle.commit()));
            return true;
          } catch (MlsException e) {
            throw refused(id, e);
          } finally {
            plan.staged();
          }
        });
  }

  private static RefusedException refused(ConversationId id, MlsException e) {
    return new RefusedException(
        "change-not-allowed",
        "The change of conversation " + id + " is not allowed: " + e.getMessage(),
        e);
  }

  /** Brings a commit that is under way, perhaps since before a restart, to its end. */
  boolean settle(Lane lane) {
    return settle(lane, core.clock.instant().plus(core.patience));
  }

  /**
   * @return whether there was one and it was merged
   */
  private boolean settle(Lane lane, Instant until) {
    ConversationId id = lane.id();
    Optional<CommitBundle> pending = pending(id);
    if (pending.isEmpty()) {
      return false;
    }
    CommitBundle bundle = pending.get();
    String key =
        core.database
            .read(tx -> PendingCommit.find(tx, id))
            .map(PendingCommit::key)
            .orElseGet(core::newId);
    byte[] hash = Hashes.sha256(bundle.commit());
    for (int failures = 1; ; failures++) {
      try {
        Receipt receipt =
            core.server.commit(
                id.value(), bundle.commit(), bundle.welcome(), bundle.groupInfo(), key);
        return merged(lane, bundle, hash, receipt);
      } catch (EpochConflictException e) {
        inbox.pull(lane);
        // the log may hold it all the same: accepted before, under a key the server forgot
        boolean merged = pending(id).isEmpty() && inLog(id, hash);
        discard(id, hash);
        return merged;
      } catch (ServerUnavailableException e) {
        if (!core.clock.instant().isBefore(until) || core.threads.closed()) {
          throw e;
        }
        Pauses.sleep(core.backoff.after(failures));
      } catch (SignInException e) {
        throw e;
      } catch (ChatException e) {
        // a definite no
        discard(id, hash);
        throw e;
      }
    }
  }

  private boolean merged(Lane lane, CommitBundle bundle, byte[] hash, Receipt receipt) {
    ConversationId id = lane.id();
    inbox.offer(
        lane,
        new Entry(
            receipt.sequence(),
            Entry.Kind.COMMIT,
            bundle.epoch(),
            bundle.commit(),
            receipt.receivedAt()));
    if (inLog(id, hash)) {
      return pending(id).isEmpty();
    }
    core.database.write(
        tx -> {
          core.events.alert(
              tx,
              Kind.HISTORY_FORKED,
              Optional.of(id),
              Optional.empty(),
              "A change was accepted and is not in the log");
          return true;
        });
    discard(id, hash);
    throw new UntrustedException(
        "The server accepted a change of conversation " + id + " and does not show it in the log",
        null);
  }

  private boolean inLog(ConversationId id, byte[] hash) {
    return core.database.read(tx -> SeenEntries.at(tx, id, hash)).isPresent();
  }

  private Optional<CommitBundle> pending(ConversationId id) {
    if (core.database.read(tx -> PendingCommit.find(tx, id)).isEmpty()) {
      return Optional.empty();
    }
    return core.database.write(tx -> core.mls.find(id).flatMap(MlsGroup::pendingCommit));
  }

  private void discard(ConversationId id, byte[] hash) {
    core.database.write(
        tx -> {
          core.mls
              .find(id)
              .ifPresent(
                  group -> {
                    if (group.pendingCommit().isPresent()) {
                      group.discardPendingCommit();
                    }
                  });
          PendingCommit.delete(tx.store(), id);
          OwnEntry.delete(tx.store(), id, hash);
          return true;
        });
  }

  /** Waiting that ends with the client. */
  static final class Pauses {
    private Pauses() {}

    static void sleep(Duration duration) {
      try {
        Thread.sleep(duration.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ServerUnavailableException("Interrupted while waiting for the server", e);
      }
    }
  }
}
