package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationEndedException;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.Participant;
import eu.paravent.client.event.ChatEvent.MessagesMissed;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.invite.GuestInvite;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.protocol.Paths;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who comes back, and who has two devices. */
@Timeout(120)
class ReturnTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private final Acme acme = new Acme();
  @TempDir Path folder;

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void aGuestComesBackWithItsStore() {
    ChatClient alice = acme.online("Alice");
    Conversation hers = alice.conversations().create(ConversationSpec.titled("Order"));
    GuestInvite invite = hers.inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(1)));
    GuestLobby.open(invite.link().orElseThrow(), acme.server.transport())
        .join("Gina", Acme.at(folder))
        .close();
    hers.send(MessageContent.text("while you were away")).awaitAccepted(SOON);

    ChatClient guest = acme.guestAgain(Acme.at(folder));

    Conversation ginas = Acme.joined(guest, hers.id());
    Acme.awaitText(ginas, "while you were away");
    ginas.send(MessageContent.text("back")).awaitAccepted(SOON);
    Acme.awaitText(hers, "back");
    assertThat(hers.participants()).hasSize(2);
    assertThat(Acme.events(guest, SecurityAlert.class)).isEmpty();
    assertThat(Acme.events(alice, SecurityAlert.class)).isEmpty();
  }

  /** The guest clicks its link once more. */
  @Test
  void aGuestComesBackByItsLink() {
    ChatClient alice = acme.online("Alice");
    Conversation hers = alice.conversations().create(ConversationSpec.titled("Order"));
    GuestInvite invite = hers.inviteGuest(GuestInviteSpec.upTo(3, Duration.ofDays(1)));
    GuestLobby.open(invite.link().orElseThrow(), acme.server.transport())
        .join("Gina", Acme.at(folder))
        .close();

    ChatClient guest =
        acme.add(
            GuestLobby.open(invite.link().orElseThrow(), acme.server.transport())
                .join("Gina", Acme.at(folder)));

    Acme.joined(guest, hers.id()).send(MessageContent.text("back")).awaitAccepted(SOON);
    Acme.awaitText(hers, "back");
    assertThat(hers.participants()).hasSize(2);
  }

  @Test
  void aGuestThatWasRemovedIsToldToAskForAnotherInvite() {
    ChatClient alice = acme.online("Alice");
    Conversation hers = alice.conversations().create(ConversationSpec.titled("Order"));
    GuestInvite invite = hers.inviteGuest(GuestInviteSpec.upTo(3, Duration.ofDays(1)));
    ChatClient guest =
        GuestLobby.open(invite.link().orElseThrow(), acme.server.transport())
            .join("Gina", Acme.at(folder));
    hers.remove(guest.self());
    Conversation ginas = Acme.joined(guest, hers.id());
    Acme.await("the end", () -> ginas.state() == Conversation.State.ENDED);
    guest.close();
    GuestLobby lobby = GuestLobby.open(invite.link().orElseThrow(), acme.server.transport());

    assertThatThrownBy(() -> lobby.join("Gina", Acme.at(folder)))
        .isInstanceOf(ConversationEndedException.class)
        .hasMessageContaining("new invite");

    assertThat(hers.participants()).hasSize(1);
  }

  @Test
  void allDevicesOfAPersonTakePart() {
    ChatClient alice = acme.online("Alice");
    ChatClient desk = acme.online("Bob");
    ChatClient phone = acme.online("Bob");

    Conversation hers =
        alice.conversations().create(ConversationSpec.titled("Order").participants(desk.self()));

    Conversation onDesk = Acme.joined(desk, hers.id());
    Conversation onPhone = Acme.joined(phone, hers.id());
    onDesk.send(MessageContent.text("from the desk")).awaitAccepted(SOON);
    onPhone.send(MessageContent.text("from the phone")).awaitAccepted(SOON);
    for (Conversation view : List.of(hers, onDesk, onPhone)) {
      Acme.awaitText(view, "from the desk");
      Acme.awaitText(view, "from the phone");
      assertThat(view.participants()).extracting(Participant::devices).containsExactly(1, 2);
    }
    hers.remove(desk.self());
    Acme.await("no Bob", () -> onDesk.state() == Conversation.State.ENDED);
    Acme.await("no Bob", () -> onPhone.state() == Conversation.State.ENDED);
    for (ChatClient client : List.of(alice, desk, phone)) {
      assertThat(Acme.events(client, SecurityAlert.class)).isEmpty();
    }
  }

  /**
   * Bob's device is away; Alice takes him out and lets him in again. His log begins where he was
   * let in, so nothing in it says that he was out: the welcome does.
   */
  @Test
  void whoWasTakenOutAndLetInWhileAwayIsInside() {
    ChatClient alice = acme.online("Alice");
    ChatClient bob = acme.online("Bob", Acme.at(folder), acme.server.transport());
    Conversation hers =
        alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
    Conversation his = Acme.joined(bob, hers.id());
    hers.send(MessageContent.text("before")).awaitAccepted(SOON);
    Acme.awaitText(his, "before");
    bob.close();
    hers.remove(bob.self());
    hers.send(MessageContent.text("not for Bob")).awaitAccepted(SOON);
    hers.add(bob.self());
    hers.send(MessageContent.text("welcome back")).awaitAccepted(SOON);

    ChatClient back = acme.online("Bob", Acme.at(folder), acme.server.transport());

    Conversation again = back.conversations().find(hers.id()).orElseThrow();
    Acme.awaitText(again, "welcome back");
    again.send(MessageContent.text("thank you")).awaitAccepted(SOON);
    Acme.awaitText(hers, "thank you");
    assertThat(Acme.texts(again)).containsExactly("before", "welcome back", "thank you");
    assertThat(Acme.events(back, MessagesMissed.class)).hasSize(1);
    for (ChatClient client : List.of(alice, back)) {
      assertThat(Acme.events(client, SecurityAlert.class)).isEmpty();
    }
  }

  /** Starting must not take a conversation that is just being made for one that was given up. */
  @Test
  void aConversationMadeRightAfterOpeningStays() {
    ChatClient early =
        acme.open(
            "Early",
            EncryptedStore.inMemory(Acme.key()),
            new SlowToCreate(acme.server.transport()));

    Conversation made = early.conversations().create(ConversationSpec.titled("At once"));

    Acme.await("client online", () -> early.connection().online());
    assertThat(early.conversations().find(made.id())).isPresent();
    made.send(MessageContent.text("Hello")).awaitAccepted(Duration.ofSeconds(10));
  }

  /** So slow that everything else of starting is done meanwhile. */
  private record SlowToCreate(Transport server) implements Transport {
    @Override
    public Response exchange(Request request) throws IOException, InterruptedException {
      if (request.method().equals("POST") && request.target().equals(Paths.GROUPS)) {
        Thread.sleep(700);
      }
      return server.exchange(request);
    }

    @Override
    public PushChannel push(String path, PushListener listener)
        throws IOException, InterruptedException {
      return server.push(path, listener);
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
