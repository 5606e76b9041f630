package eu.paravent.protocol.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a person asked for about their data (GDPR Art. 15 to 21), and what became of it.
 *
 * @param kind one of {@link #KINDS}
 * @param person URI of a member of staff or of a guest's device
 * @param reference of the file that the officer keeps elsewhere; nothing about the person
 * @param dueAt a month after it came, three where it was extended (Art. 12(3))
 * @param state {@link #OPEN}, {@link #FULFILLED} or {@link #REFUSED}
 * @param steps of an erasure, in order
 * @param outstanding devices that have not fetched everything that was said before the erasure
 *     began, and so may still hold what others were asked to delete
 */
public record PrivacyCase(
    String caseId,
    String kind,
    String person,
    String reference,
    Instant receivedAt,
    Instant dueAt,
    boolean extended,
    boolean overdue,
    String state,
    Optional<Instant> closedAt,
    List<Step> steps,
    List<Outstanding> outstanding) {
  public static final String ACCESS = "access",
      PORTABILITY = "portability",
      RECTIFICATION = "rectification",
      ERASURE = "erasure",
      RESTRICTION = "restriction",
      OBJECTION = "objection";
  public static final Set<String> KINDS =
      Set.of(ACCESS, PORTABILITY, RECTIFICATION, ERASURE, RESTRICTION, OBJECTION);
  public static final String OPEN = "open", FULFILLED = "fulfilled", REFUSED = "refused";

  /**
   * What was done in one place.
   *
   * @param place such as {@code sessions}
   * @param state {@link #ERASED}, {@link #KEPT} or {@link #WAITING}
   * @param reason why it is kept, or what it waits for; empty where it is erased
   */
  public record Step(String place, String state, long rows, String reason, Instant at) {
    public static final String ERASED = "erased", KEPT = "kept", WAITING = "waiting";
  }

  /** A device that is behind. */
  public record Outstanding(String groupId, String device) {}
}
