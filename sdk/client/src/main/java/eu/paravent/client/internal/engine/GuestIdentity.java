package eu.paravent.client.internal.engine;

import eu.paravent.client.RefusedException;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.invite.GuestPass;
import eu.paravent.client.internal.keys.Fingerprint;
import eu.paravent.client.internal.keys.SigningKey;
import eu.paravent.client.internal.store.LocalStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Makes a guest's device: a key of its own, certified by the key that the link stands for. */
public final class GuestIdentity {
  private GuestIdentity() {}

  /** Stores the guest's identity, unless the store already holds the one for this very invite. */
  public static void prepare(
      LocalStore store, GuestPass pass, InstantSource clock, SecureRandom random) {
    Optional<Identity.Stored> known = store.read(Identity::load);
    if (known.isPresent()) {
      UserId user = known.get().user();
      if (user.guest() && Invites.inviteOf(user).equals(pass.inviteId())) {
        return;
      }
      throw new RefusedException(
          "store-in-use", "This store belongs to someone else: a guest needs a store of its own");
    }
    UserId user = pass.newGuest(random);
    SigningKey key = SigningKey.generate(random);
    Instant now = clock.instant();
    Identity.Stored made =
        new Identity.Stored(
            user, user.uri(), key.insecureSeed(), pass.certify(user, key.publicKey(), now), now);
    store.write(
        tx -> {
          made.save(tx);
          Roots.pin(tx, user.organisation(), Fingerprint.hash(pass.rootCertificate()));
          return true;
        });
  }
}
