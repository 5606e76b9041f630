package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.MessageId;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.MimiCodec;
import eu.paravent.client.internal.mimi.MimiContent;
import java.time.Instant;
import java.util.Optional;

/**
 * A message of the host, made ready to be stored.
 *
 * @param file ciphertext that is uploaded first
 * @param at when it was written
 */
record Written(MimiContent content, Optional<byte[]> file, Instant at) {
  private static final int VERSION = 1;

  byte[] encoded() {
    return MimiCodec.encode(content);
  }

  MessageId id(UserId self, ConversationId conversation) {
    return Messages.id(self, conversation, content.salt());
  }

  byte[] bytes() {
    return new Row.Writer(VERSION).bytes(encoded()).optionalBytes(file).instant(at).done();
  }

  static Written read(byte[] row) {
    Row.Reader in = new Row.Reader(row, VERSION);
    try {
      return new Written(MimiCodec.decode(in.bytes()), in.optionalBytes(), in.instant());
    } catch (CborException e) {
      throw new IllegalStateException("A stored message cannot be read", e);
    }
  }
}
