package eu.paravent.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.ChatClient;
import eu.paravent.client.ChatHost;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Disclosure;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.KeyCustody;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.OutgoingMessage;
import eu.paravent.client.SendOptions;
import eu.paravent.client.UserId;
import eu.paravent.client.backup.Backup;
import eu.paravent.client.backup.RecoveryKey;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.event.ChatEvent.MessageReceived;
import eu.paravent.client.event.EventCursor;
import eu.paravent.client.event.EventLog;
import eu.paravent.client.identity.KnownOrganisation;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.identity.SafetyNumber;
import eu.paravent.client.identity.Verification;
import eu.paravent.client.invite.GuestInvite;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.invite.GuestLink;
import eu.paravent.client.message.BusinessCard;
import eu.paravent.client.message.Expiry;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Poll;
import eu.paravent.client.notice.CompanyProfile;
import eu.paravent.client.notice.NoticeReceipt;
import eu.paravent.client.notice.PrivacyNotice;
import eu.paravent.client.notice.PrivacyNotice.LegalBasis;
import eu.paravent.client.notice.PrivacyNotice.Purpose;
import eu.paravent.client.retention.ConversationClass;
import eu.paravent.client.retention.Kept;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.HostTransaction;
import eu.paravent.client.store.StoreKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The code of the site's pages: what stands between tags is shown there, and runs here. */
@Timeout(120)
class HowToTest {
  @TempDir Path folder;
  private final ParaventTestkit kit = ParaventTestkit.start("acme.example");
  private final InMemoryServer server = kit.server();
  private final BlockingQueue<String> shown = new LinkedBlockingQueue<>();

  @AfterEach
  void stop() {
    kit.close();
  }

  @Test
  void foundsAnOrganisation() {
    Path file = folder.resolve("authority.p12");
    char[] password = "correct horse battery staple".toCharArray();
    try (Transport transport = server.transport()) {
      // tag::found[]
      OrganisationAuthority authority = OrganisationAuthority.create("nordlicht.example");
      authority.save(file, password);
      Registration.register(
          server.baseUrl(), authority, server.registrationToken(), transport); // once, ever
      // end::found[]
      authority.close();

      assertThat(OrganisationAuthority.load(file, password).organisation())
          .isEqualTo("nordlicht.example");
    }
  }

  @Test
  void opensAClientThatKeepsItsConversations() {
    byte[] key = new byte[StoreKey.LENGTH];
    new SecureRandom().nextBytes(key);
    OrganisationAuthority authority = kit.authority();
    // tag::open[]
    ChatClient alice =
        ChatClient.builder()
            .server(server.baseUrl())
            .store(EncryptedStore.at(folder.resolve("alice"), StoreKey.copyOf(key)))
            .identity(authority.enroller("alice")) // your user id; the server sees a pseudonym
            .displayName("Alice Weber") // travels end to end encrypted
            .transport(server.transport()) // leave this line out to talk to a real server
            .open();
    // end::open[]
    alice.close();

    assertThat(alice.self()).isEqualTo(authority.user("alice"));
  }

  @Test
  void findsTheConversationOfAnOrderAgain() {
    ChatClient alice = kit.staff("alice");
    UserId bob = kit.staff("bob").self();
    // tag::reference[]
    BusinessReference order = BusinessReference.of("sales-order", "SO-4711");
    Conversation conversation =
        alice.conversations().about(order).stream()
            .findFirst()
            .orElseGet(
                () ->
                    alice
                        .conversations()
                        .create(
                            ConversationSpec.about(order)
                                .title("Order SO-4711")
                                .participants(bob)));
    // end::reference[]

    assertThat(alice.conversations().about(order))
        .extracting(Conversation::id)
        .containsExactly(conversation.id());
  }

  @Test
  void followsWhatHappens() throws InterruptedException {
    ChatClient alice = kit.staff("alice");
    ChatClient bob = kit.staff("bob");
    EventCursor kept = EventCursor.start();
    // tag::follow[]
    EventLog.Subscription subscription =
        bob.events()
            .follow(
                kept, // where you stopped, from your own database
                event -> {
                  if (event instanceof MessageReceived received
                      && received.message().content() instanceof MessageContent.Text text) {
                    show(received.message().sender(), text.text());
                  } else if (event instanceof ChatEvent.SecurityAlert alert) {
                    warn(alert.kind() + ": " + alert.detail());
                  }
                  keep(event.cursor());
                });
    // end::follow[]

    create(alice, bob).send(MessageContent.text("Delivery in week 12?"));

    assertThat(shown.poll(60, TimeUnit.SECONDS)).isEqualTo("Delivery in week 12?");
    subscription.close();
  }

