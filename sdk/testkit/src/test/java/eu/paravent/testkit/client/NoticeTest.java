package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.RefusedException;
import eu.paravent.client.UntrustedException;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.event.PrivacyEvent.NoticeChanged;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.invite.GuestLink;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.notice.CompanyKeeping;
import eu.paravent.client.notice.CompanyProfile;
import eu.paravent.client.notice.NoticeReceipt;
import eu.paravent.client.notice.NoticeReceipt.Kind;
import eu.paravent.client.notice.PrivacyNotice;
import eu.paravent.client.notice.PrivacyNotice.LegalBasis;
import eu.paravent.client.retention.ConversationClass;
import eu.paravent.client.retention.Retention;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.testkit.InMemoryServer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a guest is shown before it joins, and what is left of that. */
@Timeout(120)
class NoticeTest {
  private final Acme acme = new Acme();
  private final ChatClient alice = acme.online("Alice");
  private final Conversation mine =
      alice.conversations().create(ConversationSpec.titled("Order SO-4711"));

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @AfterEach
  void close() {
    acme.close();
  }

  private static CompanyProfile profile(long notice, LegalBasis basis) {
    return new CompanyProfile(
        "Acme Fensterbau GmbH",
        "Hauptstr. 1, 12345 Musterstadt",
        "chat@acme.example",
        "dsb@acme.example",
        "Deutschland",
        new PrivacyNotice(
            notice,
            "https://acme.example/datenschutz",
            "Wir bewahren Gespräche zehn Jahre auf.",
            "We keep conversations for ten years.",
            List.of(new PrivacyNotice.Purpose("Ihr Auftrag", "Your order", basis))));
  }

  private void publish(long version, CompanyProfile profile) {
    try (Transport transport = acme.server.transport()) {
      Registration.publish(acme.authority, version, profile, transport);
    }
  }

  private EncryptedStore store() {
    return Acme.at(folder.resolve("gina"));
  }

  private GuestLobby lobby() {
    return GuestLobby.open(link(), acme.server.transport());
  }

