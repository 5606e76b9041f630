package eu.paravent.samples.quickstart;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.Message;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.event.EventCursor;
import eu.paravent.client.message.MessageContent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Someone at a client, for whom the transcript is written. Reads the event log by asking; a host
 * would follow it.
 */
final class Person {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String name;
  private ChatClient client;
  private EventCursor read = EventCursor.start();

  Person(String name, ChatClient client) {
    this.name = name;
    this.client = client;
  }

  ChatClient client() {
    return client;
  }

  /**
   * After the client was closed and opened again on the same store: goes on where it stopped
   * reading.
   */
  void isBackWith(ChatClient opened) {
    client = opened;
  }

  void say(Conversation conversation, String text) {
    Transcript.line(name, "says: " + text);
    conversation.send(MessageContent.text(text)).awaitAccepted(PATIENCE);
  }

  void hears(String text) {
    awaitMessage(
        message ->
            message.content() instanceof MessageContent.Text said && said.text().equals(text));
    Transcript.line(name, "reads: " + text);
  }

  MessageContent.File getsFile() {
    Message message = awaitMessage(m -> m.content() instanceof MessageContent.File);
    return (MessageContent.File) message.content();
  }

  Conversation isIn() {
    ChatEvent.ConversationJoined joined =
        await(
            event ->
                event instanceof ChatEvent.ConversationJoined j
                    ? Optional.of(j)
                    : Optional.empty());
    return client.conversations().find(joined.conversation()).orElseThrow();
  }

  void isOut() {
    await(
        event ->
            event instanceof ChatEvent.ConversationEnded end ? Optional.of(end) : Optional.empty());
    Transcript.line(name, "was removed from the conversation");
  }

  private Message awaitMessage(Function<Message, Boolean> wanted) {
    return await(
        event ->
            event instanceof ChatEvent.MessageReceived received && wanted.apply(received.message())
                ? Optional.of(received.message())
                : Optional.empty());
  }

  /** The next event that fits; those before it are passed over, except alarms. */
  private <T> T await(Function<ChatEvent, Optional<T>> wanted) {
    Instant until = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(until)) {
      List<ChatEvent> events = client.events().after(read, 50);
      for (ChatEvent event : events) {
        read = event.cursor();
        if (event instanceof ChatEvent.SecurityAlert alert) {
          throw new IllegalStateException(
              name + " was alerted: " + alert.kind() + ", " + alert.detail());
        }
        Optional<T> found = wanted.apply(event);
        if (found.isPresent()) {
          return found.get();
        }
      }
      pause();
    }
    throw new IllegalStateException(
        name + " waited " + PATIENCE.toSeconds() + " seconds for what did not come");
  }

  static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
