package eu.paravent.samples.handwerk;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.UserId;
import eu.paravent.client.UserUnknownException;
import eu.paravent.client.invite.GuestInvite;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.message.MessageContent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The conversation that belongs to each order, found by the order's number. */
@ApplicationScoped
public class OrderChat {
  /** With the number it is what the element in the page names the conversation by, too. */
  static final String REFERENCE = "huber-order";

  @Inject ChatClient chat;
  @Inject ChatTransaction transaction;

  public Optional<Conversation> about(int order) {
    return chat.conversations().about(reference(order)).stream().findFirst();
  }

  /**
   * Begins the conversation, unless it is there. That waits for the chat server, so it is done
   * before a transaction begins, and not in it.
   */
  public synchronized Conversation begin(int order, String title) {
    return about(order)
        .orElseGet(
            () ->
                chat.conversations().create(ConversationSpec.about(reference(order)).title(title)));
  }

  /** Says it if the transaction of the caller is committed. Does not wait for the chat server. */
  public void say(int order, String text) {
    about(order).orElseThrow().send(MessageContent.text(text), transaction.active());
  }

  /**
   * Lets a person in: one of the staff, or a partner of another organisation.
   *
   * @return whether that person is in it; otherwise the chat was never opened over there
   */
  public boolean add(int order, UserId person) {
    try {
      about(order).orElseThrow().add(person);
      return true;
    } catch (UserUnknownException e) {
      return false;
    }
  }

  public void invite(int order, String customer) {
    about(order)
        .orElseThrow()
        .inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(14)).label(customer));
  }

  /** Those that nobody has used yet. */
  public List<String> openLinks(int order) {
    return about(order).stream()
        .flatMap(conversation -> conversation.invites().stream())
        .filter(invite -> invite.uses() < invite.maxUses())
        .map(GuestInvite::link)
        .flatMap(Optional::stream)
        .map(link -> link.url())
        .toList();
  }

  static Optional<Integer> order(BusinessReference reference) {
    return reference.type().equals(REFERENCE)
        ? Optional.of(Integer.valueOf(reference.key()))
        : Optional.empty();
  }

  private static BusinessReference reference(int order) {
    return BusinessReference.of(REFERENCE, String.valueOf(order));
  }
}
