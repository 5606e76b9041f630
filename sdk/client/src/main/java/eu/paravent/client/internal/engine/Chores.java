package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import java.time.Duration;
import java.util.Set;

/** What has to be done soon, outside the transaction in which that became clear. */
interface Chores {
  /** Something waits to be sent. */
  void flush(ConversationId id);

  /** Entries may be missing. */
  void pull(ConversationId id);

  /** A guest came by itself: someone tells it what the conversation is about. */
  void guestArrived(ConversationId id);

  /** A guest came by an invite that had ended: one of the staff removes it. */
  void lateGuest(ConversationId id);

  /** Someone leaves: one of those who are online completes it. */
  void completeLeaving(ConversationId id);

  /** This client has left, and a commit came without that: it says so again. */
  void leaveAgain(ConversationId id);

  /** This device comes back into a conversation that its store was too old for. */
  void rejoin(ConversationId id);

  /** An organisation took devices back: one of those who are online removes them. */
  void statusListCame(ConversationId id);

  /**
   * A person has devices that are not in the conversation; one of those who are online adds them.
   */
  void devicesMissing(ConversationId id, UserId person, Set<String> devices);

  /**
   * What others are told a moment later: who waits until there is nothing more to do waits for it.
   */
  void shortly(Duration delay, Runnable work);

  /** Calls of the host may be waiting for it. */
  void messageStateChanged();
}
