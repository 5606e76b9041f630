package eu.paravent.client.internal.invite;

import eu.paravent.client.UntrustedException;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.delivery.OpenInvite;
import eu.paravent.client.internal.keys.CertificateBuilder;
import eu.paravent.client.internal.keys.Fingerprint;
import eu.paravent.client.internal.keys.SigningKey;
import eu.paravent.client.invite.GuestLink;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A guest link together with what the server says of it, as far as the link bears it out: lets a
 * guest vouch for itself, and know the group that it was invited to from another one.
 */
public final class GuestPass implements AutoCloseable {
  private static final Duration CERTIFICATE_LIFETIME = Duration.ofDays(365);

  private final GuestLink link;
  private final byte[] secret;
  private final OpenInvite shown;
  private final SigningKey inviteKey;

  private GuestPass(GuestLink link, OpenInvite shown, byte[] secret) {
    this.link = link;
    this.shown = shown;
    this.secret = secret;
    this.inviteKey = InviteSecrets.signingKey(secret);
  }

  /**
   * By a link that needs no password.
   *
   * @throws UntrustedException if the server shows another invite or another root than the link
   */
  public static GuestPass of(GuestLink link, OpenInvite shown) {
    return of(link, shown, link.insecureSeed());
  }

  /**
   * @param secret the link's seed, or what a password made of it; wiped with this pass
   * @throws UntrustedException if the server shows another invite or another root than the link
   */
  public static GuestPass of(GuestLink link, OpenInvite shown, byte[] secret) {
    check(link, shown);
    return new GuestPass(link, shown, secret);
  }

  /**
   * @throws UntrustedException if the server shows another invite or another root than the link
   */
  public static void check(GuestLink link, OpenInvite shown) {
    if (!shown.inviteId().equals(link.invite().value())
        || !MessageDigest.isEqual(Fingerprint.hash(shown.rootCertificate()), link.rootHash())) {
      throw new UntrustedException(
          "The server shows another organisation than the one that made this link", null);
    }
  }

  /** Empty where the card was not sealed by the one who made the link, or the password is wrong. */
  public Optional<LobbyCard> card() {
    return LobbyCard.open(secret, link.invite().value(), shown.lobbyCard());
  }

  /** A name that no guest had before. */
  public UserId newGuest(SecureRandom random) {
    byte[] id = new byte[16];
    random.nextBytes(id);
    String guest = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    try {
      return new UserId(
          "mimi://" + shown.organisation() + "/g/" + link.invite().value() + "/" + guest);
    } catch (IllegalArgumentException e) {
      throw new UntrustedException("The server names an organisation that cannot be one", e);
    }
  }

  /**
   * Vouches for the key of a guest, in this group only.
   *
   * @return its chain: one certificate, DER
   */
  public List<byte[]> certify(UserId guest, byte[] publicKey, Instant now) {
    return List.of(
        CertificateBuilder.guest(
            inviteKey,
            link.invite().value(),
            guest.uri(),
            shown.groupId(),
            publicKey,
            now,
            CERTIFICATE_LIFETIME));
  }

  /** What a guest that waits seals its name under. */
  public byte[] requestKey() {
    return InviteSecrets.requestKey(secret);
  }

  public String inviteId() {
    return shown.inviteId();
  }

  /** The organisation's root as the server shows it: the one that the link names. */
  public byte[] rootCertificate() {
    return shown.rootCertificate();
  }

  /** Wipes what guests are certified with. */
  @Override
  public void close() {
    Arrays.fill(secret, (byte) 0);
    inviteKey.close();
  }

  @Override
  public String toString() {
    return "GuestPass[" + link + "]";
  }
}
