package eu.paravent.client;

import eu.paravent.client.message.MessageContent;
import java.time.Instant;

/**
 * A message as it is stored here.
 *
 * @param position its place in this store's history of the conversation, growing
 * @param sender verified
 * @param time when the server took it, by the server's clock; for one's own that are still waiting,
 *     when it was written
 */
public record Message(
    long position,
    MessageId id,
    ConversationId conversation,
    UserId sender,
    MessageContent content,
    Instant time,
    State state) {
  public enum State {
    /** One's own: in the outbox, not yet taken by the server. */
    WAITING,
    /** One's own: taken by the server. */
    ACCEPTED,
    /** One's own: refused for good. */
    FAILED,
    /** Someone else's. */
    RECEIVED
  }

  public boolean own() {
    return state != State.RECEIVED;
  }
}
