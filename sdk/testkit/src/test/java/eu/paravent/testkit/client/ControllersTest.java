package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.notice.CompanyProfile;
import eu.paravent.client.notice.PrivacyNotice;
import eu.paravent.client.notice.PrivacyNotice.LegalBasis;
import eu.paravent.client.privacy.Controller;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who answers for what where several companies talk (GDPR Art. 26), as each member sees it. */
@Timeout(120)
class ControllersTest {
  private final Acme acme = new Acme();

  @AfterEach
  void close() {
    acme.close();
  }

  private void publish(OrganisationAuthority authority, String name, String officer) {
    String site = "https://" + authority.organisation() + "/datenschutz";
    PrivacyNotice notice =
        new PrivacyNotice(
            1,
            site,
            "Hinweis",
            "Notice",
            List.of(new PrivacyNotice.Purpose("Auftrag", "Order", LegalBasis.CONTRACT)));
    try (Transport transport = acme.server.transport()) {
      Registration.publish(
          authority,
          1,
          new CompanyProfile(
              name, "Street", "chat@" + authority.organisation(), officer, "EU", notice),
          transport);
    }
  }

  @Test
  void eachSidesControllerIsNamedToEveryMember() {
    ChatClient alice = acme.online("Alice");
    try (OrganisationAuthority beta = OrganisationAuthority.create("beta.example")) {
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
                  .open());
      Acme.online("Bea", bea);
      publish(acme.authority, "Acme Fensterbau GmbH", "dsb@acme.example");
      Conversation hers =
          alice.conversations().create(ConversationSpec.titled("Deal").participants(bea.self()));
      Conversation beas = Acme.joined(bea, hers.id());
      GuestLobby lobby =
          GuestLobby.open(
              hers.inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(1))).link().orElseThrow(),
              acme.server.transport());
      ChatClient gina =
          acme.add(lobby.acceptNotice("de").join("Gina", EncryptedStore.inMemory(Acme.key())));
      Conversation ginas = gina.conversations().find(hers.id()).orElseThrow();
      Acme.await("Gina inside", () -> beas.participants().size() == 3);
      publish(beta, "Beta AG", "");
      for (ChatClient one : List.of(alice, bea, gina)) {
        one.retryNow();
      }

      for (Conversation one : List.of(hers, beas, ginas)) {
        Acme.await(
            "both profiles",
            () -> one.controllers().stream().allMatch(c -> c.profile().isPresent()));
        assertThat(one.controllers())
            .extracting(Controller::organisation)
            .containsExactly("acme.example", "beta.example");
        Controller deciding = one.controllers().get(0);
        assertThat(deciding.decides()).isTrue();
        assertThat(deciding.staff()).isEqualTo(1);
        assertThat(deciding.guests()).isEqualTo(1);
        assertThat(deciding.own()).isEqualTo(one != beas);
        assertThat(deciding.inGerman())
            .startsWith("Acme Fensterbau GmbH (acme.example) ist verantwortlich")
            .contains("Gäste", "Sie bestimmt", "dsb@acme.example", "https://acme.example/daten");
        Controller partner = one.controllers().get(1);
        assertThat(partner.decides()).isFalse();
        assertThat(partner.guests()).isZero();
        assertThat(partner.own()).isEqualTo(one == beas);
        assertThat(partner.inEnglish())
            .startsWith("Beta AG (beta.example) answers for its staff and")
            .contains("chat@beta.example")
            .doesNotContain("decides", "archive", "officer");
      }
    }
  }

  @Test
  void whoHasPublishedNothingIsNamedAllTheSame() {
    Conversation alone =
        acme.online("Alice").conversations().create(ConversationSpec.titled("Notes"));

    Controller only = alone.controllers().get(0);

    assertThat(only.profile()).isEmpty();
    assertThat(only.inEnglish()).startsWith("acme.example").contains("has not said");
    assertThat(only.inGerman()).startsWith("acme.example").contains("nicht angegeben");
  }
}
