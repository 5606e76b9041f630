package eu.paravent.client.event;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.privacy.Erasure;

/** What happens about people's data. */
public interface PrivacyEvent extends ChatEvent {
  /**
   * The company has a privacy notice that this person was not shown: {@link
   * eu.paravent.client.ChatClient#noticeToShow show} it and {@link
   * eu.paravent.client.ChatClient#acceptNotice note} that. Once for each version; for staff its own
   * company, for a guest the one that invited it.
   *
   * @param noticeVersion of the notice, not of the profile
   */
  record NoticeChanged(EventCursor cursor, String organisation, long noticeVersion)
      implements PrivacyEvent {}

  /**
   * Everything a person said in a conversation was to be erased, and is erased here.
   *
   * @param by who asked for it
   */
  record ErasureRequested(EventCursor cursor, ConversationId conversation, UserId person, UserId by)
      implements PrivacyEvent {}

  /**
   * What a person said in a conversation is kept and not used from now on, or is used again: see
   * {@link eu.paravent.client.Conversation#restrictions}. A {@code MessageChanged} follows for each
   * message that shows otherwise.
   *
   * @param by who asked for it
   */
  record RestrictionChanged(
      EventCursor cursor, ConversationId conversation, UserId person, UserId by, boolean restricted)
      implements PrivacyEvent {}

  /**
   * Another device says that it has done what was asked for: see {@link
   * eu.paravent.client.Conversation#erasures}.
   *
   * @param device its URI
   */
  record ErasureConfirmed(
      EventCursor cursor,
      ConversationId conversation,
      UserId person,
      String device,
      Erasure.Outcome outcome)
      implements PrivacyEvent {}
}
