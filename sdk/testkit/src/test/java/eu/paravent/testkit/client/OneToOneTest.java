package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationId;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Participant;
import eu.paravent.client.RefusedException;
import eu.paravent.client.UserUnknownException;
import eu.paravent.client.event.ChatEvent.ConversationEnded;
import eu.paravent.client.event.ChatEvent.End;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.message.MessageContent;
import eu.paravent.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Conversations of two people. */
@Timeout(240)
class OneToOneTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private final TestClock clock = TestClock.at(Instant.parse("2026-11-23T10:00:00Z"));
  private final Acme acme = new Acme(clock);

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void isFoundAgainFromBothSidesAndIsNoOther() {
    ChatClient alice = acme.online("Alice", clock);
    ChatClient bob = acme.online("Bob", clock);
    ChatClient carol = acme.online("Carol", clock);
    Conversation group =
        alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));

    Conversation hers = alice.conversations().with(bob.self());
    Conversation his = Acme.joined(bob, hers.id());
    Acme.await("that it is of two", his::oneToOne);

    assertThat(hers.id()).isNotEqualTo(group.id());
    assertThat(group.oneToOne()).isFalse();
    assertThat(alice.conversations().with(bob.self())).isEqualTo(hers);
    assertThat(bob.conversations().with(alice.self())).isEqualTo(his);
    assertThat(bob.conversations().with(carol.self()).id()).isNotEqualTo(his.id());
    assertThatThrownBy(() -> hers.add(carol.self())).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> his.inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(1))))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> alice.conversations().with(alice.self()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> alice.conversations().with(acme.user("Nobody")))
        .isInstanceOf(UserUnknownException.class);
    assertThat(hers.participants()).extracting(Participant::id).hasSize(2);
  }

  @Test
  void whereBothBeginAtOnceBothComeToTheSame() {
    ChatClient alice = acme.online("Alice", clock);
    ChatClient bob = acme.online("Bob", clock);
    CompletableFuture<Conversation> hers =
        CompletableFuture.supplyAsync(() -> alice.conversations().with(bob.self()));
    CompletableFuture<Conversation> his =
        CompletableFuture.supplyAsync(() -> bob.conversations().with(alice.self()));
    ConversationId one = hers.join().id();
    ConversationId other = his.join().id();
    for (ChatClient each : List.of(alice, bob)) {
      for (ConversationId id : List.of(one, other)) {
        Conversation there = Acme.joined(each, id);
        Acme.await("that it is of two", there::oneToOne);
      }
    }
    hers.join().send(MessageContent.text("From her")).awaitAccepted(SOON);
    his.join().send(MessageContent.text("From him")).awaitAccepted(SOON);

    Conversation hersNow = alice.conversations().with(bob.self());
    Conversation hisNow = bob.conversations().with(alice.self());
    assertThat(hersNow.id()).isEqualTo(hisNow.id());
    assertThat(List.of(one, other)).contains(hersNow.id());
    Acme.awaitText(Acme.joined(bob, one), "From her");
    Acme.awaitText(Acme.joined(alice, other), "From him");
    assertThat(Acme.events(alice, SecurityAlert.class)).isEmpty();
  }

  @Test
  void whoLeftBeginsAnother() {
    ChatClient alice = acme.online("Alice", clock);
    ChatClient bob = acme.online("Bob", clock);
    Conversation first = alice.conversations().with(bob.self());
    Conversation his = Acme.joined(bob, first.id());
    Acme.await("that it is of two", his::oneToOne);
    his.leave();
    Acme.await("Bob to be out", () -> first.participants().size() == 1);

    Conversation second = bob.conversations().with(alice.self());
    assertThat(second.id()).isNotEqualTo(first.id());
    Acme.await("that it is of two", Acme.joined(alice, second.id())::oneToOne);
    assertThat(alice.conversations().with(bob.self()).id()).isEqualTo(second.id());
  }

  @Test
  void aPersonLeavesWithAllDevices() {
    ChatClient alice = acme.online("Alice", clock);
    ChatClient desk = acme.online("Bob", clock);
    ChatClient phone = acme.online("Bob", clock);
    Conversation hers =
        alice.conversations().create(ConversationSpec.titled("Order").participants(desk.self()));
    Conversation atDesk = Acme.joined(desk, hers.id());
    Conversation onPhone = Acme.joined(phone, hers.id());

    atDesk.leave();

    Acme.await("Bob to be out", () -> hers.participants().size() == 1);
    Acme.await("the phone to hear", () -> onPhone.state() == Conversation.State.ENDED);
    assertThat(Acme.events(phone, ConversationEnded.class))
        .singleElement()
        .satisfies(ended -> assertThat(ended.how()).isEqualTo(End.LEFT));
    assertThat(hers.participants()).extracting(Participant::id).containsExactly(alice.self());
  }
}
