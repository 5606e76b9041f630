package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationEndedException;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.Participant;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.invite.GuestInvite;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.store.EncryptedStore;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class EmployedGuestTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private final Acme acme = new Acme();

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void aGuestThatIsEmployedStartsAnewAndTheGuestIsGone() {
    ChatClient alice = acme.online("Alice");
    Conversation hers = alice.conversations().create(ConversationSpec.titled("Order"));
    Conversation internal = alice.conversations().create(ConversationSpec.titled("Internal"));
    GuestInvite invite = hers.inviteGuest(GuestInviteSpec.upTo(2, Duration.ofDays(7)));
    GuestLobby lobby = GuestLobby.open(invite.link().orElseThrow(), acme.server.transport());
    ChatClient guest = acme.add(lobby.join("Gina", EncryptedStore.inMemory(Acme.key())));
    Conversation guests = Acme.joined(guest, hers.id());
    guests.send(MessageContent.text("As a guest")).awaitAccepted(SOON);
    Acme.awaitText(hers, "As a guest");
    assertThat(hers.guests())
        .singleElement()
        .satisfies(
            inside -> {
              assertThat(inside.id()).isEqualTo(guest.self());
              assertThat(inside.invitedBy()).isEqualTo(alice.self());
              assertThat(inside.invite()).isEqualTo(invite.id());
            });

    ChatClient staff = acme.online("Gina");
    assertThat(staff.conversations().list()).isEmpty();
    hers.employ(guest.self(), staff.self());
    Conversation now = Acme.joined(staff, hers.id());
    Acme.await("the guest to be out", () -> guests.state() == Conversation.State.ENDED);

    assertThat(hers.guests()).isEmpty();
    assertThat(hers.participants())
        .extracting(Participant::id)
        .containsExactlyInAnyOrder(alice.self(), staff.self());
    // what the guest said stays the guest's, and what was before is not read anew
    assertThat(now.messages(10)).isEmpty();
    assertThat(hers.messages(1).get(0).sender()).isEqualTo(guest.self());
    assertThatThrownBy(() -> guests.send(MessageContent.text("?")))
        .isInstanceOf(ConversationEndedException.class);
    // one place of two was hers, and is not free again
    assertThat(hers.invites()).singleElement().satisfies(i -> assertThat(i.maxUses()).isEqualTo(1));
    assertThat(staff.conversations().find(internal.id())).isEmpty();
    assertThatThrownBy(() -> hers.employ(guest.self(), staff.self()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Acme.events(staff, SecurityAlert.class)).isEmpty();
  }
}
