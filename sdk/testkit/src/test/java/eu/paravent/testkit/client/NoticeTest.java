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
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.invite.GuestLink;
import eu.paravent.client.notice.CompanyProfile;
import eu.paravent.client.notice.NoticeReceipt;
import eu.paravent.client.notice.NoticeReceipt.Kind;
import eu.paravent.client.notice.PrivacyNotice;
import eu.paravent.client.notice.PrivacyNotice.LegalBasis;
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
    gina.close();
    assertThat(acme.guestAgain(store()).noticeReceipts()).containsExactly(receipt);
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
  void consentIsTakenBackWithOneCall() {
    publish(1, profile(1, LegalBasis.CONSENT));
    ChatClient gina = acme.add(lobby().acceptNotice("en").join("Gina", store()));
    Acme.await("Gina inside", () -> mine.participants().size() == 2);

    gina.withdrawConsent();

    assertThat(gina.noticeReceipts())
        .extracting(NoticeReceipt::kind)
        .containsExactly(Kind.CONSENTED, Kind.WITHDRAWN);
    Acme.await("Gina gone", () -> mine.participants().size() == 1);
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
