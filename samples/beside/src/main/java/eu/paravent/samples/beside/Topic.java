package eu.paravent.samples.beside;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Message;
import eu.paravent.client.Participant;
import eu.paravent.client.SendOptions;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.message.BusinessCard;
import eu.paravent.client.message.MessageContent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The conversation about one record of another system, and what a service says in it. Nothing is
 * kept beside it: what was said is read from it each time, so a service that ended in between goes
 * on where it was.
 */
public record Topic(Conversation conversation) {
  private static final Duration INVITED_FOR = Duration.ofDays(14);

  public static Optional<Topic> find(ChatClient chat, BusinessReference about) {
    return chat.conversations().about(about).stream().findFirst().map(Topic::new);
  }

  public static Topic begin(ChatClient chat, ConversationSpec spec) {
    return new Topic(chat.conversations().create(spec));
  }

  /** All texts, whoever wrote them, the oldest first. */
  public List<Message> texts() {
    return conversation.allMessages().stream()
        .filter(message -> message.content() instanceof MessageContent.Text)
        .toList();
  }

  public static String text(Message message) {
    return ((MessageContent.Text) message.content()).text();
  }

  /** What the service itself said that begins so, the oldest first. */
  public List<Message> said(String beginning) {
    return texts().stream()
        .filter(message -> message.own() && text(message).startsWith(beginning))
        .toList();
  }

  public void say(String text) {
    conversation.send(MessageContent.text(text), SendOptions.none().automatically());
  }

  /** Says it unless that is what was said last of all that begins so. */
  public void sayIfNew(String beginning, String rest) {
    List<Message> before = said(beginning);
    if (before.isEmpty() || !text(before.get(before.size() - 1)).equals(beginning + rest)) {
      say(beginning + rest);
    }
  }

  /** As {@link #sayIfNew}, and once for each person: who comes later reads what follows only. */
  public void sayToEach(String beginning, String rest) {
    if (said(beginning).size() < people()) {
      say(beginning + rest);
    } else {
      sayIfNew(beginning, rest);
    }
  }

  /** The cards that were shown, the oldest first. */
  public List<BusinessCard> cards() {
    return conversation.allMessages().stream()
        .filter(message -> message.own() && message.content() instanceof BusinessCard)
        .map(message -> (BusinessCard) message.content())
        .toList();
  }

  /** Unless it was the last that was shown; and once for each person, as {@link #sayToEach}. */
  public void showToEach(BusinessCard card) {
    List<BusinessCard> before = cards();
    if (before.size() < people() || !before.get(before.size() - 1).equals(card)) {
      conversation.send(card, SendOptions.none().automatically());
    }
  }

  private long people() {
    return conversation.participants().stream()
        .filter(inside -> inside.role() != Participant.Role.ARCHIVIST)
        .count();
  }

  /** The link for one guest: of the invite that waits under this label, or of a new one. */
  public String invitation(String label) {
    return conversation.invites().stream()
        .filter(open -> open.label().equals(label) && open.link().isPresent())
        .findFirst()
        .orElseGet(
            () -> conversation.inviteGuest(GuestInviteSpec.singleUse(INVITED_FOR).label(label)))
        .link()
        .orElseThrow()
        .url()
        .toString();
  }
}
