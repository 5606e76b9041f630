package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.WrongPasswordException;
import eu.paravent.client.invite.GuestInvite;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.invite.GuestLink;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.testkit.fault.FaultyTransport;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PasswordLinkTest {
  private static final String PASSWORD = "Grüne Birnen im Mai";
  private static final Duration SOON = Duration.ofSeconds(10);
  private final Acme acme = new Acme();
  private final ChatClient alice = acme.online("Alice");
  private final Conversation mine =
      alice.conversations().create(ConversationSpec.titled("Order SO-4711"));

  @AfterEach
  void close() {
    acme.close();
  }

  private GuestLink link() {
    GuestInvite invite =
        mine.inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(7)).password(PASSWORD));
    return GuestLink.parse(invite.link().orElseThrow().url());
  }

  @Test
  void aGuestWithLinkAndPasswordJoins() {
    GuestLink link = link();
    assertThat(link.needsPassword()).isTrue();
    assertThat(mine.invites().get(0).link()).contains(link);

    GuestLobby lobby = GuestLobby.open(link, acme.server.transport());
    assertThat(lobby.locked()).isTrue();
    GuestLobby unlocked = lobby.unlock(" " + PASSWORD);
    assertThat(unlocked.locked()).isFalse();
    assertThat(unlocked.title()).isEqualTo("Order SO-4711");
    ChatClient gina = acme.add(unlocked.join("Gina", EncryptedStore.inMemory(Acme.key())));

    gina.conversations()
        .find(mine.id())
        .orElseThrow()
        .send(MessageContent.text("Hello"))
        .awaitAccepted(SOON);
    Acme.awaitText(mine, "Hello");
    assertThat(Acme.events(alice, eu.paravent.client.event.ChatEvent.SecurityAlert.class))
        .isEmpty();
  }

  @Test
  void aWrongPasswordIsFoundOutWithoutTheServer() {
    FaultyTransport wire = acme.faulty();
    GuestLobby lobby = GuestLobby.open(link(), wire);
    wire.close();

    for (int guess = 0; guess < 3; guess++) {
      String wrong = PASSWORD + guess;
      assertThatThrownBy(() -> lobby.unlock(wrong))
          .isInstanceOf(WrongPasswordException.class)
          .hasMessageNotContaining(wrong);
    }

    assertThat(lobby.locked()).isTrue();
    assertThat(lobby.unlock(PASSWORD).inviter()).isEqualTo("Alice");
  }

  @Test
  void aLockedLobbySaysNothingAndLetsNobodyIn() {
    GuestLobby lobby = GuestLobby.open(link(), acme.server.transport());
    EncryptedStore store = EncryptedStore.inMemory(Acme.key());

    assertThatThrownBy(lobby::title).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(lobby::inviter).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> lobby.join("Gina", store)).isInstanceOf(IllegalStateException.class);
    // the store is untouched and free: the join with the password may have it
    acme.add(lobby.unlock(PASSWORD).join("Gina", store));
  }

  /** Who takes the version byte off the link has no card to read and no key that members know. */
  @Test
  void theLinkAloneOpensNothing() {
    GuestLink link = link();
    eu.paravent.client.identity.OrganisationAuthority authority = acme.authority;
    GuestLink stripped =
        GuestLink.of(
            link.server(), link.invite(), link.insecureSeed(), authority.rootCertificate());
    try (Transport transport = acme.server.transport()) {
      assertThatThrownBy(() -> GuestLobby.open(stripped, transport))
          .isInstanceOf(eu.paravent.client.UntrustedException.class);
    }
  }

  @Test
  void aPasswordShowsNowhere() {
    GuestInviteSpec spec = GuestInviteSpec.singleUse(Duration.ofDays(1)).password(PASSWORD);

    assertThat(spec.toString()).doesNotContain(PASSWORD);
    assertThatThrownBy(() -> GuestInviteSpec.singleUse(Duration.ofDays(1)).password("  abc   "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("abc");
  }
}