  @Test
  void sendsMoreThanText() {
    ChatClient alice = kit.staff("alice");
    ChatClient bob = kit.staff("bob");
    Conversation order = create(alice, bob);
    byte[] pdf = {'%', 'P', 'D', 'F'};
    // tag::send[]
    OutgoingMessage sent = order.send(MessageContent.text("Delivery in week 12?"));
    sent.awaitAccepted(Duration.ofSeconds(30)); // only where you must know that the server has it
    MessageId question = sent.id();
    order.send(MessageContent.file("plan.pdf", "application/pdf", pdf));
    order.reply(question, MessageContent.text("The architect asks for **week 11**."));
    order.react(question, "👍");
    order.edit(question, "Delivery in week 11?");
    order.send(
        MessageContent.text("The gate's code is 4711."),
        SendOptions.none().expiring(new Expiry.AfterReading(Duration.ofHours(1))));
    // end::send[]

    assertThat(kit.await(bob, ChatEvent.MessageChanged.class).message().id()).isEqualTo(question);
  }

  @Test
  void asksAndPointsOutAndFindsAgain() {
    ChatClient alice = kit.staff("alice");
    ChatClient bob = kit.staff("bob");
    Conversation order = create(alice, bob);
    // tag::cards[]
    OutgoingMessage card =
        order.send(
            BusinessCard.of(BusinessCard.Kind.ORDER, "Order SO-4711")
                .with("Windows", "12")
                .with("Delivery", "week 12")
                .linking(URI.create("https://erp.acme.example/orders/SO-4711")));
    order.pin(card.id()); // on top for everybody, until somebody unpins it
    OutgoingMessage poll = order.send(Poll.single("Which week?", "11", "12"));
    order.vote(poll.id(), List.of(1)); // the second answer
    // end::cards[]
    order.send(MessageContent.text("The architect wants larch.")).awaitAccepted(patience());
    // tag::search[]
    List<Message> found = order.search("larch", 20); // words, on this device, nobody is asked
    // end::search[]

    assertThat(found).hasSize(1);
    Conversation his = bob.conversations().find(order.id()).orElseThrow();
    Awaiting.until("the card is pinned for Bob", () -> !his.pinned().isEmpty());
  }

  @Test
  void keepsForAsLongAsTheLawSays() {
    ChatClient alice = kit.staff("alice");
    UserId bob = kit.staff("bob").self();
    // tag::keep[]
    Conversation order =
        alice
            .conversations()
            .create(
                ConversationSpec.titled("Order SO-4711")
                    .participants(bob)
                    .keptAs(ConversationClass.COMMERCIAL_LETTER)); // six years, from the year's end
    OutgoingMessage offer = order.send(MessageContent.text("Our offer: 12 windows"));
    offer.awaitAccepted(Duration.ofSeconds(30));
    Kept why = order.whyKept(offer.id()); // and until when
    show(why.inEnglish());
    // end::keep[]

    assertThat(why.notBefore()).isPresent();
  }

  @Test
  void bringsAConversationToANewDevice() throws IOException {
    ChatClient alice = kit.staff("alice");
    create(alice, kit.staff("bob")).send(MessageContent.text("Kept")).awaitAccepted(patience());
    Path file = folder.resolve("alice.backup");
    // tag::backup[]
    RecoveryKey recovery = RecoveryKey.generate(new SecureRandom());
    try (OutputStream out = Files.newOutputStream(file)) {
      alice.backup(recovery, out);
    }
    show(recovery.insecureText()); // for the person to write down; nobody else has it
    // end::backup[]
    // tag::restore[]
    EncryptedStore fresh = EncryptedStore.at(folder.resolve("new"), anyKey());
    try (InputStream in = Files.newInputStream(file)) {
      Backup.restore(in, recovery, fresh);
    }
    ChatClient again =
        ChatClient.builder()
            .server(server.baseUrl())
            .store(fresh)
            .identity(kit.authority().enroller("alice")) // a new device of the same person
            .transport(server.transport())
            .open();
    // end::restore[]

    assertThat(again.conversations().list().get(0).messages(1).get(0).content())
        .isEqualTo(MessageContent.text("Kept"));
    again.close();
  }

