package eu.paravent.client;

import eu.paravent.client.call.CallSignal;
import eu.paravent.client.call.MediaKey;
import eu.paravent.client.invite.GuestInvite;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.invite.InviteId;
import eu.paravent.client.invite.JoinRequest;
import eu.paravent.client.message.Attachment;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Picture;
import eu.paravent.client.privacy.Controller;
import eu.paravent.client.privacy.Erasure;
import eu.paravent.client.privacy.Restriction;
import eu.paravent.client.retention.ConversationClass;
import eu.paravent.client.retention.Kept;
import eu.paravent.client.retention.Retention;
import eu.paravent.client.store.HostTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * One conversation, end to end encrypted among its participants. Reading answers from the local
 * store; what changes the group waits for the server, as long as the client's patience lasts.
 * Thread-safe; an object may be kept or asked for again, that makes no difference.
 */
public interface Conversation {
  /** The pinned messages that are shown. */
  int PINNED_MOST = 50;

  /** The most messages that are answered at once. */
  int PAGE_MOST = 1000;

  /** Where counting what is unread ends. */
  int UNREAD_MOST = 1000;

  /** Names it; the same for everyone in it. */
  ConversationId id();

  /** Empty where it was given none, or it has not arrived yet. */
  String title();

  /** What it is about in the host's own terms, where somebody said so. */
  Optional<BusinessReference> reference();

  /** Whether this client takes part in it. */
  State state();

  /** How its keys are agreed; the same for as long as it lasts. */
  KeyAgreement keyAgreement();

  /**
   * Whether it was begun for two people ({@link Conversations#with}), by the word of who began it,
   * and there are no more in it.
   */
  boolean oneToOne();

  /**
   * Gives it another title, for everyone. Takes effect here at once; where two do so at the same
   * time, all come to see the same one of both. Staff only.
   *
   * @param title at most {@link ConversationSpec#TITLE_MOST} characters
   */
  void rename(String title);

  /** What stands for it, as a member of staff chose it. */
  Optional<Picture> picture();

  /** Gives it another picture; as {@link #rename}. */
  void changePicture(Picture picture);

  /** Takes its picture away; as {@link #rename}. */
  void removePicture();

  /**
   * How confidential it is, in the words of its owners' organisation: to be shown where it is read
   * and written. Empty where nobody said so, or it has not arrived yet. By the word of an owner;
   * until one has spoken since this client came in, by the word of who let it in.
   */
  String label();

  /**
   * Says how confidential it is, for everyone, in the organisation's own words such as "internal"
   * or "strictly confidential". Takes effect here at once; where two owners do so at the same time,
   * all come to see the same one of both. It is a word to people: it changes nothing about who can
   * read.
   *
   * @param label one line of at most 60 characters; empty for none
   * @throws RefusedException if this person is no {@link Participant.Role#OWNER owner}
   */
  void changeLabel(String label);

  /** Whether this person put it out of sight, and nobody else has written since. */
  boolean archived();

  /**
   * Puts it out of sight on all devices of this person, until someone else writes. Everything else
   * goes on. The other devices learn it inside the conversation, sealed for them: its other members
   * see that this person's devices told each other something, and not what.
   */
  void archive();

  /** Takes that back. */
  void unarchive();

  /** Whether this person wants to hear nothing of it now. */
  boolean muted();

  /**
   * Asks the host to be quiet about it, on all devices of this person as {@link #archive} does.
   * Messages arrive, events come and what is unread is counted as before.
   *
   * @param until {@link Instant#MAX} for good
   */
  void mute(Instant until);

  /** Takes that back. */
  void unmute();

  /** Everyone who can read what is sent now. */
  List<Participant> participants();

  /**
   * Adds all devices of these people. They read what follows, not what was. Who is already in is
   * left as is.
   *
   * @throws UserUnknownException if one of them has not started the application yet: no one is
   *     added then
   * @throws UntrustedException if the server answered with keys that are not theirs
   */
  void add(UserId... people);

  /** Removes people: they cannot read what follows. Who is not in is no error. */
  void remove(UserId... people);

  /** What it is kept as; {@link ConversationClass#ORDINARY} where nobody said anything. */
  ConversationClass kind();

  /** How long what is said here is kept, as every member agreed on it. */
  Retention retention();