  private GuestLink link() {
    return mine.inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(7))).link().orElseThrow();
  }

  @Test
  void aGuestJoinsAfterTheNoticeAndHasAReceipt() throws Exception {
    CompanyProfile profile = profile(3, LegalBasis.CONTRACT);
    publish(1, profile);
    GuestLobby lobby = lobby();
    assertThat(lobby.profile()).contains(profile);
    EncryptedStore store = store();
    assertThatThrownBy(() -> lobby.join("Gina", store)).isInstanceOf(IllegalStateException.class);

    ChatClient gina = acme.add(lobby.acceptNotice("de").join("Gina", store()));

    assertThat(gina.noticeReceipts()).hasSize(1);
    NoticeReceipt receipt = gina.noticeReceipts().get(0);
    assertThat(receipt.kind()).isEqualTo(Kind.NOTED);
    assertThat(receipt.noticeVersion()).isEqualTo(3);
    assertThat(receipt.language()).isEqualTo("de");
    JsonObject content = verified(receipt.signed());
    assertThat(content.getString("device")).isEqualTo(gina.self().uri());
    assertThat(content.getString("organisation")).isEqualTo("acme.example");
    assertPurpose(content, "Ihr Auftrag", "contract");
    gina.close();
    assertThat(acme.guestAgain(store()).noticeReceipts()).containsExactly(receipt);
  }

  private static void assertPurpose(JsonObject receipt, String text, String basis) {
    JsonObject purpose = receipt.getArray("purposes").getObject(0);
    assertThat(purpose.getString("text")).isEqualTo(text);
    assertThat(purpose.getString("basis")).isEqualTo(basis);
  }

  /** With nothing but the JDK, as an auditor would. */
  private static JsonObject verified(String signed) throws Exception {
    String[] parts = signed.split("\\.");
    Base64.Decoder base64 = Base64.getUrlDecoder();
    JsonObject header =
        JsonParser.object().from(new String(base64.decode(parts[0]), StandardCharsets.UTF_8));
    byte[] certificate = Base64.getDecoder().decode(header.getArray("x5c").getString(0));
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate)));
    verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(verifier.verify(base64.decode(parts[2]))).isTrue();
    return JsonParser.object().from(new String(base64.decode(parts[1]), StandardCharsets.UTF_8));
  }

  @Test
  void withoutAProfileNothingIsAskedFor() {
    GuestLobby lobby = lobby();
    assertThat(lobby.profile()).isEmpty();

    ChatClient gina = acme.add(lobby.join("Gina", store()));

    assertThat(gina.noticeReceipts()).isEmpty();
  }

  @Test
  void consentIsTakenBackWithOneCall() throws Exception {
    publish(1, profile(1, LegalBasis.CONSENT));
    ChatClient gina = acme.add(lobby().acceptNotice("en").join("Gina", store()));
    Acme.await("Gina inside", () -> mine.participants().size() == 2);
    var said = gina.conversations().list().get(0).send(MessageContent.text("My address is ..."));
    said.awaitAccepted(Duration.ofSeconds(30));
    Acme.awaitText(mine, "My address is ...");

    gina.withdrawConsent();

    assertThat(gina.noticeReceipts())
        .extracting(NoticeReceipt::kind)
        .containsExactly(Kind.CONSENTED, Kind.WITHDRAWN);
    for (NoticeReceipt receipt : gina.noticeReceipts()) {
      assertPurpose(verified(receipt.signed()), "Your order", "consent");
    }
    Acme.await("Gina gone", () -> mine.participants().size() == 1);
    // what she said went before she did
    assertThat(Acme.texts(mine)).isEmpty();
    assertThat(mine.erasures().get(0).confirmedByAll()).isTrue();
    gina.withdrawConsent();
    assertThat(gina.noticeReceipts()).hasSize(2);
  }

  @Test
  void aNoticeThatChangedMeanwhileIsShownFirst() {
    publish(1, profile(1, LegalBasis.CONTRACT));
    GuestLink link = link();
    GuestLobby early = GuestLobby.open(link, acme.server.transport()).acceptNotice("de");
    publish(2, profile(2, LegalBasis.CONTRACT));

    EncryptedStore store = store();
    assertThatThrownBy(() -> early.join("Gina", store))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo("notice-not-accepted"));

    GuestLobby again = GuestLobby.open(link, acme.server.transport()).acceptNotice("de");
    ChatClient gina = acme.add(again.join("Gina", store()));
    assertThat(gina.noticeReceipts())
        .extracting(NoticeReceipt::noticeVersion)
        .containsExactly(1L, 2L);
    assertThat(gina.conversations().list()).hasSize(1);
  }

  @Test
  void staffIsShownTheNoticeTakesNoteAndIsAskedAgain() throws Exception {
    assertThat(alice.noticeToShow()).isEmpty();
    assertThatThrownBy(() -> alice.acceptNotice("de")).isInstanceOf(IllegalStateException.class);
    publish(1, profile(1, LegalBasis.CONSENT));
    alice.retryNow();
    Acme.await("the notice", () -> alice.noticeToShow().isPresent());
    assertThat(alice.company()).contains(profile(1, LegalBasis.CONSENT));

    alice.acceptNotice("de");

    assertThat(alice.noticeToShow()).isEmpty();
    NoticeReceipt receipt = alice.noticeReceipts().get(0);
    // consent is not what an employer asks for
    assertThat(receipt.kind()).isEqualTo(Kind.NOTED);
    assertThat(verified(receipt.signed()).getString("organisation")).isEqualTo("acme.example");
    assertThat(alice.dataAtServer()).contains(receipt.signed());
    // another address alone is nothing to be asked about
    publish(2, profile(1, LegalBasis.CONTRACT));
    publish(3, profile(2, LegalBasis.CONTRACT));
    alice.retryNow();
    Acme.await("the next notice", () -> alice.noticeToShow().isPresent());
    alice.acceptNotice("en");
    assertThat(alice.noticeReceipts())
        .extracting(NoticeReceipt::noticeVersion)
        .containsExactly(1L, 2L);
    assertThat(Acme.events(alice, NoticeChanged.class))
        .extracting(NoticeChanged::noticeVersion)
        .containsExactly(1L, 2L);
  }

  @Test
  void aGuestInsideIsAskedAgain() {
    publish(1, profile(1, LegalBasis.CONTRACT));
    ChatClient gina = acme.add(lobby().acceptNotice("de").join("Gina", store()));
    Acme.await("Gina online", () -> gina.connection().online());
    publish(2, profile(2, LegalBasis.CONSENT));
    gina.retryNow();
    Acme.await("to be asked", () -> Acme.events(gina, NoticeChanged.class).size() == 1);
    assertThat(gina.noticeToShow()).isPresent();

    gina.acceptNotice("en");

    assertThat(gina.noticeReceipts())
        .extracting(NoticeReceipt::kind)
        .containsExactly(Kind.NOTED, Kind.CONSENTED);
    assertThat(gina.noticeToShow()).isEmpty();
  }

  /** What the company says holds for what its people begin, unless they say something else. */
  @Test
  void theCompanySaysHowLongItsConversationsAreKept() {
    CompanyKeeping keeping =
        CompanyKeeping.none()
            .with(ConversationClass.ORDINARY, Retention.atMost(90))
            .with(ConversationClass.COMMERCIAL_LETTER, Retention.between(2192, 3652))
            .ciphertext(14);
    CompanyProfile profile = with(profile(1, LegalBasis.CONTRACT), keeping);
    publish(1, profile);
    alice.retryNow();
    Acme.await("the profile", () -> alice.company().isPresent());
    assertThat(alice.company()).contains(profile);

    assertThat(retention(ConversationSpec.titled("Talk"))).isEqualTo(Retention.atMost(90));
    assertThat(
            retention(
                ConversationSpec.titled("Letters").keptAs(ConversationClass.COMMERCIAL_LETTER)))
        .isEqualTo(Retention.between(2192, 3652));
    assertThat(
            retention(ConversationSpec.titled("Books").keptAs(ConversationClass.BOOKING_VOUCHER)))
        .isEqualTo(ConversationClass.BOOKING_VOUCHER.usual());
    assertThat(
            retention(
                ConversationSpec.titled("Short")
                    .keptAs(ConversationClass.ORDINARY, Retention.atMost(7))))
        .isEqualTo(Retention.atMost(7));
    assertThat(mine.retention()).isEqualTo(Retention.none());
    assertThatThrownBy(() -> publish(2, with(profile, keeping.ciphertext(0))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static CompanyProfile with(CompanyProfile of, CompanyKeeping keeping) {
    return new CompanyProfile(
        of.name(),
        of.address(),
        of.contact(),
        of.dataProtectionOfficer(),
        of.region(),
        of.notice(),
        keeping);
  }

  private Retention retention(ConversationSpec spec) {
    return alice.conversations().create(spec).retention();
  }

  /** The minimum that a company signed is no default: nobody of it agrees on less. */
  @Test
  void noOwnerGoesBelowTheCompanysMinimum() {
    CompanyKeeping keeping =
        CompanyKeeping.none()
            .with(ConversationClass.ORDINARY, Retention.atLeast(30))
            .with(ConversationClass.COMMERCIAL_LETTER, Retention.between(3000, 3652));
    publish(1, with(profile(1, LegalBasis.CONTRACT), keeping));
    // she has not seen the profile yet: the server says no, and what is usual becomes what it asks
    ConversationSpec letters =
        ConversationSpec.titled("Letters").keptAs(ConversationClass.COMMERCIAL_LETTER);
    assertThat(retention(letters)).isEqualTo(Retention.between(3000, 3652));
    ConversationSpec brief =
        ConversationSpec.titled("Brief")
            .keptAs(ConversationClass.COMMERCIAL_LETTER, Retention.atLeast(2999));
    assertThatThrownBy(() -> retention(brief))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("retention-too-short");
              assertThat(refused).hasMessageContaining("3000 days");
            });
    Conversation talk = alice.conversations().create(ConversationSpec.titled("Talk"));
    assertThat(talk.retention()).isEqualTo(Retention.atLeast(30));
    assertThatThrownBy(() -> talk.keepAs(ConversationClass.ORDINARY, Retention.atMost(29)))
        .isInstanceOf(RefusedException.class);
    talk.keepAs(ConversationClass.ORDINARY, Retention.between(31, 90));
    assertThat(talk.retention()).isEqualTo(Retention.between(31, 90));
    // what was begun before keeps its words, and says less only by the letter: see RetentionTest
    assertThat(mine.retention()).isEqualTo(Retention.none());
  }

  /** A client that knows nothing of the profile, as an older version would. */
  @Test
  void theServerRefusesLessThanTheMinimum() {
    try (Transport blind = new Blind(acme.server.transport())) {
      ChatClient carl = acme.online("Carl", EncryptedStore.inMemory(Acme.key()), blind);
      publish(
          1,
          with(
              profile(1, LegalBasis.CONTRACT),
              CompanyKeeping.none().with(ConversationClass.ORDINARY, Retention.atLeast(30))));

      assertThatThrownBy(() -> carl.conversations().create(ConversationSpec.titled("Talk")))
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> assertThat(refused.code()).isEqualTo("retention-too-short"));

      Conversation talk =
          carl.conversations()
              .create(
                  ConversationSpec.titled("Talk")
                      .keptAs(ConversationClass.ORDINARY, Retention.atLeast(30)));
      assertThatThrownBy(() -> talk.keepAs(ConversationClass.ORDINARY, Retention.atLeast(29)))
          .isInstanceOf(RefusedException.class);
      assertThat(talk.retention()).isEqualTo(Retention.atLeast(30));
      talk.keepAs(ConversationClass.BOOKING_VOUCHER, Retention.none());
      assertThat(talk.kind()).isEqualTo(ConversationClass.BOOKING_VOUCHER);
    }
  }

  /** Answers that there is no profile. */
  private record Blind(Transport server) implements Transport {
    @Override
    public Response exchange(Request request) throws java.io.IOException, InterruptedException {
      return request.target().endsWith("/profile")
          ? server.exchange(
              new Request(
                  request.method(),
                  request.target().replace("acme.example", "none.example"),
                  request.headers(),
                  request.body()))
          : server.exchange(request);
    }

    @Override
    public PushChannel push(String path, PushListener listener)
        throws java.io.IOException, InterruptedException {
      return server.push(path, listener);
    }

    @Override
    public void close() {
      server.close();
    }
  }

  /** The inviter's client has seen a notice: what the server shows the guest is not older. */
  @Test
  void aGuestIsNotDeceivedByAServerThatHidesTheProfile() throws Exception {
    try (InMemoryServer bare = InMemoryServer.start(java.time.InstantSource.system())) {
      Registration.register(
          bare.baseUrl(), acme.authority, bare.registrationToken(), bare.transport());
      publish(2, profile(2, LegalBasis.CONTRACT));
      alice.retryNow();
      Acme.await("the profile", () -> alice.company().isPresent());
      GuestLink link = link();
      Transport hiding = new ProfileOfAnother(acme.server.transport(), bare.transport());

      assertThatThrownBy(() -> GuestLobby.open(link, hiding))
          .isInstanceOf(UntrustedException.class)
          .hasMessageContaining("hides");

      Registration.publish(acme.authority, 1, profile(1, LegalBasis.CONTRACT), bare.transport());
      assertThatThrownBy(() -> GuestLobby.open(link, hiding))
          .isInstanceOf(UntrustedException.class);
      GuestLink locked =
          mine.inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(7)).password("paravent"))
              .link()
              .orElseThrow();
      GuestLobby lobby = GuestLobby.open(locked, hiding);
      assertThatThrownBy(() -> lobby.unlock("paravent")).isInstanceOf(UntrustedException.class);
      publish(3, profile(2, LegalBasis.CONTRACT));
      assertThat(GuestLobby.open(link, acme.server.transport()).profile()).isPresent();
    }
  }

  /** Who has seen a profile is not shown none, or an older one, without being told. */
  @Test
  void staffNoticesThatTheProfileIsHidden() {
    try (InMemoryServer bare = InMemoryServer.start(java.time.InstantSource.system())) {
      Registration.register(
          bare.baseUrl(), acme.authority, bare.registrationToken(), bare.transport());
      publish(2, profile(2, LegalBasis.CONTRACT));
      java.util.concurrent.atomic.AtomicReference<Transport> shown =
          new java.util.concurrent.atomic.AtomicReference<>(acme.server.transport());
      ChatClient bob =
          acme.online(
              "Bob",
              EncryptedStore.inMemory(Acme.key()),
              new ProfileOfAnother(acme.server.transport(), new Switched(shown)));
      Acme.await("the notice", () -> bob.noticeToShow().isPresent());

      shown.set(bare.transport());
      bob.retryNow();
      Acme.awaitAlert(bob, SecurityAlert.Kind.PROFILE_WITHHELD);
      bob.retryNow();
      Registration.publish(acme.authority, 1, profile(1, LegalBasis.CONTRACT), bare.transport());
      bob.retryNow();
      Acme.await("to be told of the older one", () -> Acme.alerts(bob).size() == 2);
      assertThat(Acme.alerts(bob)).containsOnly(SecurityAlert.Kind.PROFILE_WITHHELD);
      assertThat(bob.company().orElseThrow().notice().version()).isEqualTo(2);
    }
  }

  /** The server goes back to an older notice, and shows what the company did not sign. */
  @Test
  void whatIsOlderOrForgedIsNotTaken() {
    try (InMemoryServer elsewhere = InMemoryServer.start(java.time.InstantSource.system());
        OrganisationAuthority impostor = OrganisationAuthority.create("acme.example")) {
      Transport other = elsewhere.transport();
      Registration.register(
          elsewhere.baseUrl(), acme.authority, elsewhere.registrationToken(), other);
      Registration.publish(acme.authority, 1, profile(1, LegalBasis.CONTRACT), other);
      publish(2, profile(2, LegalBasis.CONTRACT));
      java.util.concurrent.atomic.AtomicReference<Transport> shown =
          new java.util.concurrent.atomic.AtomicReference<>(acme.server.transport());
      ChatClient bob =
          acme.online(
              "Bob",
              EncryptedStore.inMemory(Acme.key()),
              new ProfileOfAnother(acme.server.transport(), new Switched(shown)));
      Acme.await("the notice", () -> bob.noticeToShow().isPresent());
      bob.acceptNotice("de");

      shown.set(other);
      bob.retryNow();
      publish(3, profile(3, LegalBasis.CONTRACT));
      try (InMemoryServer third = InMemoryServer.start(java.time.InstantSource.system())) {
        Registration.register(
            third.baseUrl(), impostor, third.registrationToken(), third.transport());
        Registration.publish(impostor, 9, profile(9, LegalBasis.CONTRACT), third.transport());
        shown.set(third.transport());
        bob.retryNow();
        Acme.awaitAlert(bob, SecurityAlert.Kind.PROFILE_FORGED);
      }
      assertThat(bob.company().orElseThrow().notice().version()).isEqualTo(2);
      assertThat(bob.noticeToShow()).isEmpty();
      shown.set(acme.server.transport());
      bob.retryNow();
      Acme.await("the true one", () -> bob.noticeToShow().isPresent());
    }
  }

  private record Switched(java.util.concurrent.atomic.AtomicReference<Transport> now)
      implements Transport {
    @Override
    public Response exchange(Request request) throws java.io.IOException, InterruptedException {
      // signed in elsewhere: what is public needs no token
      return now.get()
          .exchange(
              new Request(request.method(), request.target(), java.util.Map.of(), request.body()));
    }

    @Override
    public PushChannel push(String path, PushListener listener)
        throws java.io.IOException, InterruptedException {
      return now.get().push(path, listener);
    }

    @Override
    public void close() {}
  }

  /** The server shows a profile that somebody else signed. */
  @Test
  void aForgedProfileIsNotShown() {
    try (InMemoryServer elsewhere = InMemoryServer.start(java.time.InstantSource.system());
        OrganisationAuthority impostor = OrganisationAuthority.create("acme.example")) {
      try (Transport transport = elsewhere.transport()) {
        Registration.register(
            elsewhere.baseUrl(), impostor, elsewhere.registrationToken(), transport);
        Registration.publish(impostor, 1, profile(1, LegalBasis.CONTRACT), transport);
      }
      GuestLink link = link();
      Transport mixed = new ProfileOfAnother(acme.server.transport(), elsewhere.transport());

      assertThatThrownBy(() -> GuestLobby.open(link, mixed)).isInstanceOf(UntrustedException.class);
    }
  }

  private record ProfileOfAnother(Transport server, Transport other) implements Transport {
    @Override
    public Response exchange(Request request) throws java.io.IOException, InterruptedException {
      return (request.target().endsWith("/profile") ? other : server).exchange(request);
    }

    @Override
    public PushChannel push(String path, PushListener listener)
        throws java.io.IOException, InterruptedException {
      return server.push(path, listener);
    }

    @Override
    public void close() {
      server.close();
      other.close();
    }
  }
}
