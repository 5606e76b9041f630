package eu.paravent.samples.springboot;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Message;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.message.MessageContent;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** What the application does with the chat: an order that is confirmed is talked about. */
@Service
class Orders {
  private final ChatClient chat;
  private final OrganisationAuthority authority;

  Orders(ChatClient chat, OrganisationAuthority authority) {
    this.chat = chat;
    this.authority = authority;
  }

  /**
   * Tells who handles the order, in the conversation about it.
   *
   * @param handledBy as the application names its user
   */
  Conversation confirmed(String number, String handledBy) {
    return say(number, handledBy, "Order " + number + " is confirmed.");
  }

  /** In the conversation about the order, which is opened if there is none. */
  Conversation say(String number, String handledBy, String text) {
    Conversation conversation =
        about(number)
            .orElseGet(
                () ->
                    chat.conversations()
                        .create(
                            ConversationSpec.about(order(number))
                                .title("Order " + number)
                                .participants(authority.user(handledBy))));
    conversation.send(MessageContent.text(text));
    return conversation;
  }

  /** What was said about it, the oldest first. */
  List<Message> messages(String number) {
    return about(number).map(Conversation::allMessages).orElse(List.of());
  }

  private Optional<Conversation> about(String number) {
    return chat.conversations().about(order(number)).stream().findFirst();
  }

  private static BusinessReference order(String number) {
    return BusinessReference.of("sales-order", number);
  }
}
