package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.KeyCustody;
import eu.paravent.client.Participant;
import eu.paravent.client.UserId;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.store.EncryptedStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Everybody sees who holds the keys of everybody, as each device declares it. */
@Timeout(180)
class CustodyTest {
  @TempDir Path folder;
  private final Acme acme = new Acme();

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void everyParticipantSeesWhoHoldsTheKeys() {
    ChatClient erp =
        open("ERP", Acme.at(folder.resolve("erp")), Optional.of(KeyCustody.ORGANISATION));
    ChatClient bob = open("Bob", memory(), Optional.of(KeyCustody.DEVICE));
    ChatClient carol = open("Carol", memory(), Optional.empty());
    Conversation room =
        erp.conversations()
            .create(ConversationSpec.titled("Order").participants(bob.self(), carol.self()));
    ChatClient guest =
        acme.add(
            GuestLobby.open(
                    room.inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(1)))
                        .link()
                        .orElseThrow(),
                    acme.server.transport())
                .join("Gina", memory()));

    for (ChatClient client : new ChatClient[] {erp, bob, carol, guest}) {
      Conversation view = Acme.joined(client, room.id());
      Acme.await("everybody", () -> view.participants().size() == 4);
      assertThat(custody(view, erp.self())).contains(KeyCustody.ORGANISATION);
      assertThat(custody(view, bob.self())).contains(KeyCustody.DEVICE);
      assertThat(custody(view, carol.self())).isEmpty();
      assertThat(custody(view, guest.self())).contains(KeyCustody.DEVICE);
    }
  }

  /** Bob's keys were on his own computer; now his company's server holds them. */
  @Test
  void aChangeIsShownInConversationsThatAreThere() {
    EncryptedStore store = Acme.at(folder.resolve("bob"));
    ChatClient before = open("Bob", store, Optional.of(KeyCustody.DEVICE));
    ChatClient alice = open("Alice", memory(), Optional.empty());
    Conversation room =
        alice.conversations().create(ConversationSpec.titled("x").participants(before.self()));
    Acme.joined(before, room.id());
    assertThat(custody(room, before.self())).contains(KeyCustody.DEVICE);
    before.close();

    ChatClient after = open("Bob", store, Optional.of(KeyCustody.ORGANISATION));

    Acme.await(
        "the change",
        () -> custody(room, after.self()).equals(Optional.of(KeyCustody.ORGANISATION)));
    after.close();
    ChatClient silent = open("Bob", store, Optional.empty());
    assertThat(custody(Acme.joined(silent, room.id()), silent.self()))
        .as("said once, it is kept")
        .contains(KeyCustody.ORGANISATION);
  }

  private static Optional<KeyCustody> custody(Conversation room, UserId of) {
    return room.participants().stream()
        .filter(person -> person.id().equals(of))
        .findFirst()
        .flatMap(Participant::custody);
  }

  private static EncryptedStore memory() {
    return EncryptedStore.inMemory(Acme.key());
  }

  private ChatClient open(String name, EncryptedStore store, Optional<KeyCustody> custody) {
    ChatClient.Builder builder =
        ChatClient.builder()
            .server(acme.server.baseUrl())
            .store(store)
            .identity(acme.authority.enroller(name))
            .transport(acme.server.transport())
            .displayName(name);
    custody.ifPresent(builder::custody);
    ChatClient client = acme.add(builder.open());
    Acme.await(name + " to be online", () -> client.connection().online());
    return client;
  }
}
