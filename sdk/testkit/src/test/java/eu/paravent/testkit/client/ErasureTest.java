package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationId;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.Participant;
import eu.paravent.client.RefusedException;
import eu.paravent.client.ServerUnavailableException;
import eu.paravent.client.UserId;
import eu.paravent.client.event.ChatEvent.MessageUnreadable;
import eu.paravent.client.event.PrivacyEvent.ErasureConfirmed;
import eu.paravent.client.event.PrivacyEvent.ErasureRequested;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Poll;
import eu.paravent.client.privacy.Erasure;
import eu.paravent.client.privacy.Erasure.Outcome;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.testkit.TestClock;
import eu.paravent.testkit.fault.FaultyTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A person wants to be forgotten (GDPR Art. 17), by staff, guests and partners alike. */
@Timeout(240)
class ErasureTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private final TestClock clock = TestClock.at(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  private final Acme acme = new Acme(clock);

  @TempDir Path folder;

  @AfterEach
  void close() {
    acme.close();
  }

  private static MessageId say(Conversation conversation, String text) {
    var sent = conversation.send(MessageContent.text(text));
    sent.awaitAccepted(SOON);
    return sent.id();
  }

  /** What others still have of a person's words. */
  private static List<MessageContent> words(Conversation conversation, UserId person) {
    return conversation.messages(100).stream()
        .filter(message -> message.sender().equals(person))
        .map(Message::content)
        .filter(content -> !(content instanceof MessageContent.Deleted))
        .toList();
  }

  private static List<UserId> outstanding(Conversation conversation) {
    return conversation.erasures().get(0).outstanding().stream().map(Erasure.Device::user).toList();
  }

  /** Bob said much; Carol's device is away while he is erased, and answers when it is back. */
  @Test
  void everyDeviceErasesAndAnswersAndTheReportNamesWhoHasNot() {
    ChatClient alice = acme.online("Alice", clock);
    ChatClient bob = acme.online("Bob", Acme.at(folder.resolve("bob")), clock);
    ChatClient carol = acme.online("Carol", Acme.at(folder.resolve("carol")), clock);
    UserId bobs = bob.self();
    Conversation hers =
        alice
            .conversations()
            .create(ConversationSpec.titled("Order").participants(bobs, carol.self()));
    ConversationId id = hers.id();
    Conversation his = Acme.joined(bob, id);
    MessageId question = say(hers, "Who comes?");
    var poll = hers.send(Poll.single("When?", "Monday", "Tuesday"));
    poll.awaitAccepted(SOON);
    Acme.awaitText(his, "Who comes?");
    Acme.await("the poll", () -> his.messages(10).size() == 2);
    say(his, "Bob's private number is 0170");
    his.send(MessageContent.file("cv.pdf", "application/pdf", new byte[99])).awaitAccepted(SOON);
    his.vote(poll.id(), List.of(0)).awaitAccepted(SOON);
    his.react(question, "👍");
    for (Conversation one : List.of(hers, Acme.joined(carol, id))) {
      Acme.await("the reaction", () -> !one.message(question).orElseThrow().reactions().isEmpty());
    }
    Acme.await("his name", () -> names(hers).contains("Bob"));
    carol.close();

    his.erase(bobs).awaitAccepted(SOON);

    assertThat(words(his, bobs)).isEmpty();
    Acme.await("Alice's device to answer", () -> outstanding(his).size() == 1);
    for (Conversation one : List.of(his, hers)) {
      Acme.await("the report", () -> one.erasures().size() == 1 && outstanding(one).size() == 1);
      Erasure report = one.erasures().get(0);
      assertThat(report.person()).isEqualTo(bobs);
      assertThat(report.by()).isEqualTo(bobs);
      assertThat(outstanding(one)).containsExactly(carol.self());
      assertThat(report.confirmedByAll()).isFalse();
      assertThat(report.answers()).extracting(Erasure.Answer::outcome).containsOnly(Outcome.ERASED);
    }
    assertThat(words(hers, bobs)).isEmpty();
    assertThat(hers.search("0170", 10)).isEmpty();
    assertThat(hers.message(question).orElseThrow().reactions()).isEmpty();
    assertThat(hers.message(poll.id()).orElseThrow().votes().orElseThrow().byOption())
        .allMatch(List::isEmpty);
    assertThat(names(hers)).doesNotContain("Bob");
    assertThat(Acme.texts(hers)).containsExactly("Who comes?");
    assertThat(Acme.events(alice, ErasureRequested.class)).hasSize(1);

    ChatClient back = acme.online("Carol", Acme.at(folder.resolve("carol")), clock);
    Conversation carols = Acme.joined(back, id);
    Acme.await("Carol's device to answer", () -> hers.erasures().get(0).confirmedByAll());
    assertThat(words(carols, bobs)).isEmpty();
    assertThat(names(carols)).doesNotContain("Bob");
    Acme.await("events of all", () -> Acme.events(alice, ErasureConfirmed.class).size() == 1);
    // what he says afterwards is there
    say(his, "Still here");
    Acme.awaitText(carols, "Still here");
  }

  private static List<String> names(Conversation conversation) {
    return conversation.participants().stream().map(Participant::displayName).toList();
  }

  /** A guest who has left and lost everything asks the company by telephone. */
  @Test
  void anOwnerErasesForThoseOfItsCompanyAndNobodyElseForOthers() {
    ChatClient alice = acme.online("Alice", clock);
    ChatClient bob = acme.online("Bob", clock);
    try (OrganisationAuthority beta = OrganisationAuthority.create("beta.example", clock)) {
      ChatClient bea = partner(beta);
      Conversation hers =
          alice
              .conversations()
              .create(ConversationSpec.titled("Deal").participants(bob.self(), bea.self()));
      Conversation his = Acme.joined(bob, hers.id());
      Conversation beas = Acme.joined(bea, hers.id());
      ChatClient gina =
          acme.add(
              GuestLobby.open(
                      hers.inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(1)))
                          .link()
                          .orElseThrow(),
                      acme.server.transport())
                  .join("Gina", EncryptedStore.inMemory(Acme.key())));
      UserId guest = gina.self();
      Conversation ginas = gina.conversations().find(hers.id()).orElseThrow();
      say(ginas, "From the guest");
      say(beas, "From the partner");
      for (Conversation one : List.of(hers, his)) {
        Acme.awaitText(one, "From the partner");
      }
      Acme.awaitText(beas, "From the guest");
      ginas.leave();
      Acme.await("Gina gone", () -> hers.participants().size() == 3);

      for (Conversation one : List.of(his, beas)) {
        assertThatThrownBy(() -> one.erase(guest)).isInstanceOf(RefusedException.class);
      }
      assertThatThrownBy(() -> hers.erase(bea.self())).isInstanceOf(RefusedException.class);

      hers.erase(guest).awaitAccepted(SOON);
      Acme.await("all to answer", () -> hers.erasures().get(0).confirmedByAll());
      for (Conversation one : List.of(hers, his, beas)) {
        assertThat(words(one, guest)).isEmpty();
        assertThat(Acme.texts(one)).contains("From the partner");
      }
      // the partner for herself
      beas.erase(bea.self()).awaitAccepted(SOON);
      Acme.await("Bea forgotten", () -> words(hers, bea.self()).isEmpty());
    }
  }

  private ChatClient partner(OrganisationAuthority beta) {
    try (Transport transport = acme.server.transport()) {
      Registration.register(
          acme.server.baseUrl(), beta, acme.server.registrationToken(), transport);
    }
    ChatClient bea =
        acme.add(
            ChatClient.builder()
                .server(acme.server.baseUrl())
                .store(EncryptedStore.inMemory(Acme.key()))
                .identity(beta.enroller("Bea"))
                .transport(acme.server.transport())
                .clock(clock)
                .open());
    Acme.await("Bea online", () -> bea.connection().online());
    return bea;
  }

  /** Alice asked while she was away, and is no owner any more when that arrives. */
  @Test
  void whetherSomebodyMayAskIsDecidedWhereItStandsInTheLogByEveryone() {
    FaultyTransport line = acme.faulty();
    ChatClient alice =
        acme.online("Alice", acme.open("Alice", EncryptedStore.inMemory(Acme.key()), line, clock));
    ChatClient bob = acme.online("Bob", clock);
    ChatClient carol = acme.online("Carol", clock);
    Conversation hers =
        alice
            .conversations()
            .create(ConversationSpec.titled("Order").participants(bob.self(), carol.self()));
    Conversation his = Acme.joined(bob, hers.id());
    Conversation carols = Acme.joined(carol, hers.id());
    hers.appointOwner(bob.self());
    say(carols, "Carol's word");
    for (Conversation one : List.of(hers, his)) {
      Acme.awaitText(one, "Carol's word");
    }
    line.goAway();
    var asked = hers.erase(carol.self());
    his.dismissOwner(alice.self());
    line.heal();
    alice.retryNow();
    asked.awaitAccepted(SOON);

    Acme.await("it refused", () -> Acme.events(carol, MessageUnreadable.class).size() == 1);
    for (Conversation one : List.of(hers, his, carols)) {
      assertThat(Acme.texts(one)).containsExactly("Carol's word");
      assertThat(one.erasures()).isEmpty();
    }
  }

  /** Conversation by conversation, over a server that is away in between. */
  @Test
  void anErasureEverywhereGoesOnWhereItWas() {
    FaultyTransport line = acme.faulty();
    ChatClient alice = acme.online("Alice", clock);
    ChatClient bob =
        acme.online("Bob", acme.open("Bob", EncryptedStore.inMemory(Acme.key()), line, clock));
    Conversation one =
        alice.conversations().create(ConversationSpec.titled("One").participants(bob.self()));
    Conversation two =
        alice.conversations().create(ConversationSpec.titled("Two").participants(bob.self()));
    Conversation over =
        alice.conversations().create(ConversationSpec.titled("Over").participants(bob.self()));
    for (Conversation room : List.of(one, two, over)) {
      say(Acme.joined(bob, room.id()), "Bob's word");
      Acme.awaitText(room, "Bob's word");
    }
    over.remove(bob.self());
    Conversation ended = Acme.joined(bob, over.id());
    Acme.await("him out", () -> ended.state() == Conversation.State.ENDED);
    line.goAway();
    assertThatThrownBy(bob::eraseEverywhere).isInstanceOf(ServerUnavailableException.class);
    // here at once, as far as nobody else is to be asked
    line.heal();
    bob.retryNow();

    List<Erasure> report = bob.eraseEverywhere();

    assertThat(report)
        .extracting(Erasure::conversation)
        .containsExactlyInAnyOrder(one.id(), two.id());
    assertThat(words(ended, bob.self())).isEmpty();
    for (Conversation room : List.of(one, two)) {
      Acme.await("it gone", () -> words(room, bob.self()).isEmpty());
      Acme.await("it confirmed", () -> room.erasures().get(0).confirmedByAll());
    }
    // asked again there is nothing to ask for
    assertThat(bob.eraseEverywhere()).hasSize(2);
    assertThat(one.erasures()).hasSize(1);
  }
}
