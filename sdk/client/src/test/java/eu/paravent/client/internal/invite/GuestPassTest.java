package eu.paravent.client.internal.invite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.InviteRefusedException;
import eu.paravent.client.InviteRefusedException.Reason;
import eu.paravent.client.UntrustedException;
import eu.paravent.client.UserId;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.internal.delivery.OpenInvite;
import eu.paravent.client.internal.keys.Admission;
import eu.paravent.client.internal.keys.Certificate;
import eu.paravent.client.internal.keys.GroupRules;
import eu.paravent.client.internal.keys.GroupRules.InviteEntry;
import eu.paravent.client.internal.keys.SigningKey;
import eu.paravent.client.invite.GuestLink;
import eu.paravent.client.invite.InviteId;
import eu.paravent.mls.Extensions;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class GuestPassTest {
  private static final byte[] GROUP = "0123456789abcdef".getBytes(UTF_8);
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final InviteId ID = new InviteId("AAAAAAAAAAAAAAAAAAAAAA");

  private final SecureRandom random = new SecureRandom();
  private final OrganisationAuthority acme = OrganisationAuthority.create("acme.example");
  private final OrganisationAuthority evil = OrganisationAuthority.create("acme.example");
  private final byte[] seed = random.generateSeed(32);
  private final GuestLink link =
      GuestLink.of(URI.create("https://chat.acme.example"), ID, seed, acme.rootCertificate());
  private final LobbyCard card = new LobbyCard("Order SO-4711", "Alice", "ACME", "Supplier");
  private final GuestPass pass = GuestPass.of(link, shown("acme.example", acme, GROUP));

  private OpenInvite shown(String organisation, OrganisationAuthority authority, byte[] group) {
    return new OpenInvite(
        ID.value(),
        Base64.getUrlEncoder().withoutPadding().encodeToString(group),
        organisation,
        authority.rootCertificate(),
        NOW.plusSeconds(60),
        "open",
        card.seal(seed, ID.value(), random));
  }

  private InviteEntry entry() {
    return new InviteEntry(
        ID.value(),
        InviteSecrets.signingKey(seed).publicKey(),
        NOW.getEpochSecond() + 60,
        1,
        "open",
        acme.user("alice").uri(),
        true);
  }

  private static Extensions context(InviteEntry entry) throws Exception {
    return GroupRules.none().with(entry).in(Extensions.empty());
  }

  @Test
  void aServerThatShowsAnotherRootIsNotTrusted() {
    OpenInvite swapped = shown("acme.example", evil, GROUP);

    assertThatThrownBy(() -> GuestPass.of(link, swapped)).isInstanceOf(UntrustedException.class);
  }

  @Test
  void aGuestIsVouchedForByTheInviteKeyInOneGroupOnly() throws Exception {
    UserId guest = pass.newGuest(random);
    SigningKey key = SigningKey.generate(random);

    Certificate certificate = Certificate.read(pass.certify(guest, key.publicKey(), NOW).get(0));

    assertThat(guest).isNotEqualTo(pass.newGuest(random));
    assertThat(guest.guest()).isTrue();
    assertThat(certificate.user()).isEqualTo(guest);
    assertThat(certificate.deviceUri()).isEqualTo(guest.uri());
    assertThat(certificate.publicKey()).isEqualTo(key.publicKey());
    assertThat(certificate.signedBy(entry().publicKey())).isTrue();
    assertThat(pass.card()).contains(card);
  }

  @Test
  void theGroupOfAnOpenInviteIsTaken() throws Exception {
    check(pass, GROUP, context(entry()), NOW);
  }

  @Test
  void aRevokedAndALateInviteAreToldApart() throws Exception {
    Extensions open = context(entry());
    Extensions closed = context(entry().closed());

    refused(Reason.EXPIRED, open, NOW.plusSeconds(60));
    refused(Reason.REVOKED, closed, NOW);
    refused(Reason.REVOKED, Extensions.empty(), NOW);
  }

  private void check(GuestPass of, byte[] group, Extensions context, Instant now) {
    SigningKey key = SigningKey.generate(random);
    byte[] certificate = of.certify(of.newGuest(random), key.publicKey(), NOW).get(0);
    Admission.check(certificate, group, context, now);
  }

  private void refused(Reason reason, Extensions context, Instant now) {
    assertThatThrownBy(() -> check(pass, GROUP, context, now))
        .isInstanceOfSatisfying(
            InviteRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void anotherGroupOrAnInviteWithAnotherKeyIsNotTrusted() throws Exception {
    InviteEntry is = entry();
    Extensions foreignKey =
        context(
            new InviteEntry(
                is.id(),
                SigningKey.generate(random).publicKey(),
                is.expiresAt(),
                is.maxUses(),
                is.mode(),
                is.inviter(),
                true));
    Extensions right = context(is);
    GuestPass renamed = GuestPass.of(link, shown("other.example", acme, GROUP));

    assertThatThrownBy(() -> check(pass, GROUP, foreignKey, NOW))
        .isInstanceOf(UntrustedException.class);
    assertThatThrownBy(() -> check(pass, "fedcba9876543210".getBytes(UTF_8), right, NOW))
        .isInstanceOf(UntrustedException.class);
    assertThatThrownBy(() -> check(renamed, GROUP, right, NOW))
        .isInstanceOf(UntrustedException.class);
  }

  @Test
  void anOrganisationThatCannotBeOneIsNotTakenIntoANameAndSecretsAreNotShown() {
    GuestPass odd = GuestPass.of(link, shown("acme.example/u/alice?", acme, GROUP));

    assertThatThrownBy(() -> odd.newGuest(random)).isInstanceOf(UntrustedException.class);
    assertThat(pass.toString()).doesNotContain(link.url().substring(link.url().indexOf('#') + 1));
  }
}
