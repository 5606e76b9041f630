package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.MimiCodec;
import eu.paravent.client.internal.mimi.MimiContent;
import eu.paravent.client.internal.mimi.NestedPart.SinglePart;
import java.time.Instant;
import java.util.Optional;

/** Decrypted application data to messages and details. */
final class Deliveries {
  private final Core core;
  private final Amendments amendments;

  Deliveries(Core core, Amendments amendments) {
    this.core = core;
    this.amendments = amendments;
  }

  /**
   * @param sender verified
   * @param time the server's word
   */
  void received(Tx tx, ConversationId id, UserId sender, byte[] data, Instant time) {
    try {
      MimiContent content = MimiCodec.decode(data);
      if (content.body() instanceof SinglePart part
          && part.contentType().equals(Details.CONTENT_TYPE)) {
        if (Details.read(part.content()).apply(tx.store(), id, sender)) {
          core.events.detailsChanged(tx, id);
        }
        return;
      }
      if (Amendments.is(content)) {
        amendments.apply(tx, id, sender, content, data, time);
        return;
      }
      MessageId message = Messages.id(sender, id, content.salt());
      Optional<Long> position =
          Messages.add(
              tx.store(),
              id,
              message,
              sender,
              data,
              time,
              Message.State.RECEIVED,
              true,
              Optional.of(References.of(sender, id, data, content.salt())));
      position.ifPresent(p -> core.events.received(tx, id, p));
    } catch (CborException e) {
      core.events.unreadable(
          tx, id, Optional.of(sender), "Not a message of a known format: " + e.getMessage());
    }
  }
}
