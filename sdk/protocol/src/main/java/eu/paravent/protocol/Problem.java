package eu.paravent.protocol;

import java.util.Optional;

/**
 * Problem details (RFC 9457) of every refusal.
 *
 * @param type {@code https://paravent.eu/problems/} followed by the code
 * @param code stable; see {@link ProblemCode}
 * @param detail what was attempted and what to do, with public ids only
 * @param epoch the group's current epoch, with {@link ProblemCode#EPOCH_CONFLICT}
 * @param oldest the sequence number from which the log goes on, with {@link
 *     ProblemCode#LOG_DELETED}
 * @param retryAfter seconds, as the header of that name, with {@link ProblemCode#RATE_LIMITED}
 */
public record Problem(
    String type,
    String title,
    int status,
    String code,
    Optional<String> detail,
    Optional<Long> epoch,
    Optional<Long> oldest,
    Optional<Long> retryAfter) {
  /**
   * Before the code. Relative to the server that answers (RFC 9457 §3.1.1), which has a page there
   * for each code.
   */
  public static final String TYPE_PREFIX = "/problems/";

  public static Problem of(ProblemCode code, String detail) {
    return new Problem(
        TYPE_PREFIX + code.code(),
        code.title(),
        code.status(),
        code.code(),
        Optional.of(detail),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public Problem withEpoch(long current) {
    return new Problem(type, title, status, code, detail, Optional.of(current), oldest, retryAfter);
  }

  public Problem withOldest(long sequence) {
    return new Problem(type, title, status, code, detail, epoch, Optional.of(sequence), retryAfter);
  }

  public Problem withRetryAfter(long seconds) {
    return new Problem(type, title, status, code, detail, epoch, oldest, Optional.of(seconds));
  }
}
