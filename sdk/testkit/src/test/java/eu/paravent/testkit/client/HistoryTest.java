package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.RefusedException;
import eu.paravent.client.SendOptions;
import eu.paravent.client.backup.Backup;
import eu.paravent.client.backup.RecoveryKey;
import eu.paravent.client.event.ChatEvent.MessageReceived;
import eu.paravent.client.event.ChatEvent.MessageUnreadable;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.event.ChatEvent.SecurityAlert.Kind;
import eu.paravent.client.event.HistoryEvent.HistoryDeclined;
import eu.paravent.client.event.HistoryEvent.HistoryFailed;
import eu.paravent.client.event.HistoryEvent.HistoryReceived;
import eu.paravent.client.event.HistoryEvent.HistoryRequested;
import eu.paravent.client.history.HistoryPolicy;
import eu.paravent.client.history.HistoryRequest;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.message.Expiry;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Poll;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.protocol.Paths;
import eu.paravent.testkit.TestClock;
import eu.paravent.testkit.fault.Faults;
import eu.paravent.testkit.fault.FaultyTransport;
import eu.paravent.testkit.fault.Requests;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alice has talked with Bob at her desk, gets a phone, and wants to read there what was said. */
@Timeout(180)
class HistoryTest {
  private static final Duration SOON = Duration.ofSeconds(40);
  private final TestClock clock = TestClock.at(Instant.now());
  private final Acme acme = new Acme(clock);
  @TempDir Path folder;
  private ChatClient bob;
  private Conversation his;

  @BeforeEach
  void begin() {
    bob = acme.online("Bob", clock);
  }

  @AfterEach
  void close() {
    acme.close();
  }

  private ChatClient desk(HistoryPolicy policy) {
    return Acme.online(
        "Alice",
        acme.add(
            ChatClient.builder()
                .server(acme.server.baseUrl())
                .store(EncryptedStore.inMemory(Acme.key()))
                .identity(acme.authority.enroller("Alice"))
                .displayName("Alice")
                .transport(acme.server.transport())
                .clock(clock)
                .patience(Duration.ofSeconds(8))
                .shareHistory(policy)
                .open()));
  }

  private Conversation order(ChatClient desk) {
    Conversation hers =
        desk.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
    his = Acme.joined(bob, hers.id());
    return hers;
  }

  private static MessageId say(Conversation room, String text) {
    var sent = room.send(MessageContent.text(text));
    sent.awaitAccepted(SOON);
    return sent.id();
  }

  private static HistoryRequest request(ChatClient desk) {
    Acme.await("the request", () -> !desk.history().requests().isEmpty());
    return desk.history().requests().get(0);
  }

  private static void awaitReceived(ChatClient phone, int times) {
    Acme.await(
        "history to arrive", () -> Acme.events(phone, HistoryReceived.class).size() == times);
  }

