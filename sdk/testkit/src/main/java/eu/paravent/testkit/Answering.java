package eu.paravent.testkit;

import eu.paravent.client.ChatClient;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.event.EventLog;
import eu.paravent.client.message.MessageContent;

/** Somebody who answers every message with the same words: for trying a host's pages alone. */
public final class Answering {
  private static final String READER = "answering";

  private Answering() {}

  /**
   * Answers what this client gets, and what it got since it answered last; each message once.
   *
   * @return to be closed when it shall end; ends with the client anyway
   */
  public static EventLog.Subscription each(ChatClient client, String markdown) {
    EventLog events = client.events();
    return events.follow(
        events.acknowledged(READER),
        event -> {
          if (event instanceof ChatEvent.MessageReceived received) {
            client
                .conversations()
                .find(received.message().conversation())
                .orElseThrow()
                .reply(received.message().id(), MessageContent.text(markdown));
          }
          events.acknowledge(READER, event.cursor());
        });
  }
}
