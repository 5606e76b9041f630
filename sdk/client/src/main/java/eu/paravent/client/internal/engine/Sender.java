package eu.paravent.client.internal.engine;

import eu.paravent.client.ChatException;
import eu.paravent.client.ConversationId;
import eu.paravent.client.RefusedException;
import eu.paravent.client.ServerUnavailableException;
import eu.paravent.client.SignInException;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.delivery.Entry;
import eu.paravent.client.internal.delivery.EpochConflictException;
import eu.paravent.client.internal.delivery.Receipt;
import eu.paravent.client.internal.engine.ConversationRow.Phase;
import eu.paravent.client.internal.mimi.MediaParts;
import eu.paravent.client.internal.mimi.MimiCodec;
import eu.paravent.client.internal.mimi.MimiContent;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsGroup;
import java.time.Instant;
import java.util.Optional;

/**
 * Sends what waits in the outbox, in order: uploads, encrypts, posts. The ratchet state and the
 * ciphertext become durable before the ciphertext leaves. All calls are made within the
 * conversation's lane; what cannot be done now is thrown, and stays in the outbox.
 */
final class Sender {
  private static final int CONFLICTS_MOST = 16;

  private final Core core;
  private final Inbox inbox;
  private final Commits commits;
  private final Outbox outbox;

  Sender(Core core, Inbox inbox, Commits commits, Outbox outbox) {
    this.core = core;
    this.inbox = inbox;
    this.commits = commits;
    this.outbox = outbox;
  }

  void flush(Lane lane) {
    ConversationId id = lane.id();
    int conflicts = 0;
    // a change that a restart interrupted is not the outbox's, but nobody else comes by for it
    commits.settle(lane);
    while (true) {
      ConversationRow row = core.database.read(tx -> ConversationRow.load(tx, id));
      Optional<OutboxRow> next = core.database.read(tx -> OutboxRow.first(tx, id));
      if (next.isEmpty() || row.phase() == Phase.ENDED || !row.visible()) {
        return;
      }
      commits.settle(lane);
      try {
        if (next.get().upload()) {
          upload(id, next.get());
          continue;
        }
        if (!lane.logSeen) {
          inbox.requireLogSeen(lane);
          continue;
        }
        if (core.database.read(tx -> FreshFirst.of(tx, id))) {
          commits.run(lane, (tx, group) -> Optional.of(CommitSpec.selfUpdate()));
          continue;
        }
        completeProposals(lane);
        send(lane, next.get());
        conflicts = 0;
      } catch (EpochConflictException e) {
        inbox.pull(lane);
        again(id, next.get());
        if (++conflicts > CONFLICTS_MOST) {
          throw new ServerUnavailableException(
              "Conversation " + id + " is in another epoch than its log says", e);
        }
      } catch (ServerUnavailableException | SignInException e) {
        throw e;
      } catch (ChatException e) {
        fail(id, next.get(), e);
      }
    }
  }

  private void upload(ConversationId id, OutboxRow row) {
    byte[] ciphertext = core.database.read(tx -> row.file(tx, id));
    String attachment = core.server.upload(id.value(), ciphertext, row.key());
    byte[] encoded = withAddress(row.encoded(), core.server.attachmentUrl(id.value(), attachment));
    core.database.write(
        tx -> {
          row.uploaded(tx.store(), id, encoded);
          Messages.uploaded(tx.store(), id, row.place(), encoded);
          return true;
        });
  }

  private static byte[] withAddress(byte[] encoded, String url) {
    try {
      MimiContent was = MimiCodec.decode(encoded);
      return MimiCodec.encode(was.with(MediaParts.at(was.body(), url)));
    } catch (CborException e) {
      throw new IllegalStateException("A stored message cannot be read", e);
    }
  }

  /** RFC 9420 §15.2: who has seen valid proposals commits them before sending application data. */
  private void completeProposals(Lane lane) {
    boolean waiting = core.database.write(tx -> proposalsWait(lane.id()));
    if (!waiting) {
      return;
    }
    try {
      commits.run(
          lane,
          (tx, group) ->
              group.pendingProposals().isEmpty()
                  ? Optional.empty()
                  : Optional.of(CommitSpec.selfUpdate()));
    } catch (RefusedException e) {
      // a proposal no one may commit must not silence everyone: it ends with its epoch
      return;
    }
  }

  private boolean proposalsWait(ConversationId id) {
    try {
      return !core.mls.group(id).pendingProposals().isEmpty();
    } catch (MlsException e) {
      throw new IllegalStateException("Stored proposals cannot be read", e);
    }
  }

  private void send(Lane lane, OutboxRow row) {
    ConversationId id = lane.id();
    byte[] sealed = row.sealed().orElseGet(() -> seal(id, row));
    Instant asked = core.clock.instant();
    Receipt receipt = core.server.send(id.value(), sealed, row.key());
    inbox.offer(
        lane,
        new Entry(
            receipt.sequence(),
            Entry.Kind.APPLICATION,
            receipt.epoch(),
            sealed,
            receipt.receivedAt()));
    if (core.database.read(tx -> ConversationRow.load(tx, id)).cursor() == receipt.sequence()) {
      lane.upToDate = asked;
    }
    // where the log does not show it, or shows something else, it was accepted all the same
    core.database.write(
        tx -> {
          outbox.accepted(tx, id, row.position(), receipt.receivedAt());
          return true;
        });
  }

  private byte[] seal(ConversationId id, OutboxRow row) {
    return core.database.write(
        tx -> {
          MlsGroup group = core.mls.group(id);
          byte[] anchor = Anchors.forNext(tx.store(), ConversationRow.load(tx.store(), id));
          try {
            byte[] sealed = group.encrypt(row.encoded(), anchor);
            row.sealed(Optional.of(sealed)).save(tx.store(), id);
            new OwnEntry(OwnEntry.Kind.MESSAGE, row.position())
                .save(tx.store(), id, Hashes.sha256(sealed));
            return sealed;
          } catch (MlsException e) {
            throw new RefusedException(
                "message-not-allowed", "The message cannot be encrypted: " + e.getMessage(), e);
          }
        });
  }

  /** Encrypted for an epoch that is over: made again, under the same key. */
  private void again(ConversationId id, OutboxRow row) {
    core.database.write(
        tx -> {
          OutboxRow.find(tx.store(), id, row.position())
              .ifPresent(
                  now -> {
                    now.sealed().ifPresent(m -> OwnEntry.delete(tx.store(), id, Hashes.sha256(m)));
                    now.sealed(Optional.empty()).save(tx.store(), id);
                  });
          return true;
        });
  }

  private void fail(ConversationId id, OutboxRow row, ChatException e) {
    core.database.write(
        tx -> {
          OutboxRow.find(tx.store(), id, row.position())
              .ifPresent(now -> outbox.failed(tx, id, now, String.valueOf(e.getMessage())));
          return true;
        });
  }
}