  /**
   * Says anew what it is kept as and for how long, for everyone and for what was said already. What
   * an archivist has recorded under a longer minimum stays with it.
   *
   * @throws RefusedException if this person is no {@link Participant.Role#OWNER owner}
   */
  void keepAs(ConversationClass kind, Retention retention);

  /**
   * Why a message still exists on this device, and when it goes.
   *
   * @throws IllegalArgumentException if that message is not here
   */
  Kept whyKept(MessageId message);

  /**
   * Makes a member of staff who is inside an owner. In a conversation that has none because it is
   * older than owners are, this person becomes one first.
   *
   * @throws RefusedException if this person is no owner, or the other is not staff inside
   */
  void appointOwner(UserId person);

  /**
   * Makes an owner a member again; one who left is not named any more. Who is none is no error.
   *
   * @throws RefusedException if this person is no owner, or nobody inside would be one
   */
  void dismissOwner(UserId person);

  /**
   * Lets a device in that keeps records of everything from now on. Everyone sees it come, and sees
   * it as long as it is there. Who keeps records already is left as is.
   *
   * @throws RefusedException if this person is no owner, or the other was not enrolled to keep
   *     records
   * @throws UserUnknownException if it has not started yet
   */
  void appointArchivist(UserId archivist);

  /**
   * Ends the keeping of records by it: it reads nothing that follows. What it has, it keeps. Who is
   * none is no error.
   *
   * @throws RefusedException if this person is no owner
   */
  void dismissArchivist(UserId archivist);

  /**
   * Leaves, with all devices of this person. Over at once for this client, and for the other
   * devices when they hear of it; the others see it as soon as one of them is online and completes
   * it.
   */
  void leave();

  /**
   * Sends content to everyone in this conversation. Returns once the message is stored in the
   * outbox; it may not have reached the server yet: see {@link OutgoingMessage#awaitAccepted}.
   *
   * @throws ConversationEndedException if this client is no longer in it
   */
  OutgoingMessage send(MessageContent content);

  /**
   * As {@link #send(MessageContent)}, with more than its content: as an answer, or to disappear. A
   * message that has expired before the server took it is not sent.
   *
   * @throws IllegalArgumentException if what it answers is not here
   * @throws IllegalStateException if it answers one's own file that is not uploaded yet
   */
  OutgoingMessage send(MessageContent content, SendOptions options);

  /**
   * As {@link #send(MessageContent)}, inside a transaction of the host: sent if the host commits,
   * and never if it rolls back or dies before. Returns once the message lies in that transaction.
   * Until the client has taken it from there, which is after the commit, it is not among the {@link
   * #messages} and its state is {@link Message.State#WAITING}, as it stays where nothing was
   * committed. Messages of one transaction keep their order.
   *
   * @throws eu.paravent.client.store.StoreException if the store cannot take part in that
   *     transaction: it is not on the host's DataSource, the connection leads elsewhere or commits
   *     by itself
   */
  OutgoingMessage send(MessageContent content, HostTransaction within);

  /** As the others together: with more than its content, inside a transaction of the host. */
  OutgoingMessage send(MessageContent content, SendOptions options, HostTransaction within);

  /**
   * As {@link #send(MessageContent)}, in answer to a message.
   *
   * @throws IllegalArgumentException if that message is not here
   * @throws IllegalStateException if it is one's own file that is not uploaded yet
   */
  OutgoingMessage reply(MessageId to, MessageContent content);

  /**
   * Writes a text of one's own anew. The others see that it was edited; what it said before is
   * replaced on every device, though nobody can make a device forget. Takes effect, here too, once
   * the server took it.
   *
   * @throws IllegalArgumentException if that message is not here, not this person's, or not a text
   */
  OutgoingMessage edit(MessageId message, String markdown);

  /**
   * Takes a message of one's own back: its content is erased on every device that is told, though
   * nobody can make a device forget. Takes effect, here too, once the server took it.
   *
   * @throws IllegalArgumentException if that message is not here or not this person's
   * @throws IllegalStateException if it is a file that is not uploaded yet
   */
  OutgoingMessage delete(MessageId message);

