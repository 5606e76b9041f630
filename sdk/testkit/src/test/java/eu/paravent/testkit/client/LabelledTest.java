package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.Participant;
import eu.paravent.client.RefusedException;
import eu.paravent.client.event.ChatEvent.DetailsChanged;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How confidential a conversation is, is said by its owners and seen by everybody in it. */
@Timeout(120)
class LabelledTest {
  private final Acme acme = new Acme();
  @TempDir Path folder;

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void ownersSayItAndEverybodySeesItWhoComesLaterToo() {
    EncryptedStore store = EncryptedStore.at(folder, StoreKey.copyOf(new byte[StoreKey.LENGTH]));
    ChatClient alice = acme.online("Alice", store, acme.server.transport());
    ChatClient bob = acme.online("Bob");
    Conversation hers =
        alice
            .conversations()
            .create(ConversationSpec.titled("Deal").label("internal").participants(bob.self()));
    Conversation his = Acme.joined(bob, hers.id());
    sees(his, "internal");
    Conversation gerdas = guest(hers);
    sees(gerdas, "internal");

    hers.changeLabel("strictly confidential");
    sees(his, "strictly confidential");
    sees(gerdas, "strictly confidential");
    assertThat(Acme.events(bob, DetailsChanged.class)).isNotEmpty();
    for (Conversation one : new Conversation[] {his, gerdas}) {
      assertThatThrownBy(() -> one.changeLabel("public")).isInstanceOf(RefusedException.class);
    }
    his.rename("Deal of the year");
    Acme.await("the title", () -> hers.title().equals("Deal of the year"));
    // whoever lets somebody in says it as well
    alice.close();
    ChatClient carol = acme.online("Carol");
    his.add(carol.self());
    Conversation carols = Acme.joined(carol, hers.id());
    sees(carols, "strictly confidential");

    ChatClient again = acme.online("Alice", store, acme.server.transport());
    Conversation hersAgain = Acme.joined(again, hers.id());
    assertThat(hersAgain.label()).isEqualTo("strictly confidential");
    hersAgain.appointOwner(bob.self());
    Acme.await("Bob to be an owner", () -> owner(his));
    his.changeLabel("");
    for (Conversation one : new Conversation[] {hersAgain, carols, gerdas}) {
      sees(one, "");
    }
    assertThatThrownBy(() -> his.changeLabel("two\nlines"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ConversationSpec.titled("x").label("x".repeat(61)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Acme.alerts(bob)).isEmpty();
  }

  private Conversation guest(Conversation hers) {
    GuestLobby lobby =
        GuestLobby.open(
            hers.inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(1))).link().orElseThrow(),
            acme.server.transport());
    ChatClient gerda = acme.add(lobby.join("Gerda", EncryptedStore.inMemory(Acme.key())));
    return Acme.joined(gerda, hers.id());
  }

  private static boolean owner(Conversation one) {
    return one.participants().stream()
        .anyMatch(p -> p.self() && p.role() == Participant.Role.OWNER);
  }

  private static void sees(Conversation one, String label) {
    Acme.await("the label \"" + label + "\"", () -> one.label().equals(label));
  }
}
