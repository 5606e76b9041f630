package eu.paravent.client;

import eu.paravent.client.internal.delivery.JdkTransport;
import eu.paravent.client.internal.delivery.OpenInvite;
import eu.paravent.client.internal.delivery.PublicApi;
import eu.paravent.client.internal.engine.Doorway;
import eu.paravent.client.internal.engine.Engine;
import eu.paravent.client.internal.engine.GuestIdentity;
import eu.paravent.client.internal.invite.GuestPass;
import eu.paravent.client.internal.invite.LinkPassword;
import eu.paravent.client.internal.invite.LobbyCard;
import eu.paravent.client.internal.keys.Fingerprint;
import eu.paravent.client.internal.keys.GroupRules;
import eu.paravent.client.internal.notice.ProfileShown;
import eu.paravent.client.internal.store.LocalStore;
import eu.paravent.client.internal.store.StoreOpener;
import eu.paravent.client.invite.GuestLink;
import eu.paravent.client.invite.PeopleInside;
import eu.paravent.client.notice.CompanyProfile;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a guest stands before it joins: it has the link and sees who invites it to what. What the
 * server said about the company is checked against the link. Nothing is left behind by looking.
 *
 * <p>Where the link {@link GuestLink#needsPassword needs a password}, the lobby is {@link #locked}
 * at first: {@link #unlock} it.
 */
public final class GuestLobby {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final GuestLink link;
  private final Optional<Transport> transport;
  private final OpenInvite invite;
  private final byte[] secret;
  private final @Nullable LobbyCard card;
  private final Optional<ProfileShown> profile;
  private final Optional<String> takenIn;
  private final Visitor visitor;

  /** Who looks and joins is the same guest, whatever became of the lobby meanwhile. */
  private static final class Visitor {
    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    private @Nullable GuestIdentity made;

    /** After the lobby was unlocked: the link's secret vouches for the guest. */
    synchronized GuestIdentity of(GuestPass pass) {
      GuestIdentity known = made;
      if (known == null) {
        known = GuestIdentity.make(pass, clock, random);
        made = known;
      }
      return known;
    }
  }

  private GuestLobby(
      GuestLink link,
      Optional<Transport> transport,
      OpenInvite invite,
      byte[] secret,
      @Nullable LobbyCard card,
      Optional<ProfileShown> profile,
      Optional<String> takenIn,
      Visitor visitor) {
    this.link = link;
    this.transport = transport;
    this.invite = invite;
    this.secret = secret;
    this.card = card;
    this.profile = profile;
    this.takenIn = takenIn;
    this.visitor = visitor;
  }

  /**
   * Asks the server of the link for the invite.
   *
   * @throws InviteRefusedException if it is expired, revoked, used up or unknown
   * @throws UntrustedException if the server answers for another company than the link names, or
   *     hides the privacy notice that the inviter has seen
   */
  public static GuestLobby open(GuestLink link) {
    try (Transport own = new JdkTransport(link.server())) {
      return look(link, own, Optional.empty());
    }
  }

  /** As above, over another transport, which the client closes with itself after joining. */
  public static GuestLobby open(GuestLink link, Transport transport) {
    return look(link, transport, Optional.of(transport));
  }

  private static GuestLobby look(GuestLink link, Transport way, Optional<Transport> kept) {
    PublicApi server = new PublicApi(way);
    OpenInvite invite = server.invite(link.invite().value());
    GuestPass.check(link, invite);
    Optional<ProfileShown> profile =
        server
            .profile(invite.organisation())
            .map(
                signed ->
                    ProfileShown.verify(signed, invite.organisation(), invite.rootCertificate()));
    if (link.needsPassword()) {
      return new GuestLobby(
          link, kept, invite, link.insecureSeed(), null, profile, Optional.empty(), new Visitor());
    }
    try (GuestPass pass = GuestPass.of(link, invite)) {
      LobbyCard card =
          pass.card()
              .filter(c -> c.organisation().equals(invite.organisation()))
              .orElseThrow(GuestLobby::notFromTheInviter);
      requireShown(card, profile);
      return new GuestLobby(
          link, kept, invite, link.insecureSeed(), card, profile, Optional.empty(), new Visitor());
    }
  }

  /** The inviter saw a profile, and said so where the server cannot change it. */
  private static void requireShown(LobbyCard card, Optional<ProfileShown> profile) {
    if (profile.map(ProfileShown::version).orElse(0L) < card.profile()) {
      throw new UntrustedException(
          "The server hides the newest privacy notice of " + card.organisation(), null);
    }
  }

  private static UntrustedException notFromTheInviter() {
    return new UntrustedException(
        "What the server says about the invite is not from the inviter", null);
  }

  /** Whether a password is to be given first. Until then only the company's key is known. */
  public boolean locked() {
    return card == null;
  }

  /**
   * Takes a noticeable moment of computing, on purpose. Asks nobody: whether the password is right
   * shows on this device. As often as one likes, this lobby stays as it is.
   *
   * @return this lobby with the password
   * @throws WrongPasswordException if it is not that one
   * @throws UntrustedException if the server answers for another company than the inviter's, or
   *     hides the privacy notice that the inviter has seen
   */
  public GuestLobby unlock(String password) {
    if (!locked()) {
      return this;
    }
    byte[] stretched = LinkPassword.stretch(password, link.insecureSeed(), link.invite().value());
    try (GuestPass pass = GuestPass.of(link, invite, stretched.clone())) {
      LobbyCard opened =
          pass.card()
              .orElseThrow(
                  () ->
                      new WrongPasswordException(
                          "The password does not fit this link: try again, or ask the inviter"));
      if (!opened.organisation().equals(invite.organisation())) {
        throw notFromTheInviter();
      }
      requireShown(opened, profile);
      return new GuestLobby(link, transport, invite, stretched, opened, profile, takenIn, visitor);
    }
  }

  /** What the conversation is called; said by who invites. */
  public String title() {
    return card().title();
  }

  /** The name of the person who invites. */
  public String inviter() {
    return card().inviter();
  }

  /** The company, verified by the link. */
  public String organisation() {
    return card().organisation();
  }

  private LobbyCard card() {
    LobbyCard shown = card;
    if (shown == null) {
      throw new IllegalStateException("The link needs a password: unlock the lobby first");
    }
    return shown;
  }

  /**
   * What the company says of itself and about personal data, verified by the link. Empty where it
   * published nothing that the inviter's client has seen. Of a {@link #locked} lobby the server
   * could still hide it: {@link #unlock} refuses that.
   */
  public Optional<CompanyProfile> profile() {
    return profile.map(ProfileShown::profile);
  }

  /**
   * The person was shown the privacy notice of {@link #profile} and goes on; where the notice
   * {@link eu.paravent.client.notice.PrivacyNotice#needsConsent needs consent}, it consented.
   * Joining signs a receipt of that and leaves it with the server.
   *
   * @param language in which the notice was shown, {@code de} or {@code en}
   * @return this lobby, to {@link #join} through
   */
  public GuestLobby acceptNotice(String language) {
    if (!language.equals("de") && !language.equals("en")) {
      throw new IllegalArgumentException("The notice is shown in German (de) or English (en)");
    }
    return new GuestLobby(
        link, transport, invite, secret, card, profile, Optional.of(language), visitor);
  }

  /** Until when guests can join. */
  public Instant expiresAt() {
    return invite.expiresAt();
  }

  /**
   * Whether someone of the company lets each guest in: {@link #join} asks then, and the client
   * waits. The server's word; members hold every guest against what the inviter decided.
   */
  public boolean needsApproval() {
    return invite.mode().equals(GroupRules.APPROVE);
  }

  /**
   * Who is in the conversation now. Signs in under the pseudonym that joining will use; neither
   * takes a place of the invite, nor tells anybody inside, nor keeps anything. Empty where it
   * {@link #needsApproval}: who waits does not see who is inside.
   *
   * @throws InviteRefusedException if the invite has ended meanwhile
   * @throws UntrustedException if the group that the server offers is not the one of the link, or
   *     someone in it is not who they say: do not join
   * @throws IllegalStateException if this lobby is {@link #locked}
   */
  public Optional<PeopleInside> inside() {
    card();
    if (needsApproval()) {
      return Optional.empty();
    }
    if (transport.isPresent()) {
      return Optional.of(look(transport.get()));
    }
    try (Transport own = new JdkTransport(link.server())) {
      return Optional.of(look(own));
    }
  }

  private PeopleInside look(Transport way) {
    try (GuestPass pass = GuestPass.of(link, invite, secret.clone())) {
      return new Doorway(link.server(), way, visitor.clock, visitor.random)
          .look(pass, visitor.of(pass), invite.groupId());
    }
  }

  /** Twelve groups of five digits that stand for the company's root certificate. */
  public String organisationFingerprint() {
    return Fingerprint.of(invite.rootCertificate());
  }

  /**
   * Joins; no one of the others has to be online. The store is the guest's from then on: open it
   * again with {@link ChatClient#builder} and without an identity to come back.
   *
   * <p>Where it {@link #needsApproval}, this only asks: the client has no conversation until it is
   * let in, which may be days later and over restarts. See {@link ChatClient#joinState}.
   *
   * <p>The others see {@link KeyCustody#DEVICE}: a guest's keys are where it joins.
   *
   * @throws InviteRefusedException if the invite has ended meanwhile
   * @throws IllegalStateException if this lobby is {@link #locked}, or there is a {@link #profile}
   *     and its notice was not {@link #acceptNotice accepted}: nothing was done
   * @throws RefusedException with {@code notice-not-accepted} if there is a newer notice meanwhile:
   *     open the lobby again
   * @throws UntrustedException if the group that the server offers is not the company's, or
   *     outdated
   */
  public ChatClient join(String displayName, EncryptedStore store) {
    card();
    if (profile.isPresent() && takenIn.isEmpty()) {
      throw new IllegalStateException("Show the company's privacy notice first");
    }
    LocalStore opened = StoreOpener.open(store);
    boolean joined = false;
    ChatClient.Builder builder =
        ChatClient.builder().displayName(displayName).patience(PATIENCE).custody(KeyCustody.DEVICE);
    transport.ifPresent(builder::transport);
    try (GuestPass pass = GuestPass.of(link, invite, secret.clone())) {
      visitor.of(pass).prepare(opened, pass);
      Engine engine = Engine.prepare(builder.setup(link.server(), opened));
      try {
        profile.ifPresent(shown -> engine.noticeTaken(shown, takenIn.orElseThrow()));
        ConversationId id = new ConversationId(invite.groupId());
        if (needsApproval()) {
          engine.askToJoin(id, pass.requestKey(), card().cipherSuite());
        } else {
          engine.joinAsGuest(id);
        }
        engine.start();
        joined = true;
        return new ChatClient(engine);
      } finally {
        if (!joined) {
          engine.close();
        }
      }
    } finally {
      if (!joined) {
        opened.close();
      }
    }
  }
}
