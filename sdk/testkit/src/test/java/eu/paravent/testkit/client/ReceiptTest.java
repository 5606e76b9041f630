package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Disclosure;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.SendOptions;
import eu.paravent.client.event.ChatEvent.MessageUnreadable;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.message.Expiry;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Receipt;
import eu.paravent.client.message.Receipt.Status;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What others learn of what one got and read, and what one has still to read. */
@Timeout(120)
class ReceiptTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final TestClock clock = TestClock.at(Instant.now());
  private final Acme acme = new Acme(clock);
  private final ChatClient alice = acme.online("Alice", clock);

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void nothingIsToldUnlessOrganisationAndPersonBothSwitchItOn() {
    ChatClient bob = client("Bob", Disclosure.NONE);
    ChatClient carol = client("Carol", Disclosure.ALL);
    bob.disclose(Disclosure.ALL);
    Conversation hers = begin(bob, carol);
    MessageId text = hers.send(MessageContent.text("Seen?")).id();
    for (ChatClient one : List.of(bob, carol)) {
      Conversation room = Acme.joined(one, hers.id());
      Acme.awaitText(room, "Seen?");
      room.read(text);
      // receipts would have come before it
      room.send(MessageContent.text("after")).awaitAccepted(SOON);
    }
    Acme.await("both answers", () -> hers.messages(10).size() == 3);

    assertThat(bob.disclosed()).isEqualTo(Disclosure.NONE);
    assertThat(carol.disclosed()).isEqualTo(Disclosure.NONE);
    assertThat(receipts(hers, text)).isEmpty();
  }

  @Test
  void arrivingAndReadingAreTold() {
    ChatClient bob = client("Bob", Disclosure.ALL);
    bob.disclose(Disclosure.ALL);
    Conversation hers = begin(bob);
    Conversation his = Acme.joined(bob, hers.id());
    MessageId first = hers.send(MessageContent.text("First")).id();
    MessageId second = hers.send(MessageContent.text("Second")).id();
    Acme.await(
        "both delivered",
        () -> is(hers, first, Status.DELIVERED) && is(hers, second, Status.DELIVERED));

    his.read(second);

    Acme.await("both read", () -> is(hers, first, Status.READ) && is(hers, second, Status.READ));
    assertThat(receipts(hers, first)).singleElement().extracting(Receipt::by).isEqualTo(bob.self());
    assertThat(hers.messages(10)).hasSize(2);
    assertThat(his.messages(10)).hasSize(2);
    assertThat(Acme.events(alice, MessageUnreadable.class)).isEmpty();
    assertThat(Acme.events(bob, SecurityAlert.class)).isEmpty();
  }

  @Test
  void guestsAreToldOnlyWhereThatIsSwitchedOn() {
    ChatClient bob = client("Bob", Disclosure.ALL);
    bob.disclose(new Disclosure(true, true, true, false));
    Conversation hers = begin(bob);
    Conversation his = Acme.joined(bob, hers.id());
    var invite =
        hers.inviteGuest(
            eu.paravent.client.invite.GuestInviteSpec.singleUse(Duration.ofDays(1)).label("Eve"));
    acme.add(
        eu.paravent.client.GuestLobby.open(invite.link().orElseThrow(), acme.server.transport())
            .join("Eve", EncryptedStore.inMemory(Acme.key())));
    Acme.await("the guest", () -> his.guests().size() == 1 && hers.guests().size() == 1);
    MessageId text = hers.send(MessageContent.text("With guest")).id();
    Acme.awaitText(his, "With guest");
    his.read(text);
    his.send(MessageContent.text("after")).awaitAccepted(SOON);
    Acme.awaitText(hers, "after");
    assertThat(receipts(hers, text)).isEmpty();

    bob.disclose(Disclosure.ALL);
    MessageId next = hers.send(MessageContent.text("Now")).id();
    Acme.await("it is told", () -> is(hers, next, Status.DELIVERED));
  }

  @Test
  void whatIsUnreadIsCountedUntilItIsRead() {
    ChatClient bob = client("Bob", Disclosure.NONE);
    Conversation hers = begin(bob);
    Conversation his = Acme.joined(bob, hers.id());
    his.send(MessageContent.text("His own")).awaitAccepted(SOON);
    MessageId first = hers.send(MessageContent.text("One")).id();
    MessageId second = hers.send(MessageContent.text("Two")).id();
    hers.send(MessageContent.text("Three")).awaitAccepted(SOON);
    Acme.awaitText(his, "Three");
    assertThat(his.unread()).isEqualTo(3);

    his.read(second);
    assertThat(his.unread()).isEqualTo(1);
    his.read(first);
    assertThat(his.unread()).isEqualTo(1);
    his.read(his.messages(1).get(0).id());
    assertThat(his.unread()).isZero();
    assertThat(hers.unread()).isEqualTo(1);
    assertThatThrownBy(() -> his.read(new MessageId("A".repeat(43))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatDisappearsAfterReadingBeginsToDisappearWhenItIsRead() {
    ChatClient bob = client("Bob", Disclosure.NONE);
    Conversation hers = begin(bob);
    Conversation his = Acme.joined(bob, hers.id());
    SendOptions fiveMinutes =
        SendOptions.none().expiring(Expiry.afterReading(Duration.ofMinutes(5)));
    MessageId code = hers.send(MessageContent.text("The code is 4711"), fiveMinutes).id();
    Acme.awaitText(his, "The code is 4711");
    clock.advance(Duration.ofDays(1));

    his.read(code);
    assertThat(his.messages(1).get(0).expires())
        .contains(clock.instant().plus(Duration.ofMinutes(5)));
    clock.advance(Duration.ofMinutes(5));

    assertThat(his.messages(10)).isEmpty();
    assertThat(his.unread()).isZero();
  }

  private ChatClient client(String name, Disclosure permitted) {
    ChatClient client =
        acme.add(
            ChatClient.builder()
                .server(acme.server.baseUrl())
                .store(EncryptedStore.inMemory(Acme.key()))
                .identity(acme.authority.enroller(name))
                .displayName(name)
                .transport(acme.server.transport())
                .clock(clock)
                .permit(permitted)
                .patience(Duration.ofSeconds(8))
                .open());
    Acme.await(name + " online", () -> client.connection().online());
    return client;
  }

  private Conversation begin(ChatClient... others) {
    ConversationSpec spec = ConversationSpec.titled("Order");
    for (ChatClient other : others) {
      spec = spec.participants(other.self());
    }
    return alice.conversations().create(spec);
  }

  private static boolean is(Conversation conversation, MessageId message, Status status) {
    return receipts(conversation, message).stream().anyMatch(r -> r.status() == status);
  }

  private static List<Receipt> receipts(Conversation conversation, MessageId message) {
    return conversation.messages(100).stream()
        .filter(m -> m.id().equals(message))
        .findFirst()
        .map(Message::receipts)
        .orElseThrow();
  }
}
