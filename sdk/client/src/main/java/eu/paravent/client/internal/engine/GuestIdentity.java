package eu.paravent.client.internal.engine;

import eu.paravent.client.RefusedException;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.delivery.OpenInvite;
import eu.paravent.client.internal.invite.InviteSecrets;
import eu.paravent.client.internal.keys.CertificateBuilder;
import eu.paravent.client.internal.keys.Fingerprint;
import eu.paravent.client.internal.keys.SigningKey;
import eu.paravent.client.internal.store.LocalStore;
import eu.paravent.client.invite.GuestLink;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Makes a guest's device: a key of its own, certified by the key that the link stands for. */
public final class GuestIdentity {
  private static final Duration LIFETIME = Duration.ofDays(365);

  private GuestIdentity() {}

  /** Stores the guest's identity, unless the store already holds the one for this very invite. */
  public static void prepare(
      LocalStore store,
      GuestLink link,
      OpenInvite invite,
      InstantSource clock,
      SecureRandom random) {
    Optional<Identity.Stored> known = store.read(Identity::load);
    if (known.isPresent()) {
      UserId user = known.get().user();
      if (user.guest() && Invites.inviteOf(user).equals(invite.inviteId())) {
        return;
      }
      throw new RefusedException(
          "store-in-use", "This store belongs to someone else: a guest needs a store of its own");
    }
    byte[] name = new byte[16];
    random.nextBytes(name);
    UserId user =
        new UserId(
            "mimi://"
                + invite.organisation()
                + "/g/"
                + invite.inviteId()
                + "/"
                + Hashes.text(name));
    SigningKey key = SigningKey.generate(random);
    Instant now = clock.instant();
    byte[] certificate =
        CertificateBuilder.guest(
            InviteSecrets.signingKey(link.insecureSeed()),
            invite.inviteId(),
            user.uri(),
            invite.groupId(),
            key.publicKey(),
            now,
            LIFETIME);
    Identity.Stored made =
        new Identity.Stored(user, user.uri(), key.insecureSeed(), List.of(certificate), now);
    store.write(
        tx -> {
          made.save(tx);
          Roots.pin(tx, invite.organisation(), link.rootHash());
          return true;
        });
  }

  public static byte[] hash(byte[] rootCertificate) {
    return Fingerprint.hash(rootCertificate);
  }

  public static String fingerprint(byte[] rootCertificate) {
    return Fingerprint.of(rootCertificate);
  }
}
