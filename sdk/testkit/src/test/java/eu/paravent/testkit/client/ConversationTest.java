package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationEndedException;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.InviteRefusedException;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.Participant;
import eu.paravent.client.UserUnknownException;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.invite.GuestInvite;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.invite.GuestLink;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.protocol.Paths;
import eu.paravent.testkit.fault.Faults;
import eu.paravent.testkit.fault.FaultyTransport;
import eu.paravent.testkit.fault.Requests;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ConversationTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private final Acme acme = new Acme();

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void twoPeopleTalkAboutAnOrder() {
    ChatClient alice = acme.online("Alice");
    ChatClient bob = acme.online("Bob");
    BusinessReference order = BusinessReference.of("sales-order", "SO-4711");

    Conversation mine =
        alice
            .conversations()
            .create(ConversationSpec.about(order).title("Order SO-4711").participants(bob.self()));
    Conversation his = Acme.joined(bob, mine.id());
    mine.send(MessageContent.text("Delivery in week 12?")).awaitAccepted(SOON);
    Acme.awaitText(his, "Delivery in week 12?");
    his.send(MessageContent.text("Yes")).awaitAccepted(SOON);
    Acme.awaitText(mine, "Yes");

    Acme.await("title", () -> his.title().equals("Order SO-4711"));
    assertThat(bob.conversations().about(order)).containsExactly(his);
    Acme.await(
        "names",
        () ->
            mine.participants().stream()
                .map(Participant::displayName)
                .sorted()
                .toList()
                .toString()
                .equals("[Alice, Bob]"));
    assertThat(Acme.events(alice, ChatEvent.SecurityAlert.class)).isEmpty();
    assertThat(Acme.events(bob, ChatEvent.SecurityAlert.class)).isEmpty();
  }

  @Test
  void oneMessageIsFoundByItsId() {
    ChatClient alice = acme.online("Alice");
    Conversation mine = alice.conversations().create(ConversationSpec.titled("Mine"));
    Conversation other = alice.conversations().create(ConversationSpec.titled("Other"));
    MessageId sent = mine.send(MessageContent.text("Here")).id();
    MessageId elsewhere = other.send(MessageContent.text("There")).id();
    // what is still on its way may change between the two questions
    Acme.await("it to be sent", () -> mine.messages(1).get(0).state() == Message.State.ACCEPTED);

    assertThat(mine.message(sent)).contains(mine.messages(1).get(0));
    assertThat(mine.message(elsewhere)).isEmpty();
    mine.delete(sent).awaitAccepted(SOON);
    Acme.await(
        "the deletion",
        () ->
            mine.message(sent)
                .filter(found -> found.content() instanceof MessageContent.Deleted)
                .isPresent());
  }

  @Test
  void aFileArrivesAsItWasSent() {
    ChatClient alice = acme.online("Alice");
    ChatClient bob = acme.online("Bob");
    byte[] pdf = "%PDF-1.7 drawing".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    Conversation mine =
        alice.conversations().create(ConversationSpec.titled("Files").participants(bob.self()));
    mine.send(MessageContent.file("drawing.pdf", "application/pdf", pdf)).awaitAccepted(SOON);
    Conversation his = Acme.joined(bob, mine.id());
    Acme.await("the file", () -> his.messages(10).size() == 1);

    MessageContent.File file = (MessageContent.File) his.messages(1).get(0).content();
    assertThat(file.attachment().name()).isEqualTo("drawing.pdf");
    assertThat(his.download(file.attachment())).isEqualTo(pdf);
  }

  @Test
  void aGuestJoinsByLinkWhileNobodyIsOnlineAndIsRemoved() throws Exception {
    java.nio.file.Path folder = java.nio.file.Files.createTempDirectory("paravent-alice");
    ChatClient alice = acme.online("Alice", Acme.at(folder), acme.server.transport());
    Conversation mine = alice.conversations().create(ConversationSpec.titled("Order SO-4711"));
    GuestInvite invite = mine.inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(7)));
    String link = invite.link().orElseThrow().url();
    alice.close();

    GuestLobby lobby = GuestLobby.open(GuestLink.parse(link), acme.server.transport());
    ChatClient gina = acme.add(lobby.join("Gina", EncryptedStore.inMemory(Acme.key())));
    Conversation hers = gina.conversations().find(mine.id()).orElseThrow();
    hers.send(MessageContent.text("Hello")).awaitAccepted(SOON);

    assertThat(lobby.title()).isEqualTo("Order SO-4711");
    assertThat(lobby.inviter()).isEqualTo("Alice");
    ChatClient again = acme.online("Alice", Acme.at(folder), acme.server.transport());
    Conversation back = again.conversations().find(mine.id()).orElseThrow();
    Acme.awaitText(back, "Hello");
    Acme.await("title for the guest", () -> hers.title().equals("Order SO-4711"));
    back.remove(gina.self());
    Acme.await("the end", () -> hers.state() == Conversation.State.ENDED);
    assertThatThrownBy(() -> hers.send(MessageContent.text("?")))
        .isInstanceOf(ConversationEndedException.class);
    assertThat(Acme.events(again, ChatEvent.SecurityAlert.class)).isEmpty();
  }

  @Test
  void aRevokedLinkLetsNobodyIn() {
    ChatClient alice = acme.online("Alice");
    Conversation mine = alice.conversations().create(ConversationSpec.titled("Order"));
    GuestInvite invite = mine.inviteGuest(GuestInviteSpec.upTo(5, Duration.ofDays(7)));
    assertThat(mine.invites()).hasSize(1);

    mine.revoke(invite.id());

    assertThat(mine.invites()).isEmpty();
    assertThatThrownBy(() -> GuestLobby.open(invite.link().orElseThrow(), acme.server.transport()))
        .isInstanceOfSatisfying(
            InviteRefusedException.class,
            e -> assertThat(e.reason()).isEqualTo(InviteRefusedException.Reason.REVOKED));
  }

  @Test
  void whoLeavesIsTakenOutByAnother() {
    ChatClient alice = acme.online("Alice");
    ChatClient bob = acme.online("Bob");
    Conversation mine =
        alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
    Conversation his = Acme.joined(bob, mine.id());

    his.leave();

    assertThat(his.state()).isEqualTo(Conversation.State.ENDED);
    Acme.await("Bob to be out", () -> mine.participants().size() == 1);
  }

  @Test
  void nothingIsLeftOfAConversationWithSomeoneUnknown() {
    ChatClient alice = acme.online("Alice");

    assertThatThrownBy(
            () ->
                alice
                    .conversations()
                    .create(ConversationSpec.titled("?").participants(acme.user("Nobody"))))
        .isInstanceOf(UserUnknownException.class);

    assertThat(alice.conversations().list()).isEmpty();
  }

  /**
   * Alice writes while nothing of hers gets through, and Bob answers something else. The server
   * takes his message first: so it stands first for both of them, also for Alice, who saw hers
   * first. Her messages used to stay where she had written them.
   */
  @Test
  void whatWaitedStandsWhereTheLogHasIt() {
    FaultyTransport line = acme.faulty();
    ChatClient alice = acme.online("Alice", EncryptedStore.inMemory(Acme.key()), line);
    ChatClient bob = acme.online("Bob");
    Conversation hers =
        alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
    Conversation his = Acme.joined(bob, hers.id());
    hers.send(MessageContent.text("hello")).awaitAccepted(SOON);
    line.always(Requests.of("POST", Paths.MESSAGES), Faults.loseRequest());
    MessageId first = hers.send(MessageContent.text("mine")).id();
    hers.send(MessageContent.text("mine too"));
    his.send(MessageContent.text("his")).awaitAccepted(SOON);
    Acme.awaitText(hers, "his");
    assertThat(Acme.texts(hers)).containsExactly("hello", "mine", "mine too", "his");
    assertThat(hers.search("mine", 10)).hasSize(2);

    line.heal();
    alice.retryNow();

    Acme.awaitText(his, "mine too");
    Acme.await("both to be taken", () -> Acme.texts(hers).equals(Acme.texts(his)));
    assertThat(Acme.texts(hers)).containsExactly("hello", "his", "mine", "mine too");
    assertThat(hers.message(first).orElseThrow().state()).isEqualTo(Message.State.ACCEPTED);
    assertThat(hers.search("mine", 10)).hasSize(2);
    assertThat(hers.messagesAfter(first, 10)).hasSize(1);
    his.reply(first, MessageContent.text("yours"));
    his.react(first, "👍");
    Acme.awaitText(hers, "yours");
    assertThat(hers.messages(1).get(0).inReplyTo()).contains(first);
    Acme.await("the reaction", () -> !hers.message(first).orElseThrow().reactions().isEmpty());
  }
}
