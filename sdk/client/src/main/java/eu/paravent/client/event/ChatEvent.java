package eu.paravent.client.event;

import eu.paravent.client.ConversationId;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.UserId;
import eu.paravent.client.invite.JoinRequest;
import eu.paravent.client.invite.JoinState;
import eu.paravent.client.retention.ConversationClass;
import eu.paravent.client.retention.Retention;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that happened. New kinds may come with new versions: keep a default branch that stores
 * the cursor and goes on.
 */
public interface ChatEvent {
  /** The place of this event: what to follow from next time. */
  EventCursor cursor();

  /**
   * Someone else's message was decrypted, verified and stored. Each message comes once; who asks
   * later is shown its newest version here too.
   */
  record MessageReceived(EventCursor cursor, Message message) implements ChatEvent {}

  /** The server took a message of this client: the others will get it. */
  record MessageAccepted(EventCursor cursor, ConversationId conversation, MessageId message)
      implements ChatEvent {}

  /** A message of this client will never be sent, for a reason that trying again does not cure. */
  record MessageFailed(
      EventCursor cursor, ConversationId conversation, MessageId message, String reason)
      implements ChatEvent {}

  /**
   * A message was edited or deleted by its author, someone reacted to it, took that back or
   * received it, voted in it or pinned it, or it expired. Also for what this client changed, once
   * the server took it.
   *
   * @param message as it is now
   */
  record MessageChanged(EventCursor cursor, Message message, UserId by, Change change)
      implements ChatEvent {

    /** What is new about it. */
    public enum Change {
      /** Its author wrote it anew. */
      EDITED,
      /** Its author took it back. */
      DELETED,
      /** Someone reacted to it, or took that back. */
      REACTIONS,
      /** One's own message has come further. */
      RECEIPTS,
      /** Someone voted in the poll that it is, or its author closed it. */
      VOTES,
      /** Someone pinned it, or took that back. */
      PIN,
      /** Its time was over: it is deleted here, and not listed any more. */
      EXPIRED,
      /** What it says is not shown any more, or again: see {@link PrivacyEvent}. */
      RESTRICTION
    }
  }

  /**
   * Something arrived that this client could not read: it was damaged, or is of a kind that this
   * version does not know.
   *
   * @param sender as far as it is known for certain
   */
  record MessageUnreadable(
      EventCursor cursor, ConversationId conversation, Optional<UserId> sender, String reason)
      implements ChatEvent {}

  /**
   * This device was away for longer than the server keeps messages: some of this conversation never
   * arrived here. Others may still have it. Where the conversation has changed too much meanwhile,
   * {@link ConversationEnded} follows.
   *
   * @param entries how many messages and changes are missing, by the server's word
   */
  record MessagesMissed(EventCursor cursor, ConversationId conversation, long entries)
      implements ChatEvent {}

  /** This client is in a conversation now: it opened it, or someone added it. */
  record ConversationJoined(EventCursor cursor, ConversationId conversation) implements ChatEvent {}

  /** The title, the business reference or a name that people see became known or changed. */
  record DetailsChanged(EventCursor cursor, ConversationId conversation) implements ChatEvent {}

  /**
   * People came or went.
   *
   * @param by who did it; a guest that used a link comes by itself
   */
  record ParticipantsChanged(
      EventCursor cursor,
      ConversationId conversation,
      UserId by,
      List<UserId> joined,
      List<UserId> left)
      implements ChatEvent {}

  /**
   * Owners or archivists were appointed or dismissed: comes also when this client joined a
   * conversation that records are kept of. Who becomes an archivist reads what follows.
   *
   * @param by who did it; when joining, this client itself
   * @param owners as they are now; who left stays named
   * @param archivists as they are now: each keeps a record of everything
   */
  record RolesChanged(
      EventCursor cursor,
      ConversationId conversation,
      UserId by,
      List<UserId> owners,
      List<UserId> archivists)
      implements ChatEvent {}

  /** An owner said anew what the conversation is kept as and for how long. */
  record RetentionChanged(
      EventCursor cursor,
      ConversationId conversation,
      UserId by,
      ConversationClass kind,
      Retention retention)
      implements ChatEvent {}

