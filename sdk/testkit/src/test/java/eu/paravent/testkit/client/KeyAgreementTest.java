package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.KeyAgreement;
import eu.paravent.client.RefusedException;
import eu.paravent.client.UntrustedException;
import eu.paravent.client.UserUnknownException;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.event.ChatEvent.SecurityAlert.Kind;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.testkit.fault.Faults;
import eu.paravent.testkit.fault.FaultyTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Conversations whose keys are agreed in the hybrid way, beside others. */
@Timeout(120)
class KeyAgreementTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final int CLASSICAL = 0x0001, HYBRID = 0xF002, HYBRID_NIST = 0xF003;

  private final Acme acme = new Acme();

  @AfterEach
  void close() {
    acme.close();
  }

  private ChatClient client(String name, UnaryOperator<ChatClient.Builder> options) {
    return client(name, EncryptedStore.inMemory(Acme.key()), acme.server.transport(), options);
  }

  private ChatClient client(
      String name,
      EncryptedStore store,
      Transport transport,
      UnaryOperator<ChatClient.Builder> options) {
    ChatClient client =
        acme.add(
            options
                .apply(
                    ChatClient.builder()
                        .server(acme.server.baseUrl())
                        .store(store)
                        .identity(acme.authority.enroller(name))
                        .displayName(name)
                        .transport(transport)
                        .patience(Duration.ofSeconds(8)))
                .open());
    Acme.await(name + " online", () -> client.connection().online());
    return client;
  }

  private static void talk(Conversation from, Conversation to, String text) {
    from.send(MessageContent.text(text)).awaitAccepted(SOON);
    Acme.awaitText(to, text);
  }

  private ChatClient guest(Conversation conversation) {
    return acme.add(
        GuestLobby.open(
                conversation.inviteGuest(GuestInviteSpec.upTo(1, WEEK)).link().orElseThrow(),
                acme.server.transport())
            .join("Gina", EncryptedStore.inMemory(Acme.key())));
  }

  private static ConversationSpec hybrid(ChatClient... people) {
    ConversationSpec spec = ConversationSpec.titled("Order").keyAgreement(KeyAgreement.HYBRID);
    for (ChatClient person : people) {
      spec = spec.participants(person.self());
    }
    return spec;
  }

  @Test
  void staffAndGuestsTalkInAHybridConversationAndInAnotherAtTheSameTime() {
    ChatClient alice = acme.online("Alice");
    ChatClient bob = acme.online("Bob");
    ChatClient carol = acme.online("Carol");
    Conversation hers = alice.conversations().create(hybrid(bob));
    Conversation his = Acme.joined(bob, hers.id());
    talk(hers, his, "hello");
    talk(his, hers, "hi");
    his.add(carol.self());
    Conversation carols = Acme.joined(carol, hers.id());
    ChatClient gina = guest(hers);
    Conversation ginas = Acme.joined(gina, hers.id());
    talk(ginas, carols, "from outside");
    his.remove(carol.self());
    talk(ginas, his, "again");
    Conversation other =
        alice
            .conversations()
            .create(
                ConversationSpec.titled("Other")
                    .keyAgreement(KeyAgreement.CLASSICAL)
                    .participants(bob.self()));
    talk(other, Acme.joined(bob, other.id()), "as before");

    for (Conversation each : List.of(hers, his, ginas)) {
      assertThat(each.keyAgreement()).isEqualTo(KeyAgreement.HYBRID);
    }
    assertThat(Acme.joined(bob, other.id()).keyAgreement()).isEqualTo(KeyAgreement.CLASSICAL);
    for (ChatClient client : List.of(alice, bob, carol, gina)) {
      assertThat(Acme.alerts(client)).isEmpty();
    }
  }

  @Test
  void anOrganisationThatDemandsCurvesOfTheNistTalksInThemWithGuestsToo() {
    ChatClient alice = client("Alice", b -> b.demandKeyAgreement(KeyAgreement.HYBRID_NIST));
    ChatClient bob = client("Bob", b -> b.keyAgreement(KeyAgreement.HYBRID_NIST));
    acme.server.takeOnly(HYBRID_NIST);

    Conversation hers =
        alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
    Conversation his = Acme.joined(bob, hers.id());
    talk(hers, his, "hello");
    talk(his, hers, "hi");
    ChatClient gina = guest(hers);
    Conversation ginas = Acme.joined(gina, hers.id());
    talk(ginas, hers, "from outside");

    for (Conversation each : List.of(hers, his, ginas)) {
      assertThat(each.keyAgreement()).isEqualTo(KeyAgreement.HYBRID_NIST);
    }
    for (ChatClient client : List.of(alice, bob, gina)) {
      assertThat(Acme.alerts(client)).isEmpty();
    }
  }

  @Test
  void whoHasNoDeviceForCurvesOfTheNistIsSaidAndNothingElseBegins() {
    ChatClient alice = client("Alice", b -> b.keyAgreement(KeyAgreement.HYBRID_NIST));
    ChatClient carol = acme.online("Carol");
    ConversationSpec order = ConversationSpec.titled("Order").participants(carol.self());

    assertThatThrownBy(() -> alice.conversations().create(order))
        .isInstanceOf(UserUnknownException.class);

    assertThat(alice.conversations().list()).isEmpty();
    assertThat(Acme.alerts(alice)).isEmpty();
    Conversation carols = carol.conversations().create(hybrid(alice));
    talk(carols, Acme.joined(alice, carols.id()), "hello");
  }

  /** The key package that a waiting guest leaves is one of the conversation's suite. */
  @Test
  void aGuestOfAHybridConversationIsLetIn() {
    ChatClient alice = acme.online("Alice");
    Conversation hers = alice.conversations().create(hybrid());
    ChatClient gina =
        acme.add(
            GuestLobby.open(
                    hers.inviteGuest(GuestInviteSpec.upTo(1, WEEK).withApproval())
                        .link()
                        .orElseThrow(),
                    acme.server.transport())
                .join("Gina", EncryptedStore.inMemory(Acme.key())));

    hers.approve(hers.joinRequests().get(0));

    Conversation ginas = Acme.joined(gina, hers.id());
    talk(ginas, hers, "thank you");
    assertThat(ginas.keyAgreement()).isEqualTo(KeyAgreement.HYBRID);
  }

  @Test
  void aHybridConversationGoesOnAfterARestart(@TempDir Path folder) {
    ChatClient bob = acme.online("Bob");
    ChatClient alice = acme.online("Alice", Acme.at(folder), acme.server.transport());
    Conversation hers = alice.conversations().create(hybrid(bob));
    Conversation his = Acme.joined(bob, hers.id());
    alice.close();
    his.send(MessageContent.text("while away")).awaitAccepted(SOON);

    ChatClient again = acme.online("Alice", Acme.at(folder), acme.server.transport());

    Conversation back = Acme.joined(again, hers.id());
    Acme.awaitText(back, "while away");
    assertThat(back.keyAgreement()).isEqualTo(KeyAgreement.HYBRID);
    back.remove(bob.self());
    assertThat(back.participants()).hasSize(1);
  }

  /** Alice's company demands it: she begins no other conversation, and nobody adds her to one. */
  @Test
  void whatAnOrganisationDemandsHoldsForWhatIsBegunAndForWhatOthersBegin() {
    ChatClient alice = client("Alice", b -> b.demandKeyAgreement(KeyAgreement.HYBRID));
    ChatClient bob = acme.online("Bob");

    Conversation hers =
        alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
    assertThatThrownBy(() -> alice.conversations().create(classical()))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("key-agreement-demanded"));
    assertThatThrownBy(() -> bob.conversations().create(classical(alice)))
        .isInstanceOf(UserUnknownException.class);

    assertThat(alice.conversations().list()).hasSize(1);
    talk(Acme.joined(bob, hers.id()), hers, "hello");
    assertThat(hers.keyAgreement()).isEqualTo(KeyAgreement.HYBRID);
    assertThat(Acme.alerts(alice)).isEmpty();
  }

  /** The server still has classical key packages of Alice from before the company demanded it. */
  @Test
  void aWelcomeIntoWhatIsNotDemandedIsRefused(@TempDir Path folder) {
    acme.online("Alice", Acme.at(folder), acme.server.transport()).close();
    ChatClient alice =
        client(
            "Alice",
            Acme.at(folder),
            acme.server.transport(),
            b -> b.demandKeyAgreement(KeyAgreement.HYBRID));
    ChatClient bob = acme.online("Bob");

    bob.conversations().create(classical(alice));

    ChatEvent.SecurityAlert alert = Acme.awaitAlert(alice, Kind.WELCOME_REFUSED);
    assertThat(alert.detail()).contains("demands HYBRID");
    assertThat(alice.conversations().list()).isEmpty();
  }

  private static ConversationSpec classical(ChatClient... people) {
    return hybrid(people).keyAgreement(KeyAgreement.CLASSICAL);
  }

  /** The server says that nobody has hybrid key packages. Bob's classical one says otherwise. */
  @Test
  void aServerThatHidesHybridKeyPackagesIsNoticed() {
    FaultyTransport line = acme.faulty();
    line.always(
        request ->
            request.method().equals("POST")
                && request.target().contains("key-package-claims")
                && !request.target().endsWith("=1"),
        Faults.refuse(ProblemCode.KEY_PACKAGES_EXHAUSTED));
    ChatClient bob = acme.online("Bob");
    ChatClient alice = client("Alice", EncryptedStore.inMemory(Acme.key()), line, b -> b);

    assertThatThrownBy(
            () ->
                alice
                    .conversations()
                    .create(ConversationSpec.titled("one").participants(bob.self())))
        .isInstanceOf(UntrustedException.class);

    Acme.awaitAlert(alice, Kind.KEY_PACKAGE_SWAPPED);
    assertThat(alice.conversations().list()).isEmpty();
  }

  /** Bob's device leaves its first ones between the two questions: nobody is accused. */
  @Test
  void hybridKeyPackagesThatComeBetweenTwoQuestionsAreTaken() {
    FaultyTransport line = acme.faulty();
    line.once(
        request ->
            request.method().equals("POST") && request.target().contains("key-package-claims"),
        Faults.refuse(ProblemCode.KEY_PACKAGES_EXHAUSTED));
    ChatClient bob = acme.online("Bob");
    ChatClient alice = client("Alice", EncryptedStore.inMemory(Acme.key()), line, b -> b);

    Conversation begun =
        alice.conversations().create(ConversationSpec.titled("one").participants(bob.self()));

    assertThat(begun.keyAgreement()).isEqualTo(KeyAgreement.HYBRID);
    talk(begun, Acme.joined(bob, begun.id()), "hello");
    assertThat(alice.conversations().list()).hasSize(1);
    assertThat(Acme.alerts(alice)).isEmpty();
  }

  /** Bob's device has classical key packages only, and says so. */
  @Test
  void whereTheDefaultIsHybridPeopleWhoCannotAreNotLeftOut() {
    ChatClient bob = client("Bob", b -> b.demandKeyAgreement(KeyAgreement.CLASSICAL));
    ChatClient carol = acme.online("Carol");
    ChatClient alice = client("Alice", b -> b.keyAgreement(KeyAgreement.HYBRID));

    Conversation withCarol =
        alice.conversations().create(ConversationSpec.titled("one").participants(carol.self()));
    Conversation withBob =
        alice
            .conversations()
            .create(ConversationSpec.titled("two").participants(carol.self(), bob.self()));

    assertThat(withCarol.keyAgreement()).isEqualTo(KeyAgreement.HYBRID);
    assertThat(withBob.keyAgreement()).isEqualTo(KeyAgreement.CLASSICAL);
    talk(withBob, Acme.joined(bob, withBob.id()), "hello");
    assertThatThrownBy(() -> withCarol.add(bob.self())).isInstanceOf(UserUnknownException.class);
    assertThatThrownBy(() -> alice.conversations().create(hybrid(bob)))
        .isInstanceOf(UserUnknownException.class);
    assertThat(alice.conversations().list()).hasSize(2);
    assertThat(withCarol.participants()).hasSize(2);
    assertThat(Acme.alerts(alice)).isEmpty();
  }

  /** The operator asks for more than a client does by itself: those that are there go on. */
  @Test
  void whatTheServerTakesIsFollowed() {
    ChatClient alice = client("Alice", b -> b.keyAgreement(KeyAgreement.CLASSICAL));
    ChatClient bob = acme.online("Bob");
    ConversationSpec open = ConversationSpec.titled("Order").participants(bob.self());
    Conversation before = alice.conversations().create(open);
    assertThat(before.keyAgreement()).isEqualTo(KeyAgreement.CLASSICAL);

    acme.server.takeOnly(HYBRID);

    for (int i = 0; i < 2; i++) {
      Conversation after = alice.conversations().create(open);
      assertThat(after.keyAgreement()).isEqualTo(KeyAgreement.HYBRID);
      talk(after, Acme.joined(bob, after.id()), "hybrid");
    }
    before.add(acme.online("Carol").self());
    talk(before, Acme.joined(bob, before.id()), "goes on");
    ConversationSpec classical = open.keyAgreement(KeyAgreement.CLASSICAL);
    assertThatThrownBy(() -> alice.conversations().create(classical))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo("cipher-suite-refused"));
    assertThat(alice.conversations().list()).hasSize(3);
  }

  /** Dan's device left classical key packages only. */
  @Test
  void nobodyIsReachedInASuiteThatTheServerDoesNotTake() {
    ChatClient alice = acme.online("Alice");
    ChatClient dan = client("Dan", b -> b.demandKeyAgreement(KeyAgreement.CLASSICAL));
    ConversationSpec open = ConversationSpec.titled("Order").participants(dan.self());
    assertThat(alice.conversations().create(open).keyAgreement()).isEqualTo(KeyAgreement.CLASSICAL);
    acme.server.takeOnly(HYBRID);

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> alice.conversations().create(open))
          .isInstanceOf(UserUnknownException.class);
    }
    assertThat(alice.conversations().list()).hasSize(1);
  }

  /** A server that takes classical conversations only makes no client begin one. */
  @Test
  void noServerTalksAClientOutOfHybrid() {
    ChatClient alice = acme.online("Alice");
    ChatClient bob = acme.online("Bob");
    acme.server.takeOnly(CLASSICAL);
    ConversationSpec open = ConversationSpec.titled("Order").participants(bob.self());

    assertThatThrownBy(() -> alice.conversations().create(open))
        .isInstanceOf(RefusedException.class);

    assertThat(alice.conversations().list()).isEmpty();
    assertThat(
            alice.conversations().create(open.keyAgreement(KeyAgreement.CLASSICAL)).keyAgreement())
        .isEqualTo(KeyAgreement.CLASSICAL);
  }
}
