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

/** A guest's device: a key of its own, certified by the key that the link stands for. */
public final class GuestIdentity {
  private final Identity.Stored identity;

  private GuestIdentity(Identity.Stored identity) {
    this.identity = identity;
  }

  /** A new guest of this link; kept nowhere. */
  public static GuestIdentity make(GuestPass pass, InstantSource clock, SecureRandom random) {
    UserId user = pass.newGuest(random);
    try (SigningKey key = SigningKey.generate(random)) {
      Instant now = clock.instant();
      return new GuestIdentity(
          new Identity.Stored(
              user, user.uri(), key.insecureSeed(), pass.certify(user, key.publicKey(), now), now));
    }
  }

  Identity.Stored identity() {
    return identity;
  }

  /** Stores this identity, unless the store already holds one of this very invite. */
  public void prepare(LocalStore store, GuestPass pass) {
    Optional<Identity.Stored> known = store.read(Identity::load);
    if (known.isPresent()) {
      UserId user = known.get().user();
      if (user.guest() && Invites.inviteOf(user).equals(pass.inviteId())) {
        return;
      }
      throw new RefusedException(
          "store-in-use", "This store belongs to someone else: a guest needs a store of its own");
    }
    store.write(
        tx -> {
          identity.save(tx);
          Roots.pin(tx, identity.user().organisation(), Fingerprint.hash(pass.rootCertificate()));
          return true;
        });
  }

  @Override
  public String toString() {
    return "GuestIdentity[" + identity.user().uri() + "]";
  }
}
