package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.MessageId;
import eu.paravent.client.internal.store.StoreTransaction;
import java.util.List;
import java.util.Optional;

/**
 * Something that waits to be sent, in the order in which it was said.
 *
 * @param position in the outbox; 0 until it is stored
 * @param message the message of the host, where it is one; details have none
 * @param place of the message in its conversation
 * @param key idempotency key: the same for every attempt, so the server takes it once
 * @param encoded content, before encryption
 * @param upload whether a file has to be uploaded first
 * @param sealed the MLS message, once it is made; made again after an epoch conflict
 */
record OutboxRow(
    long position,
    Optional<MessageId> message,
    long place,
    String key,
    byte[] encoded,
    boolean upload,
    Optional<byte[]> sealed) {
  private static final int VERSION = 1;
  private static final String FILE = Space.UPLOAD.title();

  static OutboxRow of(Optional<MessageId> message, long place, String key, byte[] encoded) {
    return new OutboxRow(0, message, place, key, encoded, false, Optional.empty());
  }

  long add(StoreTransaction tx, ConversationId id) {
    return tx.append(stream(id), bytes());
  }

  /** As {@link #add}, with a file that is uploaded before the message is sent. */
  long addWithFile(StoreTransaction tx, ConversationId id, byte[] ciphertext) {
    tx.put(FILE, id + "/" + key, ciphertext);
    return new OutboxRow(position, message, place, key, encoded, true, sealed).add(tx, id);
  }

  byte[] file(StoreTransaction tx, ConversationId id) {
    return tx.get(FILE, id + "/" + key)
        .orElseThrow(() -> new IllegalStateException("A file of the outbox is missing"));
  }

  /** The file lies on the server now. */
  void uploaded(StoreTransaction tx, ConversationId id, byte[] withAddress) {
    tx.delete(FILE, id + "/" + key);
    new OutboxRow(position, message, place, key, withAddress, false, sealed).save(tx, id);
  }

  OutboxRow sealed(Optional<byte[]> mlsMessage) {
    return new OutboxRow(position, message, place, key, encoded, upload, mlsMessage);
  }

  /** Its message stands elsewhere now. */
  OutboxRow at(long elsewhere) {
    return new OutboxRow(position, message, elsewhere, key, encoded, upload, sealed);
  }

  void save(StoreTransaction tx, ConversationId id) {
    tx.replace(stream(id), position, bytes());
  }

  void remove(StoreTransaction tx, ConversationId id) {
    tx.remove(stream(id), position);
    tx.delete(FILE, id + "/" + key);
  }

  static Optional<OutboxRow> first(StoreTransaction tx, ConversationId id) {
    return tx.after(stream(id), 0, 1).stream().findFirst().map(OutboxRow::read);
  }

  static List<OutboxRow> all(StoreTransaction tx, ConversationId id) {
    return tx.after(stream(id), 0, Integer.MAX_VALUE).stream().map(OutboxRow::read).toList();
  }

  static Optional<OutboxRow> find(StoreTransaction tx, ConversationId id, long position) {
    return tx.after(stream(id), position - 1, 1).stream()
        .filter(entry -> entry.position() == position)
        .findFirst()
        .map(OutboxRow::read);
  }

  private byte[] bytes() {
    return new Row.Writer(VERSION)
        .optionalText(message.map(MessageId::value))
        .number(place)
        .text(key)
        .bytes(encoded)
        .flag(upload)
        .optionalBytes(sealed)
        .done();
  }

  private static OutboxRow read(StoreTransaction.Entry entry) {
    Row.Reader in = new Row.Reader(entry.value(), VERSION);
    return new OutboxRow(
        entry.position(),
        in.optionalText().map(MessageId::new),
        in.number(),
        in.text(),
        in.bytes(),
        in.flag(),
        in.optionalBytes());
  }

  private static String stream(ConversationId id) {
    return "outbox/" + id;
  }
}
