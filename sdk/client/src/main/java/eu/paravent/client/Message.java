package eu.paravent.client;

import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Reaction;
import eu.paravent.client.message.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message as it is stored here, in its newest version.
 *
 * @param position its place in this store's history of the conversation, growing
 * @param sender verified
 * @param time when the server took it, by the server's clock; for one's own that are still waiting,
 *     when it was written
 * @param inReplyTo the message it answers; empty where it answers none, or one that is not here
 *     because this client came later
 * @param edited when the server took the newest version, where there is more than the first
 * @param reactions in the order in which they came
 * @param mentions the people of this conversation that a text mentions, in its order
 * @param receipts how far one's own message has come, as far as the others let it be known
 * @param expires when this device deletes it, as far as that is settled: a message that disappears
 *     after reading goes sooner once it is read
 */
public record Message(
    long position,
    MessageId id,
    ConversationId conversation,
    UserId sender,
    MessageContent content,
    Instant time,
    State state,
    Optional<MessageId> inReplyTo,
    Optional<Instant> edited,
    List<Reaction> reactions,
    List<UserId> mentions,
    List<Receipt> receipts,
    Optional<Instant> expires) {
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

  /** Whether it mentions this person. */
  public boolean mentions(UserId person) {
    return mentions.contains(person);
  }

  public boolean own() {
    return state != State.RECEIVED;
  }
}