  /**
   * Asks every device to erase everything that a person said here so far: its messages and files'
   * keys, reactions, votes, and its name. Takes effect, here too, once the server took it; each
   * device answers for itself, see {@link #erasures}. What an archivist has to keep it sets apart
   * and deletes when its time is over. Nobody can make a device forget that does not want to.
   *
   * @param person oneself; or, for an owner, anybody of the own organisation, its guests included,
   *     also one who left
   * @throws RefusedException if this person may not ask for that
   */
  OutgoingMessage erase(UserId person);

  /** What was asked to be erased here, the newest first, and which devices have answered. */
  List<Erasure> erasures();

  /**
   * Has what a person said here, and will say, kept and not used (GDPR Art. 18), on every device of
   * others: it shows as {@link MessageContent.Restricted}, with its reactions and votes left out,
   * and is not found, forwarded or handed to another device. An archivist goes on keeping it. Takes
   * effect, here too, once the server took it; {@link #liftRestriction} ends it.
   *
   * @param person oneself; or, for an owner, anybody of the own organisation, its guests included,
   *     also one who left
   * @throws RefusedException if this person may not ask for that
   */
  OutgoingMessage restrict(UserId person);

  /**
   * What a person said here is used again. The same people may ask for that who may restrict it;
   * the organisation tells the person before (Art. 18(3)).
   *
   * @throws RefusedException if this person may not ask for that
   */
  OutgoingMessage liftRestriction(UserId person);

  /** Whose words are not used here, the newest first. */
  List<Restriction> restrictions();

  /**
   * Which organisations take part, who of them answers for what, and how they can be reached: those
   * that decide about the conversation first. What an organisation says of itself is asked for
   * about once an hour.
   */
  List<Controller> controllers();

  /**
   * Reacts to a message. Returns once that is stored in the outbox; it shows once the server took
   * it. At most 16 of one person to one message are shown. A reaction that is there already is no
   * error.
   *
   * @param emoji 1 to {@link eu.paravent.client.message.Reaction#EMOJI_MOST} UTF-16 units
   * @throws IllegalArgumentException if that message is not here, or it is not a reaction
   */
  void react(MessageId to, String emoji);

  /** Takes a reaction back. One that is not there is no error. */
  void unreact(MessageId to, String emoji);

  /**
   * Says here what was said in that conversation, or in this one, marked as forwarded; by whom it
   * was said is not told. Of a file of another conversation the server gives nothing to people of
   * this one: it is downloaded here and sent under a key of its own. A file of this conversation is
   * not uploaded again.
   *
   * @param message in its newest version
   * @throws IllegalArgumentException if it is not here, is a poll, disappears, or is of a kind that
   *     cannot be sent
   * @throws UntrustedException if what the server has of its file is not what was sent
   */
  OutgoingMessage forward(ConversationId from, MessageId message);

  /**
   * Votes in a poll, in place of what this person chose before. Counts once the server took it, if
   * the poll is open then.
   *
   * @param options their places in the poll, from 0; none takes the vote back
   * @throws IllegalArgumentException if that is not a poll, or not a vote in it
   * @throws IllegalStateException if it is closed
   */
  OutgoingMessage vote(MessageId poll, Collection<Integer> options);

  /**
   * Takes no more votes for a poll of one's own, for good.
   *
   * @throws IllegalArgumentException if that is not a poll, or not this person's
   * @throws IllegalStateException if it is closed
   */
  OutgoingMessage closePoll(MessageId poll);

  /**
   * Keeps a message in sight for everyone who has it. Staff only. One that is pinned already is no
   * error.
   *
   * @throws IllegalArgumentException if that message is not here
   */
  OutgoingMessage pin(MessageId message);

  /** Takes that back; as {@link #pin}. */
  OutgoingMessage unpin(MessageId message);

  /**
   * The pinned messages, what was pinned last first, at most {@link #PINNED_MOST}. Who came later
   * has none of those that were said before.
   */
  List<Message> pinned();

  /** The newest messages, the newest first; at most {@link #PAGE_MOST}. */
  List<Message> messages(int limit);

  /**
   * All that this device has, the oldest first: for exports and the like. Read page by page into
   * one list.
   */
  default List<Message> allMessages() {
    List<Message> all = new ArrayList<>();
    List<Message> page = messages(PAGE_MOST);
    while (!page.isEmpty()) {
      all.addAll(page);
      page = messagesBefore(page.get(page.size() - 1), PAGE_MOST);
    }
    Collections.reverse(all);
    return all;
  }

