package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.mimi.Contents;
import eu.paravent.client.internal.mimi.MimiContent;
import eu.paravent.client.internal.mimi.NestedPart.NullPart;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.message.MessageContent;
import java.time.Instant;
import java.util.Optional;

/**
 * A message as it lies in the stream of its conversation.
 *
 * @param encoded its newest version
 * @param shown whether it is a message of its own
 * @param reference the MIMI id of its first version; empty while that is not known
 * @param edited when the server took the newest version, where there is more than the first
 * @param shared came from another device of this person and not from the group
 */
record StoredMessage(
    long position,
    MessageId id,
    UserId sender,
    byte[] encoded,
    Instant time,
    Message.State state,
    boolean shown,
    Optional<byte[]> reference,
    Optional<Instant> edited,
    boolean shared) {
  private static final int OLDEST = 2, VERSION = 3;

  static StoredMessage parse(StoreTransaction.Entry entry) {
    Row.Reader in = new Row.Reader(entry.value(), OLDEST, VERSION);
    return new StoredMessage(
        entry.position(),
        new MessageId(in.text()),
        new UserId(in.text()),
        in.bytes(),
        in.instant(),
        Message.State.valueOf(in.text()),
        in.flag(),
        in.optionalBytes(),
        in.list(Row.Reader::instant).stream().findFirst(),
        in.version() >= VERSION && in.flag());
  }

  StoredMessage at(Instant when, Message.State now) {
    return new StoredMessage(
        position, id, sender, encoded, when, now, shown, reference, edited, shared);
  }

  StoredMessage with(byte[] content, Optional<byte[]> itsReference, Optional<Instant> when) {
    return new StoredMessage(
        position, id, sender, content, time, state, shown, itsReference, when, shared);
  }

  StoredMessage hidden() {
    return new StoredMessage(
        position, id, sender, encoded, time, state, false, reference, edited, shared);
  }

  MessageContent content(MimiContent mimi) {
    boolean gone = !shown && mimi.body() instanceof NullPart;
    return gone ? new MessageContent.Expired() : Contents.of(mimi.body());
  }

  void save(StoreTransaction tx, ConversationId conversation) {
    tx.replace(Messages.stream(conversation), position, bytes());
  }

  byte[] bytes() {
    Row.Writer out =
        new Row.Writer(VERSION)
            .text(id.value())
            .text(sender.uri())
            .bytes(encoded)
            .instant(time)
            .text(state.name())
            .flag(shown)
            .optionalBytes(reference)
            .number(edited.isPresent() ? 1 : 0);
    edited.ifPresent(out::instant);
    return out.flag(shared).done();
  }
}
