package eu.paravent.samples.handwerk;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.UserId;
import eu.paravent.client.event.ChatEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** What was said changes the orders it is about, each message exactly once. */
@ApplicationScoped
public class Switchboard {
  static final String READER = "orders";

  @Inject ChatClient chat;
  @Inject ChatTransaction transaction;
  @Inject Orders orders;

  /** The event counts as dealt with if what it changed is committed; otherwise it comes again. */
  @Transactional
  public void take(ChatEvent event) {
    if (event instanceof ChatEvent.MessageReceived received) {
      chat.conversations()
          .find(received.message().conversation())
          .flatMap(Conversation::reference)
          .flatMap(OrderChat::order)
          .ifPresent(order -> orders.heard(order, outside(received.message().sender())));
    }
    chat.events().acknowledge(READER, event.cursor(), transaction.active());
  }

  private boolean outside(UserId sender) {
    return sender.guest() || !sender.organisation().equals(chat.self().organisation());
  }
}