  /** Messages before that one, the newest first: the next page back. */
  List<Message> messagesBefore(Message message, int limit);

  /** That message, where it is here and shown. */
  Optional<Message> message(MessageId message);

  /**
   * As {@link #messagesBefore(Message, int)}.
   *
   * @throws IllegalArgumentException if that message was never here
   */
  List<Message> messagesBefore(MessageId message, int limit);

  /**
   * Messages after that one, the oldest first: the next page forward.
   *
   * @throws IllegalArgumentException if that message was never here
   */
  List<Message> messagesAfter(MessageId message, int limit);

  /**
   * Messages whose text, file name, card or poll has all of these words, or words that they are a
   * part of, without regard to case and accents. Looks at what is on this device and asks nobody;
   * its index is in the store, sealed like everything there. The first time in a long conversation
   * it takes longer: the index is made then.
   *
   * @return the newest first, at most {@link #PAGE_MOST}
   */
  List<Message> search(String words, int limit);

  /**
   * Others' messages that were not {@link #read} on this device.
   *
   * @return at most {@link #UNREAD_MOST}
   */
  int unread();

  /**
   * This person has read everything up to this message: what disappears after reading begins to
   * disappear, and the others are told where that is {@link ChatClient#disclose switched on} and
   * there are not more than 64 people in the conversation. Never goes back.
   *
   * @throws IllegalArgumentException if that message is not here
   */
  void read(MessageId upTo);

  /**
   * This person is writing: tells those who are connected right now, end to end encrypted, where
   * that is {@link ChatClient#disclose switched on}. Call it at every key; it is told every few
   * seconds at most. Never waits, never stored, may be lost, over by itself seconds after the last
   * call.
   */
  void showTyping();

  /** Who of the others is writing just now. */
  List<UserId> typing();

  /**
   * Tells the others something about a call, encrypted and in turn with messages; it is not shown
   * as one. Who wants to know follows {@link ChatClient#followCalls}. Returns once it is stored;
   * offline it waits like a message.
   *
   * @throws ConversationEndedException if this client is no longer in the conversation
   */
  void signal(CallSignal signal);

  /**
   * The base key for media in this conversation's present epoch. It changes with every change of
   * the group: ask again while a call lasts.
   *
   * @throws ConversationEndedException if this client is no longer in the conversation
   */
  MediaKey mediaKey();

  /**
   * Gets and decrypts a file that came with a message.
   *
   * @throws UntrustedException if what the server has is not what the sender sent
   */
  byte[] download(Attachment attachment);

  /** Makes a link by which a guest can join, with no one of the others online. */
  GuestInvite inviteGuest(GuestInviteSpec spec);

  /** Those that can still be used, whoever made them. */
  List<GuestInvite> invites();

  /** Makes a link unusable, for good. Guests who already came stay. */
  void revoke(InviteId invite);

  /** The guests inside, and who invited them. */
  List<Guest> guests();

  /**
   * A guest became staff: takes the guest out and all devices of the member of staff in, in one
   * change. They are two persons to this library: what the guest said stays the guest's, and can be
   * changed by nobody any more; the member of staff reads what follows, not what was. The guest's
   * place at its invite is not free again.
   *
   * @throws IllegalArgumentException if that guest is not in it, or the other is a guest
   * @throws UserUnknownException if that person has not started the application yet: nothing
   *     changes then
   * @throws UntrustedException if the server answered with keys that are not that person's
   */
  void employ(UserId guest, UserId staff);

  /**
   * The guests that wait to be let in, asked of the server. Each is shown until someone decides;
   * one that was decided here is not shown again, and what no invite of this conversation made is
   * not shown at all. Staff only.
   */
  List<JoinRequest> joinRequests();

  /**
   * Lets a guest in: the very key that was shown, whatever the server has by now.
   *
   * @throws RefusedException if it does not wait any more
   * @throws InviteRefusedException if the invite has ended, or is used up
   */
  void approve(JoinRequest request);

  /**
   * Tells a guest no, for good.
   *
   * @throws RefusedException if it does not wait any more
   */
  void decline(JoinRequest request);

  /** Where this client stands with the conversation. */
  enum State {
    /** This client takes part in it. */
    ACTIVE,
    /** This client left, or was removed: history can be read. */
    ENDED
  }
}
