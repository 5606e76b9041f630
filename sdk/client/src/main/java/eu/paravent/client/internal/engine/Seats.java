package eu.paravent.client.internal.engine;

import eu.paravent.client.KeyCustody;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.keys.Certificate.CertificateException;
import eu.paravent.client.internal.keys.LeafIdentity;
import eu.paravent.mls.GroupPolicy.Member;
import eu.paravent.mls.MlsGroup;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Verified leaves to the people on them. */
final class Seats {
  private Seats() {}

  static Seat of(Member member) {
    try {
      LeafIdentity identity = LeafIdentity.of(member.credential());
      return new Seat(
          member.leafIndex(),
          identity.user(),
          identity.device(),
          Custody.of(member.leafExtensions()));
    } catch (CertificateException e) {
      throw new IllegalStateException("The authentication service let an unreadable leaf in", e);
    }
  }

  static List<Seat> of(MlsGroup group) {
    return group.members().stream().map(Seats::of).toList();
  }

  /**
   * Who holds a person's keys, as its devices declare: the organisation where it does for one of
   * them; empty where not all have said.
   */
  static Optional<KeyCustody> custody(List<Seat> seats, UserId user) {
    List<Optional<KeyCustody>> said =
        seats.stream().filter(seat -> seat.user().equals(user)).map(Seat::custody).toList();
    if (said.contains(Optional.of(KeyCustody.ORGANISATION))) {
      return Optional.of(KeyCustody.ORGANISATION);
    }
    return said.contains(Optional.<KeyCustody>empty())
        ? Optional.empty()
        : said.stream().findFirst().flatMap(first -> first);
  }

  static Set<UserId> users(List<Seat> seats) {
    return seats.stream().map(Seat::user).collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
