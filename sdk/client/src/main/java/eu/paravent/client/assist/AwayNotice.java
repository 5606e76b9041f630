package eu.paravent.client.assist;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationEndedException;
import eu.paravent.client.Message;
import eu.paravent.client.SendOptions;
import eu.paravent.client.UserId;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.event.EventLog;
import eu.paravent.client.message.MessageContent;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * Tells who writes that this person is away: once for each writer and day, in answer to a message
 * in a conversation of two, or to one that mentions this person. Never answers what a machine sent,
 * nor what was written before the absence began or after it ended. Keeps nothing of its own: what
 * was answered is seen in the conversations, so neither a restart nor an event that comes twice
 * makes it answer again. Follow it on one device; two that do so at the same moment may both
 * answer.
 *
 * <p>Whoever leaves out the mark of an automatic message is answered all the same, once a day: two
 * machines never talk to each other for longer than that.
 */
public final class AwayNotice implements EventLog.EventHandler {
  private static final int PAGE = 100;

  private final ChatClient client;
  private final MessageContent notice;
  private final Instant from;
  private final Instant until;
  private final ZoneId zone;
  private final InstantSource clock;

  private AwayNotice(
      ChatClient client,
      MessageContent notice,
      Instant from,
      Instant until,
      ZoneId zone,
      InstantSource clock) {
    this.client = client;
    this.notice = notice;
    this.from = from;
    this.until = until;
    this.zone = zone;
    this.clock = clock;
  }

  /**
   * To be handed to {@link EventLog#follow}, or called with each event by a handler of the host.
   *
   * @param markdown what is told
   * @param from when the absence begins
   * @param until when it ends
   * @param zone where a day begins at midnight
   * @param clock the client's
   * @throws IllegalArgumentException if it is no text that can be sent
   */
  public static AwayNotice of(
      ChatClient client,
      String markdown,
      Instant from,
      Instant until,
      ZoneId zone,
      InstantSource clock) {
    return new AwayNotice(client, MessageContent.text(markdown), from, until, zone, clock);
  }

  @Override
  public void handle(ChatEvent event) {
    if (event instanceof ChatEvent.MessageReceived received && concerns(received.message())) {
      client
          .conversations()
          .find(received.message().conversation())
          .filter(conversation -> conversation.state() == Conversation.State.ACTIVE)
          .filter(conversation -> addressed(conversation, received.message()))
          .filter(conversation -> !toldToday(received.message().sender()))
          .ifPresent(conversation -> tell(conversation, received.message()));
    }
  }

  private boolean concerns(Message message) {
    Instant now = clock.instant();
    return !message.sender().equals(client.self())
        && !message.automatic()
        && !message.time().isBefore(from)
        && !now.isBefore(from)
        && now.isBefore(until)
        && day(message.time()).equals(day(now))
        && !(message.content() instanceof MessageContent.Deleted)
        && !(message.content() instanceof MessageContent.Expired);
  }

  private boolean addressed(Conversation conversation, Message message) {
    return conversation.participants().size() == 2 || message.mentions(client.self());
  }

  private void tell(Conversation conversation, Message message) {
    try {
      conversation.send(notice, SendOptions.none().inReplyTo(message.id()).automatically());
    } catch (ConversationEndedException e) {
      // over since it was looked at: nobody is there to be told
      return;
    }
  }

  /** In whichever conversation. */
  private boolean toldToday(UserId person) {
    return client.conversations().list().stream()
        .anyMatch(conversation -> toldToday(conversation, person));
  }

  private boolean toldToday(Conversation conversation, UserId person) {
    LocalDate today = day(clock.instant());
    List<Message> page = conversation.messages(PAGE);
    while (!page.isEmpty()) {
      for (Message message : page) {
        if (day(message.time()).isBefore(today)) {
          return false;
        }
        if (message.sender().equals(client.self())
            && message.automatic()
            && answers(conversation, message, person)) {
          return true;
        }
      }
      page = conversation.messagesBefore(page.get(page.size() - 1), PAGE);
    }
    return false;
  }

  /** Where what it answered is gone, it was to everyone. */
  private static boolean answers(Conversation conversation, Message notice, UserId person) {
    return notice
        .inReplyTo()
        .flatMap(conversation::message)
        .map(answered -> answered.sender().equals(person))
        .orElse(true);
  }

  private LocalDate day(Instant when) {
    return when.atZone(zone).toLocalDate();
  }
}
