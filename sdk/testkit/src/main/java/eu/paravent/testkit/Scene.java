package eu.paravent.testkit;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationId;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.message.MessageContent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A world to begin a test in: Alice and Bob of one company talk about an order, and Gerda, a guest
 * from outside, came by Alice's link. All three have said nothing yet. Play one of them through the
 * host's own code, and let the others {@link #says say} something.
 */
public final class Scene {
  private final ChatClient alice;
  private final ChatClient bob;
  private final ChatClient gerda;
  private final ConversationId order;

  private Scene(ChatClient alice, ChatClient bob, ChatClient gerda, ConversationId order) {
    this.alice = alice;
    this.bob = bob;
    this.gerda = gerda;
    this.order = order;
  }

  static Scene begin(ParaventTestkit kit, ConversationSpec about) {
    ChatClient alice = kit.staff("alice");
    ChatClient bob = kit.staff("bob");
    Conversation order = alice.conversations().create(about.participants(bob.self()));
    ChatClient gerda =
        kit.guest(order.inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(7))), "Gerda");
    Scene scene = new Scene(alice, bob, gerda, order.id());
    for (ChatClient each : scene.all()) {
      Awaiting.until(
          "all three know each other",
          () ->
              each.conversations()
                  .find(order.id())
                  .filter(room -> room.participants().size() == scene.all().size())
                  .isPresent());
    }
    return scene;
  }

  /** Staff; began the conversation and invited the guest. */
  public ChatClient alice() {
    return alice;
  }

  /** Staff. */
  public ChatClient bob() {
    return bob;
  }

  /** The guest. */
  public ChatClient gerda() {
    return gerda;
  }

  /** All three. */
  public List<ChatClient> all() {
    return List.of(alice, bob, gerda);
  }

  /** The conversation, as one of the three has it. */
  public Conversation order(ChatClient who) {
    return who.conversations()
        .find(order)
        .orElseThrow(() -> new IllegalArgumentException("That client is none of this scene"));
  }

  /**
   * One of the three says something.
   *
   * @return once all three have it, as the others have it
   * @throws AssertionError if it does not arrive within {@link ParaventTestkit#PATIENCE}
   */
  public Message says(ChatClient who, String markdown) {
    MessageId said = order(who).send(MessageContent.text(markdown)).id();
    for (ChatClient each : all()) {
      Awaiting.until("a message arrives", () -> there(each, said).isPresent());
    }
    ChatClient other = who == alice ? bob : alice;
    return there(other, said).orElseThrow();
  }

  private Optional<Message> there(ChatClient who, MessageId said) {
    return order(who).message(said).filter(message -> message.state() != Message.State.WAITING);
  }
}
