package eu.paravent.client.event;

import eu.paravent.client.ConversationId;
import eu.paravent.client.history.HistoryRequest;

/** What happens to history on its way from one device of a person to another. */
public interface HistoryEvent extends ChatEvent {
  /**
   * Another device of this person asks for history. A person who did not set one up declines, and
   * has it revoked. Comes once for a request, and only where the person is to decide.
   */
  record HistoryRequested(EventCursor cursor, HistoryRequest request) implements HistoryEvent {}

  /**
   * Messages from before this device came are in a conversation now.
   *
   * @param device the URI of the device that handed them over
   * @param messages how many are new here
   */
  record HistoryReceived(
      EventCursor cursor, ConversationId conversation, String device, int messages)
      implements HistoryEvent {}

  /**
   * A device does not hand over what this one asked for; others may.
   *
   * @param device its URI
   */
  record HistoryDeclined(EventCursor cursor, String device) implements HistoryEvent {}

  /**
   * History of a conversation could not be handed over, or what came could not be taken: nothing of
   * what is doubtful is shown. Asking again begins anew.
   */
  record HistoryFailed(EventCursor cursor, ConversationId conversation, String reason)
      implements HistoryEvent {}
}
