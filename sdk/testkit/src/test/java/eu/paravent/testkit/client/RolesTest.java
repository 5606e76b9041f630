package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.Participant;
import eu.paravent.client.Participant.Role;
import eu.paravent.client.RefusedException;
import eu.paravent.client.UserId;
import eu.paravent.client.event.ChatEvent.RetentionChanged;
import eu.paravent.client.event.ChatEvent.RolesChanged;
import eu.paravent.client.invite.GuestInvite;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.retention.ConversationClass;
import eu.paravent.client.retention.Retention;
import eu.paravent.client.store.EncryptedStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Owners, members, guests, and archivists that everyone sees. */
@Timeout(120)
class RolesTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private final Acme acme = new Acme();

  @AfterEach
  void close() {
    acme.close();
  }

  private ChatClient archivist() {
    ChatClient client =
        acme.add(
            ChatClient.builder()
                .server(acme.server.baseUrl())
                .store(EncryptedStore.inMemory(Acme.key()))
                .identity(acme.authority.archivistEnroller("archive"))
                .displayName("Archive")
                .transport(acme.server.transport())
                .patience(Duration.ofSeconds(8))
                .open());
    Acme.await("the archivist online", () -> client.connection().online());
    return client;
  }

  private static Map<UserId, Role> roles(Conversation conversation) {
    Map<UserId, Role> roles = new HashMap<>();
    for (Participant one : conversation.participants()) {
      roles.put(one.id(), one.role());
    }
    return roles;
  }

  private static void awaitRole(Conversation conversation, UserId who, Role role) {
    Acme.await(who + " to be " + role, () -> roles(conversation).get(who) == role);
  }

  @Test
  void whoBeginsAConversationOwnsItAndSharesThat() {
    ChatClient alice = acme.online("Alice");
    ChatClient bob = acme.online("Bob");
    Conversation hers =
        alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
    Conversation his = Acme.joined(bob, hers.id());
    assertThat(roles(his)).containsEntry(alice.self(), Role.OWNER).hasSize(2);
    assertThat(roles(his)).containsEntry(bob.self(), Role.MEMBER);

    assertThatThrownBy(() -> his.keepAs(ConversationClass.BOOKING_VOUCHER, Retention.none()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("Only an owner");
    assertThatThrownBy(() -> hers.dismissOwner(alice.self())).isInstanceOf(RefusedException.class);
    hers.appointOwner(bob.self());
    awaitRole(his, bob.self(), Role.OWNER);
    his.keepAs(ConversationClass.COMMERCIAL_LETTER, Retention.between(2192, 3000));
    his.dismissOwner(alice.self());

    awaitRole(hers, alice.self(), Role.MEMBER);
    Acme.await("the class", () -> hers.kind() == ConversationClass.COMMERCIAL_LETTER);
    assertThat(hers.retention()).isEqualTo(Retention.between(2192, 3000));
    assertThat(Acme.events(alice, RetentionChanged.class))
        .singleElement()
        .satisfies(event -> assertThat(event.by()).isEqualTo(bob.self()));
    assertThat(Acme.events(bob, RolesChanged.class)).hasSize(2);
    assertThat(Acme.alerts(alice)).isEmpty();
    assertThat(Acme.alerts(bob)).isEmpty();
  }

  @Test
  void everyoneSeesTheArchivistFromTheFirstWordOn() {
    ChatClient alice = acme.online("Alice");
    ChatClient bob = acme.online("Bob");
    ChatClient archive = archivist();

    Conversation hers =
        alice
            .conversations()
            .create(
                ConversationSpec.titled("Order")
                    .participants(bob.self())
                    .archivists(archive.self())
                    .keptAs(ConversationClass.COMMERCIAL_LETTER));
    Conversation his = Acme.joined(bob, hers.id());
    Conversation kept = Acme.joined(archive, hers.id());
    GuestInvite invite = hers.inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(1)));
    ChatClient gina =
        acme.add(
            GuestLobby.open(invite.link().orElseThrow(), acme.server.transport())
                .join("Gina", EncryptedStore.inMemory(Acme.key())));
    Conversation ginas = gina.conversations().find(hers.id()).orElseThrow();

    for (Conversation one : List.of(hers, his, kept, ginas)) {
      awaitRole(one, archive.self(), Role.ARCHIVIST);
      assertThat(one.kind()).isEqualTo(ConversationClass.COMMERCIAL_LETTER);
    }
    for (ChatClient client : List.of(bob, gina)) {
      assertThat(Acme.events(client, RolesChanged.class).get(0).archivists())
          .containsExactly(archive.self());
    }
    ginas.send(MessageContent.text("Hello")).awaitAccepted(SOON);
    Acme.awaitText(kept, "Hello");
    assertThatThrownBy(() -> kept.send(MessageContent.text("psst")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("says nothing");
    assertThatThrownBy(() -> kept.remove(bob.self())).isInstanceOf(RefusedException.class);

    hers.dismissArchivist(archive.self());

    Acme.await("the archivist to be out", () -> kept.state() == Conversation.State.ENDED);
    Acme.await("Bob to see it", () -> !roles(his).containsKey(archive.self()));
    RolesChanged last = Acme.events(bob, RolesChanged.class).get(1);
    assertThat(last.archivists()).isEmpty();
    assertThat(last.by()).isEqualTo(alice.self());
    for (ChatClient client : List.of(alice, bob, archive, gina)) {
      assertThat(Acme.alerts(client)).isEmpty();
    }
  }

  @Test
  void staffIsNotAppointedToKeepRecordsNorAnArchivistAddedToTalk() {
    ChatClient alice = acme.online("Alice");
    ChatClient bob = acme.online("Bob");
    ChatClient archive = archivist();
    Conversation hers = alice.conversations().create(ConversationSpec.titled("Order"));

    assertThatThrownBy(() -> hers.add(archive.self()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("is not named");
    assertThatThrownBy(() -> hers.appointArchivist(bob.self()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("not certified");
    hers.add(bob.self());
    assertThatThrownBy(() -> hers.appointArchivist(bob.self()))
        .isInstanceOf(RefusedException.class);
    hers.appointArchivist(archive.self());
    hers.appointArchivist(archive.self());

    assertThat(roles(hers)).containsEntry(archive.self(), Role.ARCHIVIST).hasSize(3);
  }
}
