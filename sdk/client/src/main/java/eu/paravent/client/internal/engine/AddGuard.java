package eu.paravent.client.internal.engine;

import eu.paravent.client.UserId;
import eu.paravent.client.internal.keys.Certificate;
import eu.paravent.client.internal.keys.Certificate.CertificateException;
import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.credential.Credential;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The policy that every member holds commits against, and for commits of one's own one question
 * more: whether the key packages that the server handed out are those of the people who were asked
 * for, and still valid. Used inside writing transactions only.
 */
final class AddGuard implements GroupPolicy {
  private final GroupPolicy everyone;
  private final InstantSource clock;
  private Predicate<Credential> revoked = credential -> false;
  private @Nullable Set<UserId> expected;
  private volatile boolean swapped;

  AddGuard(GroupPolicy everyone, InstantSource clock) {
    this.everyone = everyone;
    this.clock = clock;
  }

  /** Whom nobody adds here, though others may have. */
  void refuse(Predicate<Credential> devices) {
    revoked = devices;
  }

  /** From now on only these may be added, until {@link #anyone}. */
  void expect(Set<UserId> people) {
    expected = Set.copyOf(people);
    swapped = false;
  }

  void anyone() {
    expected = null;
  }

  /** Whether someone else's key package was refused since {@link #expect}. */
  boolean swapped() {
    return swapped;
  }

  @Override
  public void check(Change change) throws PolicyViolation {
    Set<UserId> people = expected;
    if (people != null) {
      for (Proposed added : change.added()) {
        if (!people.contains(Seats.of(added.member()).user())) {
          swapped = true;
          throw new PolicyViolation(
              "The server gave a key package of " + Seats.of(added.member()).user());
        }
        if (revoked.test(added.member().credential())) {
          throw new PolicyViolation(
              "The device " + Seats.of(added.member()).device() + " was revoked");
        }
        if (!valid(added.member().credential())) {
          throw new PolicyViolation(
              "The certificate of " + Seats.of(added.member()).device() + " is not valid now");
        }
      }
    }
    everyone.check(change);
  }

  private boolean valid(Credential credential) {
    try {
      return credential instanceof Credential.X509 x509
          && Certificate.read(x509.chain().get(0)).validAt(clock.instant());
    } catch (CertificateException e) {
      return false;
    }
  }
}
