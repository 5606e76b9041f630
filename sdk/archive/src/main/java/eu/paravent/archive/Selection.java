package eu.paravent.archive;

import eu.paravent.client.BusinessReference;
import java.time.Instant;
import java.util.Optional;

/**
 * What is exported. Immutable.
 *
 * @param from records of this time and later
 * @param to records before this time
 * @param reference conversations about this
 * @param partner conversations that this organisation, or this person by URI, ever was in
 * @param restricted also records that somebody asked to delete and that have to be kept
 */
public record Selection(
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<BusinessReference> reference,
    Optional<String> partner,
    boolean restricted) {
  public static Selection everything() {
    return new Selection(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
  }

  public Selection between(Instant begin, Instant end) {
    return new Selection(Optional.of(begin), Optional.of(end), reference, partner, restricted);
  }

  public Selection about(BusinessReference what) {
    return new Selection(from, to, Optional.of(what), partner, restricted);
  }

  /**
   * @param who an organisation, for instance {@code beta.example}, or the URI of a person
   */
  public Selection with(String who) {
    return new Selection(from, to, reference, Optional.of(who), restricted);
  }

  public Selection restrictedToo() {
    return new Selection(from, to, reference, partner, true);
  }

  boolean wholeConversations() {
    return from.isEmpty() && to.isEmpty();
  }

  boolean at(Instant time) {
    return from.filter(time::isBefore).isEmpty() && to.filter(end -> !time.isBefore(end)).isEmpty();
  }
}
