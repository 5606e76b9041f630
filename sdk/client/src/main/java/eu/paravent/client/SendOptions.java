package eu.paravent.client;

import eu.paravent.client.message.Expiry;
import java.util.Optional;

/**
 * What a message is sent with, beside its content.
 *
 * @param inReplyTo the message it answers
 * @param expiry when it disappears
 * @param automatic a machine sends it by itself, such as an away notice: the others' machines do
 *     not answer it
 * @param imported it was taken out of another messenger: everybody sees that it is not authentic
 */
public record SendOptions(
    Optional<MessageId> inReplyTo, Optional<Expiry> expiry, boolean automatic, boolean imported) {
  /** A message that answers none and stays. */
  public static SendOptions none() {
    return new SendOptions(Optional.empty(), Optional.empty(), false, false);
  }

  /** The same, in answer to that message. */
  public SendOptions inReplyTo(MessageId message) {
    return new SendOptions(Optional.of(message), expiry, automatic, imported);
  }

  /** The same, to disappear then. */
  public SendOptions expiring(Expiry when) {
    return new SendOptions(inReplyTo, Optional.of(when), automatic, imported);
  }

  /** The same, sent by a machine by itself. */
  public SendOptions automatically() {
    return new SendOptions(inReplyTo, expiry, true, imported);
  }

  /** The same, marked as taken out of another messenger, and therefore not authentic. */
  public SendOptions asImported() {
    return new SendOptions(inReplyTo, expiry, automatic, true);
  }
}
