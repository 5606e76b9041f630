package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.Contents;
import eu.paravent.client.internal.mimi.MimiCodec;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.message.MessageContent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The messages of a conversation, as they are stored: each once under its id. */
final class Messages {
  private static final int VERSION = 1;
  private static final String BY_ID = "message";

  private Messages() {}

  /**
   * The id that host and client know a message by. It holds the salt of the message and not its
   * content, so that a message has its id before its file is uploaded; it holds the verified
   * sender, so that nobody can take another's id.
   */
  static MessageId id(UserId sender, ConversationId id, byte[] salt) {
    byte[] uri = sender.uri().getBytes(StandardCharsets.UTF_8);
    byte[] room = id.value().getBytes(StandardCharsets.US_ASCII);
    byte[] lengths = {(byte) (uri.length >> 8), (byte) uri.length, (byte) room.length};
    return new MessageId(Hashes.text(Hashes.sha256(lengths, uri, room, salt)));
  }

  /**
   * @return its position, or empty where the message is here already
   */
  static Optional<Long> add(
      StoreTransaction tx,
      ConversationId id,
      MessageId message,
      UserId sender,
      byte[] encoded,
      Instant time,
      Message.State state) {
    if (position(tx, id, message).isPresent()) {
      return Optional.empty();
    }
    long position = tx.append(stream(id), row(message, sender, encoded, time, state));
    tx.put(BY_ID, id + "/" + message, new Row.Writer(VERSION).number(position).done());
    return Optional.of(position);
  }

  static Optional<Long> position(StoreTransaction tx, ConversationId id, MessageId message) {
    return tx.get(BY_ID, id + "/" + message).map(row -> new Row.Reader(row, VERSION).number());
  }

  static void update(
      StoreTransaction tx, ConversationId id, long position, Message.State state, Instant time) {
    Stored was = stored(tx, id, position);
    tx.replace(stream(id), position, row(was.id, was.sender, was.encoded, time, state));
  }

  /** The message once its file is uploaded. */
  static void update(StoreTransaction tx, ConversationId id, long position, byte[] encoded) {
    Stored was = stored(tx, id, position);
    tx.replace(stream(id), position, row(was.id, was.sender, encoded, was.time, was.state));
  }

  static Message at(StoreTransaction tx, ConversationId id, long position) {
    return read(id, stored(tx, id, position));
  }

  static List<Message> before(StoreTransaction tx, ConversationId id, long position, int limit) {
    return tx.before(stream(id), position, limit).stream()
        .map(entry -> read(id, parse(entry)))
        .toList();
  }

  private static Stored stored(StoreTransaction tx, ConversationId id, long position) {
    List<StoreTransaction.Entry> found = tx.after(stream(id), position - 1, 1);
    if (found.isEmpty() || found.get(0).position() != position) {
      throw new IllegalStateException("No message " + position + " in conversation " + id);
    }
    return parse(found.get(0));
  }

  private static Message read(ConversationId id, Stored row) {
    return new Message(
        row.position, row.id, id, row.sender, content(row.encoded), row.time, row.state);
  }

  private static MessageContent content(byte[] encoded) {
    try {
      return Contents.of(MimiCodec.decode(encoded).body());
    } catch (CborException e) {
      throw new IllegalStateException("A stored message cannot be read", e);
    }
  }

  private static byte[] row(
      MessageId message, UserId sender, byte[] encoded, Instant time, Message.State state) {
    return new Row.Writer(VERSION)
        .text(message.value())
        .text(sender.uri())
        .bytes(encoded)
        .instant(time)
        .text(state.name())
        .done();
  }

  private static Stored parse(StoreTransaction.Entry entry) {
    Row.Reader in = new Row.Reader(entry.value(), VERSION);
    return new Stored(
        entry.position(),
        new MessageId(in.text()),
        new UserId(in.text()),
        in.bytes(),
        in.instant(),
        Message.State.valueOf(in.text()));
  }

  private static String stream(ConversationId id) {
    return "messages/" + id;
  }

  private record Stored(
      long position,
      MessageId id,
      UserId sender,
      byte[] encoded,
      Instant time,
      Message.State state) {}
}
