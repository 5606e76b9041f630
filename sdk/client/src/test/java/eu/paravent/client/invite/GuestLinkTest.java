package eu.paravent.client.invite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.internal.invite.InviteSecrets;
import eu.paravent.client.internal.invite.LobbyCard;
import eu.paravent.client.internal.keys.Fingerprint;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GuestLinkTest {
  private static final InviteId ID = new InviteId("AAAAAAAAAAAAAAAAAAAAAA");

  private final byte[] seed = new byte[32];
  private final byte[] root = {1, 2, 3};
  private final GuestLink link;

  GuestLinkTest() {
    new SecureRandom().nextBytes(seed);
    link = GuestLink.of(URI.create("https://chat.acme.example:8443"), ID, seed, root);
  }

  @Test
  void aLinkComesBackWhole() {
    GuestLink back = GuestLink.parse(" " + link.url() + "\n");

    assertThat(back).isEqualTo(link);
    assertThat(back.server()).isEqualTo(URI.create("https://chat.acme.example:8443"));
    assertThat(back.invite()).isEqualTo(ID);
    assertThat(back.insecureSeed()).isEqualTo(seed);
    assertThat(back.rootHash()).isEqualTo(Fingerprint.hash(root));
    assertThat(back.toString()).doesNotContain(link.url().substring(link.url().indexOf('#') + 1));
  }

  @Test
  void aCutOffOrMistypedLinkIsToldApartFromADeadOne() {
    String url = link.url();
    for (int length = 0; length < url.length(); length++) {
      String cut = url.substring(0, length);
      assertThatThrownBy(() -> GuestLink.parse(cut))
          .as(cut)
          .isInstanceOf(InvalidLinkException.class);
    }
    for (int at = url.indexOf("/g/") + 3; at < url.length(); at++) {
      String mistyped =
          url.substring(0, at) + (url.charAt(at) == 'x' ? 'y' : 'x') + url.substring(at + 1);
      assertThatThrownBy(() -> GuestLink.parse(mistyped))
          .as(mistyped)
          .isInstanceOf(InvalidLinkException.class);
    }
  }

  @Test
  void aLinkThatHidesItsServerIsRefused() {
    String tail = link.url().substring(link.url().indexOf("/g/"));
    for (String server :
        new String[] {"https://acme.example@evil.example", "https://ac{me", "https://a_b"}) {
      assertThatThrownBy(() -> GuestLink.parse(server + tail))
          .as(server)
          .isInstanceOf(InvalidLinkException.class);
    }
  }

  @Test
  void theLobbyCardOpensWithTheLinkOnly() {
    LobbyCard card = new LobbyCard("Order SO-4711", "Alice", "ACME", "Supplier");
    byte[] sealed = card.seal(seed, ID.value(), new SecureRandom());

    assertThat(LobbyCard.open(seed, ID.value(), sealed)).contains(card);
    assertThat(LobbyCard.open(new byte[32], ID.value(), sealed)).isEmpty();
    assertThat(LobbyCard.open(seed, "BBBBBBBBBBBBBBBBBBBBBB", sealed)).isEmpty();
    assertThat(LobbyCard.open(seed, ID.value(), new byte[5])).isEmpty();
    assertThat(InviteSecrets.signingKey(seed).publicKey())
        .isEqualTo(InviteSecrets.signingKey(seed).publicKey());
  }

  @Test
  void aSpecStaysWithinWhatTheServerTakes() {
    assertThat(GuestInviteSpec.singleUse(Duration.ofDays(7)).label("Supplier"))
        .isEqualTo(new GuestInviteSpec(Duration.ofDays(7), 1, "Supplier"));
    assertThatThrownBy(() -> GuestInviteSpec.singleUse(Duration.ofDays(366)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> GuestInviteSpec.upTo(0, Duration.ofDays(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> GuestInviteSpec.upTo(101, Duration.ofDays(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
