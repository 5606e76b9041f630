package eu.paravent.client.call;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import java.time.Instant;

/** Learns what the participants of calls tell each other. */
@FunctionalInterface
public interface CallListener {
  /**
   * Somebody said something, perhaps this person on another device. Called one at a time, in the
   * order of the conversation, on a thread of the client: return soon.
   *
   * @param sender verified
   * @param at when the server got it, by its word: what is old is about a call that is over
   */
  void said(ConversationId conversation, UserId sender, CallSignal signal, Instant at);
}
