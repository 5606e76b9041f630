package eu.paravent.client.internal.engine;

import eu.paravent.mls.GroupPolicy.Member;
import eu.paravent.mls.credential.Credential;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who speaks, read from their certificates once and not with every message. By the very objects
 * that the groups hold: a leaf that changes has others. Used by one thread at a time, in writing
 * transactions.
 */
final class Speakers {
  private static final int MOST = 512;

  private final Map<Leaf, Seat> known = new LinkedHashMap<>(16, 0.75f, true);

  /** Equal to one of the same objects only: to compare them by content would be to read them. */
  private static final class Leaf {
    final int index;
    final Credential credential;
    final Object extensions;

    Leaf(Member member) {
      index = member.leafIndex();
      credential = member.credential();
      extensions = member.leafExtensions();
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(Object other) {
      return other instanceof Leaf leaf
          && index == leaf.index
          && credential == leaf.credential
          && extensions == leaf.extensions;
    }

    @Override
    public int hashCode() {
      return 31 * index + System.identityHashCode(credential);
    }
  }

  Seat seat(Member member) {
    Leaf leaf = new Leaf(member);
    Seat seat = known.get(leaf);
    if (seat == null) {
      seat = Seats.of(member);
      known.put(leaf, seat);
      if (known.size() > MOST) {
        known.remove(known.keySet().iterator().next());
      }
    }
    return seat;
  }
}
