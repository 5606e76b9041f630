package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.Extras;
import eu.paravent.client.internal.mimi.MimiCodec;
import eu.paravent.client.internal.mimi.MimiContent;
import eu.paravent.client.internal.mimi.NestedPart;
import eu.paravent.client.message.Expiry;
import eu.paravent.client.message.MessageContent;
import java.time.Instant;
import java.util.Optional;

/**
 * What happens to waiting messages within transactions; {@link Sender} does what needs the server.
 */
final class Outbox {
  private final Core core;
  private final Chores chores;
  private final Amendments amendments;
  private final Erasures erasures;
  private final Restrictions restrictions;
  private final Expiries expiries;

  Outbox(Core core, Chores chores, Amendments amendments, Erasures erasures) {
    this.restrictions = new Restrictions(core);
    this.core = core;
    this.chores = chores;
    this.amendments = amendments;
    this.erasures = erasures;
    expiries = new Expiries(core, this);
  }

  Expiries expiries() {
    return expiries;
  }

  /**
   * Stores a message of the host, and that it is to be sent.
   *
   * @param inReplyTo MIMI id of the message it answers
   */
  MessageId enqueue(
      Tx tx,
      ConversationId id,
      UserId self,
      MessageContent content,
      Optional<byte[]> inReplyTo,
      Optional<Expiry> expiry,
      Extras extras) {
    return enqueue(tx, id, self, written(content, inReplyTo, expiry, extras));
  }

  /**
   * Makes a message of the host ready to be stored.
   *
   * @param inReplyTo MIMI id of the message it answers
   */
  Written written(
      MessageContent content, Optional<byte[]> inReplyTo, Optional<Expiry> expiry, Extras extras) {
    Draft draft = Draft.of(content, core.random);
    MimiContent plain = MimiContent.of(draft.body(), core.random).with(extras);
    MimiContent answer = inReplyTo.map(plain::inReplyTo).orElse(plain);
    MimiContent mimi = expiry.map(Expiries::of).map(answer::expiring).orElse(answer);
    return new Written(mimi, draft.upload(), core.clock.instant());
  }

  /** Stores it, and that it is to be sent. */
  MessageId enqueue(Tx tx, ConversationId id, UserId self, Written message) {
    MimiContent mimi = message.content();
    byte[] encoded = message.encoded();
    Optional<byte[]> reference =
        message.file().isPresent()
            ? Optional.empty()
            : Optional.of(References.of(self, id, encoded, mimi.salt()));
    OutboxRow row = stored(tx, id, self, mimi, encoded, message.at(), true, reference);
    if (message.file().isPresent()) {
      row.addWithFile(tx.store(), id, message.file().get());
    } else {
      row.add(tx.store(), id);
    }
    if (mimi.expires().filter(e -> !e.relative()).isPresent()) {
      Expiries.latest(mimi, message.at()).ifPresent(due -> expiries.note(tx, id, row.place(), due));
    }
    tx.afterwards(() -> chores.flush(id));
    return row.message().orElseThrow();
  }

  /** Stores what changes another message; it takes effect once the server took it. */
  MessageId amend(Tx tx, ConversationId id, UserId self, MimiContent mimi) {
    Instant now = core.clock.instant();
    OutboxRow row =
        stored(tx, id, self, mimi, MimiCodec.encode(mimi), now, false, Optional.empty());
    row.add(tx.store(), id);
    tx.afterwards(() -> chores.flush(id));
    return row.message().orElseThrow();
  }

  private OutboxRow stored(
      Tx tx,
      ConversationId id,
      UserId self,
      MimiContent mimi,
      byte[] encoded,
      Instant at,
      boolean shown,
      Optional<byte[]> reference) {
    MessageId message = Messages.id(self, id, mimi.salt());
    long place =
        Messages.add(
                tx.store(), id, message, self, encoded, at, Message.State.WAITING, shown, reference)
            .orElseThrow(() -> new IllegalStateException("A random salt came twice"));
    return OutboxRow.of(Optional.of(message), place, core.newId(), encoded);
  }

  /** Tells the others what this client knows; not a message of the host. */
  void enqueueDetails(Tx tx, ConversationId id) {
    enqueue(tx, id, Details.known(tx.store(), id));
  }

  void enqueue(Tx tx, ConversationId id, Details details) {
    enqueueHidden(tx, id, details.part());
  }

  /** What clients tell each other; no message of the host. */
  void enqueueHidden(Tx tx, ConversationId id, NestedPart part) {
    byte[] encoded = MimiCodec.encode(MimiContent.of(part, core.random));
    OutboxRow.of(Optional.empty(), 0, core.newId(), encoded).add(tx.store(), id);
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
    Typing.messageAccepted(tx.store(), id);
    row.get()
        .message()
        .ifPresent(
            message -> {
              long place = inOrder(tx, id, row.get().place());
              Messages.update(tx.store(), id, place, Message.State.ACCEPTED, at);
              core.events.accepted(tx, id, message);
              takeEffect(tx, id, row.get().encoded(), at);
              expiries.begin(tx, id, place);
              expiries.arrived(tx, id, at);
              if (!Messages.shown(tx.store(), id, place)) {
                // what an edit said is in the message now, and goes with it
                Messages.erase(tx.store(), id, place);
              }
              tx.afterwards(chores::messageStateChanged);
            });
  }

  /**
   * It stood where it was written; others may have spoken before it was sent. From now on it stands
   * where the log has it, as for everybody, and what still waits stands behind it as before.
   *
   * @return its place
   */
  private static long inOrder(Tx tx, ConversationId id, long place) {
    if (!Messages.shown(tx.store(), id, place) || !Messages.overtaken(tx.store(), id, place)) {
      return place;
    }
    long end = Messages.moveToEnd(tx.store(), id, place);
    for (OutboxRow waiting : OutboxRow.all(tx.store(), id)) {
      if (waiting.message().isPresent() && Messages.shown(tx.store(), id, waiting.place())) {
        long next = Messages.moveToEnd(tx.store(), id, waiting.place());
        waiting.at(next).save(tx.store(), id);
      }
    }
    return end;
  }

  private void takeEffect(Tx tx, ConversationId id, byte[] encoded, Instant at) {
    try {
      MimiContent content = MimiCodec.decode(encoded);
      if (Amendments.is(content)) {
        amendments.apply(tx, id, core.identity.user(), content, encoded, at);
      } else if (Erasures.is(content)) {
        String device = core.identity.certified().device();
        erasures.requested(tx, id, core.identity.user(), device, content, encoded, at);
      } else if (Restrictions.is(content)) {
        restrictions.said(tx, id, core.identity.user(), content, at);
      }
    } catch (CborException e) {
      throw new IllegalStateException("A stored message cannot be read", e);
    }
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
