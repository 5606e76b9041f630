package eu.paravent.samples.springboot;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.message.MessageContent;
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
   * Tells who handles the order, in the conversation about it, which is opened if there is none.
   *
   * @param handledBy as the application names its user
   */
  Conversation confirmed(String number, String handledBy) {
    BusinessReference order = BusinessReference.of("sales-order", number);
    Conversation conversation =
        chat.conversations().about(order).stream()
            .findFirst()
            .orElseGet(
                () ->
                    chat.conversations()
                        .create(
                            ConversationSpec.about(order)
                                .title("Order " + number)
                                .participants(authority.user(handledBy))));
    conversation.send(MessageContent.text("Order " + number + " is confirmed."));
    return conversation;
  }
}
