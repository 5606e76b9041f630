package eu.paravent.client;

import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Reaction;
import eu.paravent.client.message.Receipt;
import eu.paravent.client.message.Votes;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A message as it is stored here, in its newest version.
 *
 * @param position its place in this store's history of the conversation, growing
 * @param sender verified
 * @param author the sender, with what else is known of that person now
 * @param time when the server took it, by the server's clock; for one's own that are still waiting,
 *     when it was written
 * @param sent when the sender's device sent it, by that device's clock: the sender's word, and
 *     empty where it gave none
 * @param inReplyTo the message it answers; empty where it answers none, or one that is not here
 *     because this client came later
 * @param edited when the server took the newest version, where there is more than the first
 * @param reactions in the order in which they came
 * @param mentions the people of this conversation that a text mentions, in its order
 * @param receipts how far one's own message has come, as far as the others let it be known
 * @param expires when this device deletes it, as far as that is settled: a message that disappears
 *     after reading goes sooner once it is read
 * @param marks what else is to be said of it
 * @param votes how the poll that it is stands; empty for everything else
 */
public record Message(
    long position,
    MessageId id,
    ConversationId conversation,
    UserId sender,
    Author author,
    MessageContent content,
    Instant time,
    Optional<Instant> sent,
    State state,
    Optional<MessageId> inReplyTo,
    Optional<Instant> edited,
    List<Reaction> reactions,
    List<UserId> mentions,
    List<Receipt> receipts,
    Optional<Instant> expires,
    Set<Mark> marks,
    Optional<Votes> votes) {
  public Message {
    marks = Collections.unmodifiableSet(marks);
  }

  /** What else is to be said of a message. */
  public enum Mark {
    /** By its sender's word it was said elsewhere before; by whom is not said. */
    FORWARDED,
    /** By its sender's word no person wrote it: no machine should answer it. */
    AUTOMATIC,
    /**
     * By its sender's word it was taken out of another messenger: that the sender sent it is
     * verified, who wrote what it says and when is not.
     */
    IMPORTED,
    /** Someone in the conversation keeps it in sight: see {@link Conversation#pinned}. */
    PINNED,
    /**
     * Another device of this person brought it ({@link ChatClient#history}): it was said before
     * this one came in, and what it says is that device's word.
     */
    SHARED
  }

  /** How far it has come. */
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

  /** Whether it was forwarded, by its sender's word. */
  public boolean forwarded() {
    return marks.contains(Mark.FORWARDED);
  }

  /** Whether a machine sent it by itself, by its sender's word. */
  public boolean automatic() {
    return marks.contains(Mark.AUTOMATIC);
  }

  /** Whether it was taken out of another messenger and is not authentic, by its sender's word. */
  public boolean imported() {
    return marks.contains(Mark.IMPORTED);
  }

  /** Whether someone keeps it in sight. */
  public boolean pinned() {
    return marks.contains(Mark.PINNED);
  }

  /** Whether this device sent it. */
  public boolean own() {
    return state != State.RECEIVED;
  }
}
