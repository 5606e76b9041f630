package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationEndedException;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.UserId;
import eu.paravent.client.call.CallSignal;
import eu.paravent.client.call.CallSignal.Kind;
import eu.paravent.client.call.MediaKey;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.store.EncryptedStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What participants of calls say goes through the conversation, and shows nowhere in it. */
@Timeout(120)
class CallTest {
  private static final String CALL = "AAECAwQFBgcICQoLDA0ODw", HERS = "EBESExQVFhcYGRobHB0eHw";
  private static final String HIS = "ICEiIyQlJicoKSorLC0uLw";

  private record Said(UserId sender, CallSignal signal) {}

  private final Acme acme = new Acme();
  private final List<Said> heard = new CopyOnWriteArrayList<>();
  private ChatClient alice, bob;
  private Conversation hers, his;

  @BeforeEach
  void talk() {
    alice = acme.online("Alice");
    bob = acme.online("Bob");
    bob.followCalls((id, sender, signal, at) -> heard.add(new Said(sender, signal)));
    hers = alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
    his = Acme.joined(bob, hers.id());
  }

  @AfterEach
  void close() {
    acme.close();
  }

  private static CallSignal ring() {
    return new CallSignal(CALL, Kind.RING, true, HERS, "", "");
  }

  @Test
  void signalsArriveInOrderAndAreNoMessages() {
    CallSignal offer = new CallSignal(CALL, Kind.OFFER, true, HERS, HIS, "v=0 ünd so weiter");
    hers.signal(ring());
    hers.signal(offer);
    hers.send(MessageContent.text("Can you see me?"));
    Acme.awaitText(his, "Can you see me?");

    Acme.await("both signals", () -> heard.size() == 2);
    assertThat(heard)
        .containsExactly(new Said(alice.self(), ring()), new Said(alice.self(), offer));
    assertThat(his.messages(10)).hasSize(1);
    assertThat(hers.messages(10)).hasSize(1);
    assertThat(his.unread()).isEqualTo(1);
    assertThat(Acme.events(bob, ChatEvent.MessageReceived.class)).hasSize(1);
    assertThat(Acme.events(bob, ChatEvent.MessageUnreadable.class)).isEmpty();
  }

  @Test
  void hostsLearnOfACallThatComesIn() {
    hers.signal(ring());
    Acme.await("the call", () -> !Acme.events(bob, ChatEvent.CallIncoming.class).isEmpty());

    ChatEvent.CallIncoming call = Acme.events(bob, ChatEvent.CallIncoming.class).get(0);
    assertThat(call.conversation()).isEqualTo(hers.id());
    assertThat(call.from()).isEqualTo(alice.self());
    assertThat(call.call()).isEqualTo(CALL);
    assertThat(call.video()).isTrue();
    assertThat(Acme.events(alice, ChatEvent.CallIncoming.class)).isEmpty();
  }

  /** Members have the same key, another epoch has another one, and who is out has none. */
  @Test
  void theKeyOfTheMediaIsTheEpochs() {
    ChatClient carol = acme.online("Carol");
    byte[] before = key(hers);
    assertThat(key(his)).isEqualTo(before);

    hers.add(carol.self());
    Acme.await("Carol", () -> his.participants().size() == 3);
    Conversation carols = Acme.joined(carol, hers.id());
    byte[] after = key(hers);
    assertThat(after).isNotEqualTo(before);
    assertThat(key(his)).isEqualTo(after);
    assertThat(key(carols)).isEqualTo(after);
    try (MediaKey one = hers.mediaKey();
        MediaKey other = his.mediaKey()) {
      assertThat(one.epoch()).isEqualTo(other.epoch());
      assertThat(one.member()).isNotEqualTo(other.member());
      assertThat(one.toString()).doesNotContain("key=");
    }

    hers.remove(carol.self());
    Acme.await("Carol out", () -> his.participants().size() == 2);
    assertThat(key(his)).isEqualTo(key(hers)).isNotEqualTo(after);
    Acme.await("Carol's end", () -> carols.state() == Conversation.State.ENDED);
    assertThatThrownBy(carols::mediaKey).isInstanceOf(ConversationEndedException.class);
    assertThatThrownBy(() -> carols.signal(ring())).isInstanceOf(ConversationEndedException.class);
  }

  private static byte[] key(Conversation conversation) {
    try (MediaKey key = conversation.mediaKey()) {
      return key.insecureBytes();
    }
  }

  @Test
  void aGuestCanCallAndBeCalled() {
    GuestLobby lobby =
        GuestLobby.open(
            hers.inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(1))).link().orElseThrow(),
            acme.server.transport());
    ChatClient gina = acme.add(lobby.join("Gina", EncryptedStore.inMemory(Acme.key())));
    Acme.await("Gina", () -> his.participants().size() == 3);

    gina.conversations().list().get(0).signal(ring());

    Acme.await("the ring", () -> heard.size() == 1);
    assertThat(heard.get(0).sender()).isEqualTo(gina.self());
    assertThat(gina.callRelay()).isEmpty();
  }

  @Test
  void whatIsNoSignalIsRefusedBeforeItIsSent() {
    assertThatThrownBy(() -> new CallSignal("short", Kind.RING, false, HERS, "", ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CallSignal(CALL, Kind.OFFER, false, HERS, "", "sdp"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CallSignal(CALL, Kind.RING, false, HERS, HIS, ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new CallSignal(CALL, Kind.ANSWER, false, HERS, HIS, "x".repeat(32_769)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new CallSignal(CALL, Kind.OFFER, true, HERS, HIS, "10.0.0.1").toString())
        .doesNotContain("10.0.0.1");
  }
}