  @Test
  void whatWasSaidComesWithAllThatBelongsToIt() {
    ChatClient desk = desk(HistoryPolicy.ASK);
    Conversation hers = order(desk);
    MessageId first = say(his, "Windows or doors?");
    Acme.awaitText(hers, "Windows or doors?");
    hers.reply(first, MessageContent.text("Windosw")).awaitAccepted(SOON);
    MessageId answer = hers.messages(1).get(0).id();
    hers.edit(answer, "Windows").awaitAccepted(SOON);
    MessageId secret = say(hers, "not for long");
    hers.delete(secret).awaitAccepted(SOON);
    hers.send(
            MessageContent.text("an hour only"),
            SendOptions.none().expiring(Expiry.at(clock.instant().plus(Duration.ofHours(1)))))
        .awaitAccepted(SOON);
    hers.send(
            MessageContent.text("a week"),
            SendOptions.none().expiring(Expiry.at(clock.instant().plus(Duration.ofDays(7)))))
        .awaitAccepted(SOON);
    MessageId poll = hers.send(Poll.single("Colour?", "White", "Grey")).id();
    Acme.await("the poll at Bob's", () -> his.message(poll).isPresent());
    his.vote(poll, Set.of(1)).awaitAccepted(SOON);
    his.pin(answer).awaitAccepted(SOON);
    his.react(answer, "👍");
    byte[] plan = {1, 2, 3, 4, 5};
    his.send(MessageContent.file("plan.bin", "application/octet-stream", plan)).awaitAccepted(SOON);
    Acme.await(
        "everything at the desk",
        () ->
            hers.messages(1).get(0).content() instanceof MessageContent.File
                && hers.pinned().size() == 1
                && !hers.message(answer).orElseThrow().reactions().isEmpty());
    clock.advance(Duration.ofHours(2));

    ChatClient phone = acme.online("Alice", clock);
    Conversation onPhone = NewDeviceTest.joined(phone, hers, desk);
    say(his, "after");
    Acme.awaitText(onPhone, "after");
    HistoryRequest asked = phone.history().ask();
    HistoryRequest shown = request(desk);
    assertThat(shown.code()).isEqualTo(asked.code()).matches("(\\d{4} ){5}\\d{4}");
    assertThat(shown.device()).isEqualTo(phone.devices().own().get(0).uri());
    assertThat(Acme.texts(onPhone)).containsExactly("after");
    desk.history().share(shown);
    awaitReceived(phone, 1);

    assertThat(Acme.texts(onPhone))
        .containsExactly("Windows or doors?", "Windows", "a week", "after");
    Message there = onPhone.message(answer).orElseThrow();
    Message here = hers.message(answer).orElseThrow();
    assertThat(there.content()).isEqualTo(here.content());
    assertThat(there.time()).isEqualTo(here.time());
    assertThat(there.edited()).isEqualTo(here.edited()).isPresent();
    assertThat(there.state()).isEqualTo(Message.State.ACCEPTED);
    assertThat(there.reactions()).isEqualTo(here.reactions());
    assertThat(there.receipts()).isEqualTo(here.receipts());
    assertThat(there.inReplyTo()).contains(first);
    assertThat(there.marks()).contains(Message.Mark.SHARED, Message.Mark.PINNED);
    assertThat(onPhone.pinned()).extracting(Message::id).containsExactly(answer);
    assertThat(onPhone.message(poll).orElseThrow().votes())
        .isEqualTo(hers.message(poll).orElseThrow().votes());
    assertThat(onPhone.message(secret)).isEmpty();
    assertThat(onPhone.message(first).orElseThrow().author().displayName()).isEqualTo("Bob");
    MessageContent.File file =
        onPhone.messages(10).stream()
            .map(Message::content)
            .filter(MessageContent.File.class::isInstance)
            .map(MessageContent.File.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(onPhone.download(file.attachment())).isEqualTo(plan);
    assertThat(onPhone.search("windows", 10)).hasSize(2);
    assertThat(onPhone.search("after", 10)).hasSize(1);
    assertThat(onPhone.unread()).isEqualTo(1);
    assertThat(Acme.events(phone, MessageReceived.class)).hasSize(1);
    assertThat(desk.history().requests()).isEmpty();
    assertThat(Acme.events(desk, HistoryRequested.class)).hasSize(1);
    // the phone goes on with what it has been given
    onPhone.react(first, "✅");
    Acme.await("it at Bob's", () -> !his.message(first).orElseThrow().reactions().isEmpty());
    his.edit(first, "Windows or doors, finally?").awaitAccepted(SOON);
    Acme.awaitText(onPhone, "Windows or doors, finally?");
    clock.advance(Duration.ofDays(8));
    Acme.await("the week to be over", () -> !Acme.texts(onPhone).contains("a week"));
    for (ChatClient each : List.of(desk, phone, bob)) {
      assertThat(Acme.events(each, SecurityAlert.class)).isEmpty();
      assertThat(Acme.events(each, MessageUnreadable.class)).isEmpty();
      assertThat(Acme.events(each, HistoryFailed.class)).isEmpty();
    }
  }

  @Test
  void nothingIsHandedOverWithoutTheWordOfItsPerson() {
    ChatClient desk = desk(HistoryPolicy.ASK);
    Conversation hers = order(desk);
    say(hers, "before");
    ChatClient phone = acme.online("Alice", clock);
    Conversation onPhone = NewDeviceTest.joined(phone, hers, desk);
    HistoryRequest asked = phone.history().ask();

    desk.history().decline(request(desk));

    Acme.await("the no", () -> !Acme.events(phone, HistoryDeclined.class).isEmpty());
    assertThat(Acme.texts(onPhone)).isEmpty();
    assertThat(desk.history().requests()).isEmpty();
    assertThatThrownBy(() -> desk.history().share(asked)).isInstanceOf(RefusedException.class);
    HistoryRequest invented =
        new HistoryRequest("AAAAAAAAAAAAAAAAAAAAAA", asked.device(), asked.at(), asked.code());
    assertThatThrownBy(() -> desk.history().share(invented)).isInstanceOf(RefusedException.class);
  }

  @Test
  void theCompanyMayForbidIt() {
    ChatClient desk = desk(HistoryPolicy.NEVER);
    Conversation hers = order(desk);
    say(hers, "before");
    ChatClient phone = acme.online("Alice", clock);
    NewDeviceTest.joined(phone, hers, desk);

    HistoryRequest asked = phone.history().ask();

    Acme.await("the no", () -> !Acme.events(phone, HistoryDeclined.class).isEmpty());
    assertThat(Acme.events(desk, HistoryRequested.class)).isEmpty();
    assertThatThrownBy(() -> desk.history().share(asked)).isInstanceOf(RefusedException.class);
  }

  /** It asks before it is in any conversation; each that it comes into is asked for as well. */
  @Test
  void theCompanyMayAllowItAndAConversationThatIsJoinedLaterIsAskedForToo() {
    ChatClient desk = desk(HistoryPolicy.SHARE);
    Conversation hers = order(desk);
    for (int i = 0; i < 120; i++) {
      hers.send(MessageContent.text("message " + i));
    }
    say(hers, "the last one");
    ChatClient phone = acme.online("Alice", clock);
    phone.history().ask();

    Conversation onPhone = NewDeviceTest.joined(phone, hers, desk);
    awaitReceived(phone, 1);

    assertThat(Acme.texts(onPhone)).isEqualTo(Acme.texts(hers)).hasSize(121);
    assertThat(onPhone.unread()).isZero();
    assertThat(Acme.events(desk, HistoryRequested.class)).isEmpty();
    Message middle = onPhone.messages(60).get(59);
    assertThat(onPhone.messagesBefore(middle.id(), 100)).hasSize(61);
    assertThat(onPhone.messagesAfter(middle.id(), 100)).hasSize(59);
  }

  /** Between asking and the word of the person the company takes the device back. */
  @Test
  void aDeviceThatIsRevokedMeanwhileGetsNothing() {
    ChatClient desk = desk(HistoryPolicy.ASK);
    Conversation hers = order(desk);
    say(hers, "before");
    ChatClient phone = acme.online("Alice", clock);
    Conversation onPhone = NewDeviceTest.joined(phone, hers, desk);
    phone.history().ask();
    HistoryRequest request = request(desk);
    byte[] list = acme.authority.revoke(List.of(phone.devices().own().get(0).certificate()));
    try (Transport way = acme.server.transport()) {
      Registration.publishStatusList("acme.example", list, way);
    }

    desk.history().share(request);

    Acme.await("the refusal", () -> !Acme.events(desk, HistoryFailed.class).isEmpty());
    Acme.await("the phone to be out", () -> NewDeviceTest.devices(hers, desk.self()) == 1);
    assertThat(Acme.texts(onPhone)).isEmpty();
    assertThat(Acme.events(phone, HistoryReceived.class)).isEmpty();
  }

  /** The server gives other bytes than the desk uploaded; then it comes to its senses. */
  @Test
  void aServerThatExchangesWhatItCarriesIsNoticed() {
    ChatClient desk = desk(HistoryPolicy.SHARE);
    Conversation hers = order(desk);
    say(hers, "before");
    FaultyTransport line = acme.faulty();
    ChatClient phone =
        Acme.online("Alice", acme.open("Alice", EncryptedStore.inMemory(Acme.key()), line, clock));
    Conversation onPhone = NewDeviceTest.joined(phone, hers, desk);
    line.always(
        Requests.of("GET", Paths.GROUP_ATTACHMENT),
        (request, onwards) -> {
          Transport.Response answer = onwards.exchange(request);
          byte[] other = answer.body().clone();
          other[other.length / 2] ^= 1;
          return new Transport.Response(answer.status(), answer.headers(), other);
        });

    phone.history().ask();

    Acme.awaitAlert(phone, Kind.MESSAGE_FORGED);
    Acme.await("that it is said", () -> !Acme.events(phone, HistoryFailed.class).isEmpty());
    assertThat(Acme.texts(onPhone)).isEmpty();
    line.heal();
    phone.history().ask();
    awaitReceived(phone, 1);
    assertThat(Acme.texts(onPhone)).containsExactly("before");
  }

  /**
   * The desk has packed a message when its author deletes it and somebody votes; the phone is held
   * up with fetching, is closed, and fetches after that.
   */
  @Test
  void whatHappensToMessagesOnTheirWayHappensToThemOverARestartToo() {
    ChatClient desk = desk(HistoryPolicy.SHARE);
    Conversation hers = order(desk);
    MessageId poll = hers.send(Poll.single("Colour?", "White", "Grey")).id();
    say(hers, "first");
    MessageId regretted = say(his, "regretted");
    MessageId improved = say(his, "imporved");
    Acme.awaitText(hers, "imporved");
    FaultyTransport line = acme.faulty();
    EncryptedStore store = Acme.at(folder);
    ChatClient phone = Acme.online("Alice", acme.open("Alice", store, line, clock));
    NewDeviceTest.joined(phone, hers, desk);
    line.always(Requests.of("GET", Paths.GROUP_ATTACHMENT), Faults.loseRequest());
    AtomicInteger tries = new AtomicInteger();
    line.always(
        Requests.of("GET", Paths.GROUP_ATTACHMENT),
        (request, onwards) -> {
          tries.incrementAndGet();
          return onwards.exchange(request);
        });
    phone.history().ask();
    Acme.await("the phone to try", () -> tries.get() > 0);

    his.delete(regretted).awaitAccepted(SOON);
    his.edit(improved, "improved").awaitAccepted(SOON);
    his.vote(poll, Set.of(0)).awaitAccepted(SOON);
    his.send(MessageContent.text("done")).awaitAccepted(SOON);
    Acme.awaitText(Acme.joined(phone, hers.id()), "done");
    assertThat(Acme.texts(Acme.joined(phone, hers.id()))).containsExactly("done");
    phone.close();
    ChatClient again = acme.online("Alice", store, clock);

    awaitReceived(again, 1);
    Conversation onPhone = Acme.joined(again, hers.id());
    assertThat(Acme.texts(onPhone)).containsExactly("first", "improved", "done");
    assertThat(onPhone.message(poll).orElseThrow().votes().orElseThrow().of(bob.self()))
        .containsExactly(0);
    assertThat(Acme.events(again, SecurityAlert.class)).isEmpty();
  }

  /** A backup of last week, and then what was said since: each in its place, nothing twice. */
  @Test
  void fillsWhatABackupDoesNotHave() {
    ChatClient desk = desk(HistoryPolicy.SHARE);
    Conversation hers = order(desk);
    say(hers, "one");
    clock.advance(Duration.ofMinutes(1));
    RecoveryKey key = RecoveryKey.generate(new SecureRandom());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    desk.backup(key, file);
    say(his, "two");
    clock.advance(Duration.ofMinutes(1));
    Acme.awaitText(hers, "two");
    say(hers, "three");
    clock.advance(Duration.ofMinutes(1));
    EncryptedStore store = Acme.at(folder);
    Backup.restore(new ByteArrayInputStream(file.toByteArray()), key, store);
    ChatClient phone = acme.online("Alice", store, clock);
    Conversation onPhone = Acme.joined(phone, hers.id());
    Acme.await(
        "the phone to be in it again",
        () -> {
          desk.retryNow();
          return onPhone.state() == Conversation.State.ACTIVE;
        });
    say(his, "four");
    Acme.awaitText(onPhone, "four");
    assertThat(Acme.texts(onPhone)).containsExactly("one", "four");

    phone.history().ask();

    awaitReceived(phone, 1);
    assertThat(Acme.texts(onPhone)).containsExactly("one", "two", "three", "four");
    assertThat(Acme.events(phone, HistoryReceived.class).get(0).messages()).isEqualTo(2);
  }
}
