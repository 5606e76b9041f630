package eu.paravent.client.invite;

import eu.paravent.client.internal.keys.Fingerprint;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A link by which a guest joins: {@code https://<server>/g/<inviteId>#<secret>}. What follows the
 * hash sign never reaches the server: a seed, from which the guest's right to join comes, and the
 * hash of the inviting organisation's root, by which the guest knows the company. Whoever has the
 * link, and the password where it {@link #needsPassword needs} one, can join; {@link #toString}
 * leaves the secret out.
 */
public final class GuestLink {
  private static final Pattern FORM =
      Pattern.compile("(https?://[^/?#\\s]+)/g/([A-Za-z0-9_-]{22})#([A-Za-z0-9_-]+)");

  /** A link of the second version needs a password: its seed alone is good for nothing. */
  private static final int PLAIN = 1, PASSWORD = 2;

  private static final int SEED = 32, HASH = 32, CHECKSUM = 4;

  private final int version;
  private final URI server;
  private final InviteId invite;
  private final byte[] seed;
  private final byte[] rootHash;

  private GuestLink(int version, URI server, InviteId invite, byte[] seed, byte[] rootHash) {
    this.version = version;
    this.server = server;
    this.invite = invite;
    this.seed = seed;
    this.rootHash = rootHash;
  }

  /** For the client itself, which draws the seed. */
  public static GuestLink of(URI server, InviteId invite, byte[] seed, byte[] rootCertificate) {
    return made(PLAIN, server, invite, seed, rootCertificate);
  }

  /** As above; the guest needs a password besides, which the link does not hold. */
  public static GuestLink withPassword(
      URI server, InviteId invite, byte[] seed, byte[] rootCertificate) {
    return made(PASSWORD, server, invite, seed, rootCertificate);
  }

  private static GuestLink made(
      int version, URI server, InviteId invite, byte[] seed, byte[] rootCertificate) {
    if (seed.length != SEED) {
      throw new IllegalArgumentException("The seed of a guest link has 32 bytes");
    }
    return new GuestLink(version, server, invite, seed.clone(), Fingerprint.hash(rootCertificate));
  }

  /**
   * @throws InvalidLinkException if it is not whole, mistyped, or of a newer version
   */
  public static GuestLink parse(String link) {
    Matcher match = FORM.matcher(link.strip());
    if (!match.matches()) {
      throw new InvalidLinkException(
          "This is not a guest link: copy it again, whole, with everything after the # sign");
    }
    byte[] secret;
    try {
      secret = Base64.getUrlDecoder().decode(match.group(3));
    } catch (IllegalArgumentException e) {
      throw new InvalidLinkException(
          "The guest link is damaged after the # sign: copy it again, whole");
    }
    if (secret.length > 0 && secret[0] != PLAIN && secret[0] != PASSWORD) {
      throw new InvalidLinkException(
          "The guest link is of a version that this client does not know: update the client");
    }
    int length = 1 + SEED + HASH;
    if (secret.length != length + CHECKSUM
        || !Arrays.equals(
            checksum(match.group(2), Arrays.copyOf(secret, length)),
            Arrays.copyOfRange(secret, length, secret.length))) {
      throw new InvalidLinkException("The guest link is cut off or mistyped: copy it again, whole");
    }
    return new GuestLink(
        secret[0],
        server(match.group(1)),
        new InviteId(match.group(2)),
        Arrays.copyOfRange(secret, 1, 1 + SEED),
        Arrays.copyOfRange(secret, 1 + SEED, length));
  }

  /** User information before the host would hide which server is meant: refused. */
  private static URI server(String text) {
    try {
      URI server = new URI(text);
      if (server.getHost() != null && server.getUserInfo() == null) {
        return server;
      }
    } catch (URISyntaxException e) {
      // the same advice as for one without a host
    }
    throw new InvalidLinkException(
        "The guest link does not name a server: copy it again, from the start");
  }

  /** Over the invite id too, so that halves of two links do not make one. */
  private static byte[] checksum(String invite, byte[] content) {
    byte[] id = invite.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    byte[] both = Arrays.copyOf(id, id.length + content.length);
    System.arraycopy(content, 0, both, id.length, content.length);
    return Arrays.copyOf(Fingerprint.hash(both), CHECKSUM);
  }

  /** The whole link, secret included: for the guest only. */
  public String url() {
    byte[] content = new byte[1 + SEED + HASH];
    content[0] = (byte) version;
    System.arraycopy(seed, 0, content, 1, SEED);
    System.arraycopy(rootHash, 0, content, 1 + SEED, HASH);
    byte[] all = Arrays.copyOf(content, content.length + CHECKSUM);
    System.arraycopy(checksum(invite.value(), content), 0, all, content.length, CHECKSUM);
    return server
        + "/g/"
        + invite
        + "#"
        + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /** Where the conversation is. */
  public URI server() {
    return server;
  }

  /** Which invite it belongs to. */
  public InviteId invite() {
    return invite;
  }

  /**
   * Whether the guest is asked for a password, which came by another way than the link. The link
   * does not say which, and nobody but the guest's own device is asked whether one is right:
   * whoever has the link can try passwords without limit, slowed by Argon2id alone. Choose one that
   * stands that, of a few random words for instance.
   */
  public boolean needsPassword() {
    return version == PASSWORD;
  }

  /** A copy of the secret; for the client itself. */
  public byte[] insecureSeed() {
    return seed.clone();
  }

  /** SHA-256 of the root certificate of the organisation that invites. */
  public byte[] rootHash() {
    return rootHash.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GuestLink link
        && version == link.version
        && server.equals(link.server)
        && invite.equals(link.invite)
        && java.security.MessageDigest.isEqual(seed, link.seed)
        && Arrays.equals(rootHash, link.rootHash);
  }

  @Override
  public int hashCode() {
    return invite.hashCode();
  }

  @Override
  public String toString() {
    return "GuestLink[" + server + "/g/" + invite + "]";
  }
}
