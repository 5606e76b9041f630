package eu.paravent.client.internal.engine;

import eu.paravent.client.UserId;
import eu.paravent.client.internal.keys.Certificate.CertificateException;
import eu.paravent.client.internal.keys.LeafIdentity;
import eu.paravent.mls.GroupPolicy.Member;
import eu.paravent.mls.MlsGroup;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Verified leaves to the people on them. */
final class Seats {
  private Seats() {}

  static Seat of(Member member) {
    try {
      LeafIdentity identity = LeafIdentity.of(member.credential());
      return new Seat(member.leafIndex(), identity.user(), identity.device());
    } catch (CertificateException e) {
      throw new IllegalStateException("The authentication service let an unreadable leaf in", e);
    }
  }

  static List<Seat> of(MlsGroup group) {
    return group.members().stream().map(Seats::of).toList();
  }

  static Set<UserId> users(List<Seat> seats) {
    return seats.stream().map(Seat::user).collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