  @Test
  void worksWithAPartnersOwnOrganisation() {
    ChatClient alice = kit.staff("alice");
    try (OrganisationAuthority partner = OrganisationAuthority.create("architect.example");
        Transport transport = server.transport()) {
      Registration.register(server.baseUrl(), partner, server.registrationToken(), transport);
      try (ChatClient paula =
          ChatClient.builder()
              .server(server.baseUrl())
              .store(EncryptedStore.inMemory(anyKey()))
              .identity(partner.enroller("paula"))
              .transport(server.transport())
              .open()) {
        Awaiting.until("Paula can be found", () -> paula.connection().online());
        // tag::partner[]
        UserId architect = new UserId(paula.self().uri()); // as the partner tells you, mimi://…
        Conversation site =
            alice.conversations().create(ConversationSpec.titled("Site").participants(architect));
        for (KnownOrganisation known : alice.trust().organisations()) {
          show(
              known.organisation()
                  + " "
                  + known.fingerprint()); // to compare with the partner, once
        }
        // end::partner[]

        assertThat(site.participants()).hasSize(2);
        assertThat(alice.trust().organisations())
            .extracting(KnownOrganisation::organisation)
            .contains("architect.example");
      }
    }
  }

  @Test
  void invitesAGuest() {
    ChatClient alice = kit.staff("alice");
    Conversation order = create(alice, kit.staff("bob"));
    // tag::invite[]
    GuestInvite invite =
        order.inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(7)).label("Glass supplier"));
    String link = invite.link().orElseThrow().url(); // for your e-mail to the partner
    // end::invite[]
    try (Transport transport = server.transport()) {
      // tag::join[]
      GuestLobby lobby = GuestLobby.open(GuestLink.parse(link), transport);
      lobby.profile().ifPresent(company -> show(company.name()));
      ChatClient gerda = lobby.acceptNotice("en").join("Gerda", EncryptedStore.inMemory(anyKey()));
      // end::join[]
      kit.await(gerda, ChatEvent.ConversationJoined.class);
      kit.await(alice, ChatEvent.ParticipantsChanged.class);
      Awaiting.until("the guest is inside", () -> !order.guests().isEmpty());
      // tag::end[]
      order.revoke(invite.id()); // the link is dead, for whoever has it
      order.guests().forEach(guest -> order.remove(guest.id())); // and who came by it leaves
      // end::end[]

      kit.await(gerda, ChatEvent.ConversationEnded.class);
      gerda.close();
    }
  }

  @Test
  void publishesWhoTheCompanyIs() {
    OrganisationAuthority authority = kit.authority();
    try (Transport transport = server.transport()) {
      // tag::profile[]
      PrivacyNotice notice =
          new PrivacyNotice(
              1,
              "https://acme.example/datenschutz",
              "Wir verarbeiten, was Sie schreiben, um Ihren Auftrag auszuführen.",
              "We process what you write to carry out your order.",
              List.of(
                  new Purpose(
                      "Abwicklung Ihres Auftrags",
                      "Carrying out your order",
                      LegalBasis.CONTRACT)));
      Registration.publish(
          authority,
          1,
          new CompanyProfile(
              "Acme Fensterbau GmbH",
              "Hauptstraße 1, 12345 Musterstadt",
              "chat@acme.example",
              "datenschutz@acme.example",
              "Germany",
              notice),
          transport);
      // end::profile[]

      Conversation order = create(kit.staff("alice"), kit.staff("bob"));
      GuestInvite invite = order.inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(1)));
      GuestLobby lobby = GuestLobby.open(invite.link().orElseThrow(), transport);
      try (ChatClient guest =
          lobby.acceptNotice("de").join("Gerda", EncryptedStore.inMemory(anyKey()))) {
        // tag::receipts[]
        List<NoticeReceipt> receipts = guest.noticeReceipts();
        guest.withdrawConsent(); // signed as well; ends the access
        // end::receipts[]

        assertThat(receipts).hasSize(1);
        kit.await(guest, ChatEvent.ConversationEnded.class);
      }
    }
  }

  @Test
  void tellsOnlyWhatIsSwitchedOn() {
    byte[] key = new byte[StoreKey.LENGTH];
    // tag::disclose[]
    ChatClient alice =
        ChatClient.builder()
            .server(server.baseUrl())
            .store(EncryptedStore.inMemory(StoreKey.copyOf(key)))
            .identity(kit.authority().enroller("alice"))
            .transport(server.transport())
            .permit(Disclosure.ALL) // what the organisation allows
            .open();
    alice.disclose(new Disclosure(false, false, true, false)); // what this person wants
    // end::disclose[]

    assertThat(alice.disclosed()).isEqualTo(new Disclosure(false, false, true, false));
    alice.close();
  }

  @Test
  void pagesThroughTheHistory() {
    ChatClient alice = kit.staff("alice");
    Conversation order = create(alice, kit.staff("bob"));
    order.send(MessageContent.text("One")).awaitAccepted(patience());
    order.send(MessageContent.text("Two")).awaitAccepted(patience());
    // tag::history[]
    List<Message> newest = order.messages(1);
    List<Message> before = order.messagesBefore(newest.get(newest.size() - 1), 50);
    // end::history[]

    assertThat(before).extracting(Message::content).contains(MessageContent.text("One"));
  }

  @Test
  void sendsInTheTransactionOfTheOrder() throws SQLException {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:howto;DB_CLOSE_DELAY=-1");
    try (Connection setUp = database.getConnection();
        Statement statement = setUp.createStatement()) {
      statement.execute("CREATE TABLE orders (number VARCHAR(20), state VARCHAR(20))");
      statement.execute("INSERT INTO orders VALUES ('SO-4711', 'OPEN')");
    }
    ChatClient bob = kit.staff("bob");
    // tag::shared[]
    try (ChatHost chat =
        ChatHost.builder(server.baseUrl(), database).transport(server.transport()).start()) {
      ChatClient alice =
          chat.client() // as many as there are users; they share threads and connections
              .store(chat.store("chat_alice", anyKey()))
              .identity(kit.authority().enroller("alice"))
              .custody(KeyCustody.ORGANISATION) // every participant can see it
              .open();
      // end::shared[]
      Awaiting.until("Alice is online", () -> alice.connection().online());
      Conversation order = create(alice, bob);
      // tag::transaction[]
      try (Connection connection = database.getConnection()) {
        connection.setAutoCommit(false);
        HostTransaction within = HostTransaction.on(connection);
        confirm(connection, "SO-4711"); // your own statements
        order.send(MessageContent.text("SO-4711 is confirmed."), within);
        connection.commit(); // both, or neither
        within.committed();
      }
      // end::transaction[]

      assertThat(kit.await(bob, MessageReceived.class).message().content())
          .isEqualTo(MessageContent.text("SO-4711 is confirmed."));
    }
  }

  @Test
  void comparesKeysWithAColleague() {
    ChatClient alice = kit.staff("alice");
    ChatClient bob = kit.staff("bob");
    Conversation order = create(alice, bob);
    kit.await(bob, ChatEvent.ConversationJoined.class);
    // tag::verify[]
    SafetyNumber number = alice.trust().safetyNumber(order.id(), bob.self());
    show(number.digits()); // read them out to each other, or show QrCode.of(number.payload())
    alice.trust().verified(order.id(), bob.self(), number); // once they were the same
    // end::verify[]

    assertThat(bob.trust().safetyNumber(order.id(), alice.self()).digits())
        .isEqualTo(number.digits());
    assertThat(alice.trust().of(bob.self())).isEqualTo(Verification.VERIFIED);
  }

  @Test
  void testsWithoutTheNetwork() {
    // tag::offline[]
    ChatClient alice = kit.staff("alice");
    ChatClient bob = kit.staff("bob");
    Conversation order = create(alice, bob);
    kit.connection("alice").goAway();
    order.send(MessageContent.text("Written in the lift"));
    kit.connection("alice").heal();
    // end::offline[]

    assertThat(kit.await(bob, MessageReceived.class).message().content())
        .isEqualTo(MessageContent.text("Written in the lift"));
    assertThat(Files.exists(folder)).isTrue();
  }

  private static void confirm(Connection connection, String number) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE orders SET state = 'CONFIRMED' WHERE number = ?")) {
      update.setString(1, number);
      update.executeUpdate();
    }
  }

  private static Conversation create(ChatClient from, ChatClient with) {
    return from.conversations()
        .create(ConversationSpec.titled("Order SO-4711").participants(with.self()));
  }

  private static Duration patience() {
    return ParaventTestkit.PATIENCE;
  }

  private static StoreKey anyKey() {
    byte[] key = new byte[StoreKey.LENGTH];
    new SecureRandom().nextBytes(key);
    return StoreKey.copyOf(key);
  }

  private void show(Object... what) {
    shown.add(String.valueOf(what[what.length - 1]));
  }

  private void warn(String what) {
    shown.add(what);
  }

  private void keep(EventCursor cursor) {
    assertThat(Optional.of(cursor)).isPresent();
  }
}