  /** An invite was made, used, revoked, or its entry was changed by another member. */
  record InvitesChanged(EventCursor cursor, ConversationId conversation) implements ChatEvent {}

  /**
   * A guest waits to be let in: {@link eu.paravent.client.Conversation#approve approve} it or
   * {@link eu.paravent.client.Conversation#decline decline}. Noticed by clients of staff within a
   * minute.
   */
  record JoinRequested(EventCursor cursor, ConversationId conversation, JoinRequest request)
      implements ChatEvent {}

  /**
   * This guest will not be let in, by the server's word. Where it is let in, {@link
   * ConversationJoined} comes instead.
   */
  record JoinRefused(EventCursor cursor, ConversationId conversation, JoinState why)
      implements ChatEvent {}

  /**
   * Somebody calls. It is not a message, and missed calls leave none; whether the call still goes
   * on is to be judged by its time and by {@link eu.paravent.client.ChatClient#followCalls}.
   *
   * @param call as in {@link eu.paravent.client.call.CallSignal#call}
   * @param from verified
   * @param at when the server got it, by its word
   */
  record CallIncoming(
      EventCursor cursor,
      ConversationId conversation,
      String call,
      UserId from,
      boolean video,
      Instant at)
      implements ChatEvent {}

  /** This client is out: what it received stays readable, no more comes. */
  record ConversationEnded(EventCursor cursor, ConversationId conversation, End how)
      implements ChatEvent {}

  /** How a conversation ended for this client. */
  enum End {
    /** It left. */
    LEFT,
    /** Someone removed it. */
    REMOVED,
    /**
     * It was away for so long that it cannot follow any more. A device of staff takes its place
     * again by itself, with fresh keys: {@link ConversationJoined} follows, and what was said
     * meanwhile is told as {@link MessagesMissed}. Others do not come back by themselves: a guest
     * asks for another link, an archivist is dismissed and appointed again by an owner.
     */
    OUT_OF_DATE,
    /**
     * The store is an older copy: this very device has sent, or changed the conversation, in a way
     * that the store does not know. Nothing is sent with its old keys any more. A device of staff
     * comes back as after {@link #OUT_OF_DATE}; not where another copy of the store has done so:
     * that one goes on.
     */
    STORE_OUTDATED
  }

  /**
   * What can be verified contradicts what the server delivered: it is broken, or it lies. Nothing
   * was taken over. A person should look at it.
   *
   * @param conversation empty where it is not about one
   * @param about whose key or message it is about, where that is known
   */
  record SecurityAlert(
      EventCursor cursor,
      Kind kind,
      Optional<ConversationId> conversation,
      Optional<UserId> about,
      String detail)
      implements ChatEvent {

    /** What was noticed. */
    public enum Kind {
      /** A key package that was asked for is not one of the user's. */
      KEY_PACKAGE_SWAPPED,
      /** A change of the group that is forged, injects someone or breaks the group's rules. */
      COMMIT_REFUSED,
      /** A proposal or message whose signature or encryption is not genuine. */
      MESSAGE_FORGED,
      /** A message came a second time. */
      MESSAGE_REPLAYED,
      /** Messages of a sender are missing, by its own count. */
      MESSAGES_MISSING,
      /** A sender's messages came in another order than they were sent in. */
      MESSAGES_REORDERED,
      /** Another member was shown another history, or this client's has a hole. */
      HISTORY_FORKED,
      /** An outdated or foreign state of a group was offered. */
      STALE_GROUP_INFO,
      /** An invitation into a group that cannot be verified. */
      WELCOME_REFUSED,
      /** Another root certificate than the one this client knows of an organisation. */
      ROOT_CHANGED,
      /** The server names a device of a person that the person's organisation did not certify. */
      DEVICE_FORGED,
      /** The server does not show a list of revoked devices that its organisation has signed. */
      STATUS_LIST_WITHHELD,
      /** The server shows a profile of the company that the company did not sign. */
      PROFILE_FORGED,
      /** The server shows no profile of a company any more, or an older one than was seen. */
      PROFILE_WITHHELD,
      /**
       * The store was restored from an older copy, or another process uses a copy of it. {@link
       * ConversationEnded} follows for the conversation.
       */
      STORE_OUTDATED
    }
  }
}
