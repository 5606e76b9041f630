package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.attachment.AttachmentCipher;
import eu.paravent.client.internal.mimi.Contents;
import eu.paravent.client.internal.mimi.MimiCodec;
import eu.paravent.client.internal.mimi.MimiContent;
import eu.paravent.client.internal.mimi.NestedPart;
import eu.paravent.client.message.MessageContent;
import java.time.Instant;
import java.util.Optional;

/**
 * What happens to waiting messages within transactions; {@link Sender} does what needs the server.
 */
final class Outbox {
  private final Core core;
  private final Chores chores;

  Outbox(Core core, Chores chores) {
    this.core = core;
    this.chores = chores;
  }

  /** Stores a message of the host, and that it is to be sent. */
  MessageId enqueue(Tx tx, ConversationId id, UserId self, MessageContent content) {
    Optional<AttachmentCipher.Encrypted> file = Optional.empty();
    NestedPart body;
    if (content instanceof MessageContent.Text text) {
      body = Contents.text(text.text());
    } else if (content instanceof MessageContent.NewFile fresh) {
      AttachmentCipher.Encrypted encrypted =
          AttachmentCipher.encrypt(fresh.name(), fresh.mediaType(), fresh.bytes(), core.random);
      file = Optional.of(encrypted);
      body = encrypted.part();
    } else if (content instanceof MessageContent.File known) {
      body = known.attachment().part();
    } else {
      throw new IllegalArgumentException("Content of a kind this version does not know");
    }
    MimiContent mimi = MimiContent.of(body, core.random);
    byte[] encoded = MimiCodec.encode(mimi);
    MessageId message = Messages.id(self, id, mimi.salt());
    long place =
        Messages.add(
                tx.store(), id, message, self, encoded, core.clock.instant(), Message.State.WAITING)
            .orElseThrow(() -> new IllegalStateException("A random salt came twice"));
    OutboxRow row = OutboxRow.of(Optional.of(message), place, core.newId(), encoded);
    if (file.isPresent()) {
      row.addWithFile(tx.store(), id, file.get().ciphertext());
    } else {
      row.add(tx.store(), id);
    }
    tx.afterwards(() -> chores.flush(id));
    return message;
  }

  /** Tells the others what this client knows; not a message of the host. */
  void enqueueDetails(Tx tx, ConversationId id) {
    MimiContent mimi = MimiContent.of(Details.known(tx.store(), id).part(), core.random);
    OutboxRow.of(Optional.empty(), 0, core.newId(), MimiCodec.encode(mimi)).add(tx.store(), id);
    tx.afterwards(() -> chores.flush(id));
  }

  /** The server has appended it. */
  void accepted(Tx tx, ConversationId id, long position, Instant at) {
    Optional<OutboxRow> row = OutboxRow.find(tx.store(), id, position);
    if (row.isEmpty()) {
      return;
    }
    row.get().remove(tx.store(), id);
    ConversationRow conversation = ConversationRow.load(tx.store(), id);
    conversation.counter(conversation.counter() + 1).save(tx.store());
    row.get()
        .message()
        .ifPresent(
            message -> {
              Messages.update(tx.store(), id, row.get().place(), Message.State.ACCEPTED, at);
              core.events.accepted(tx, id, message);
              tx.afterwards(chores::messageStateChanged);
            });
  }

  /** It will never be sent. */
  void failed(Tx tx, ConversationId id, OutboxRow row, String reason) {
    row.sealed().ifPresent(m -> OwnEntry.delete(tx.store(), id, Hashes.sha256(m)));
    row.remove(tx.store(), id);
    row.message()
        .ifPresent(
            message -> {
              Messages.update(
                  tx.store(), id, row.place(), Message.State.FAILED, core.clock.instant());
              core.events.failed(tx, id, message, reason);
              tx.afterwards(chores::messageStateChanged);
            });
  }

  void allFailed(Tx tx, ConversationId id, String reason) {
    OutboxRow.all(tx.store(), id).forEach(row -> failed(tx, id, row, reason));
  }
}
