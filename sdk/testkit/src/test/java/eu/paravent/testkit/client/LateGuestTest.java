package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.event.ChatEvent.ConversationEnded;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.invite.GuestInvite;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A server whose clock stands still, or that says so, and lets a guest in by an invite that has
 * ended for everybody else.
 */
@Timeout(120)
class LateGuestTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private final Acme acme = new Acme();
  private final TestClock clock = TestClock.at(Instant.now());
  private ChatClient alice, bob;
  private Conversation hers;
  private GuestInvite invite;

  @BeforeEach
  void invite() {
    alice = acme.online("Alice", clock);
    bob = acme.online("Bob", clock);
    hers = alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
    invite = hers.inviteGuest(GuestInviteSpec.singleUse(Duration.ofMinutes(1)));
    Acme.joined(bob, hers.id());
  }

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void aGuestThatCameAfterTheEndIsRemovedByTheMembers() {
    clock.advance(Duration.ofMinutes(8));
    hers.send(MessageContent.text("nobody came")).awaitAccepted(SOON);

    ChatClient gina = join();

    Acme.await("the guest to be out", () -> !Acme.events(gina, ConversationEnded.class).isEmpty());
    Acme.await("two people", () -> hers.participants().size() == 2);
    assertThat(Acme.events(alice, SecurityAlert.class)).isEmpty();
    assertThat(Acme.events(bob, SecurityAlert.class)).isEmpty();
  }

  @Test
  void aGuestThatCameInTimeStaysThoughItIsSeenLater() {
    ChatClient gina = join();
    Acme.await("the guest", () -> hers.participants().size() == 3);
    clock.advance(Duration.ofMinutes(8));

    hers.send(MessageContent.text("still here?")).awaitAccepted(SOON);

    Acme.awaitText(Acme.joined(gina, hers.id()), "still here?");
    assertThat(hers.participants()).hasSize(3);
  }

  @Test
  void clocksMayBeAFewMinutesApart() {
    clock.advance(Duration.ofMinutes(4));
    hers.send(MessageContent.text("nobody came")).awaitAccepted(SOON);

    ChatClient gina = join();
    Acme.await("the guest", () -> hers.participants().size() == 3);
    hers.send(MessageContent.text("welcome")).awaitAccepted(SOON);

    Acme.awaitText(Acme.joined(gina, hers.id()), "welcome");
  }

  private ChatClient join() {
    return acme.add(
        GuestLobby.open(invite.link().orElseThrow(), acme.server.transport())
            .join("Gina", EncryptedStore.inMemory(Acme.key())));
  }
}
