package eu.paravent.server.problems.control;

import eu.paravent.protocol.Problem;
import eu.paravent.protocol.ProblemCode;

/**
 * The server's no: unchecked, so that it rolls back the transaction it is thrown in and reaches the
 * boundary as it is. Normal business, so it carries no stack trace and is not logged.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  private Refusal(Problem problem) {
    super(
        problem.code() + problem.detail().map(detail -> ": " + detail).orElse(""),
        null,
        false,
        false);
    this.problem = problem;
  }

  /**
   * A no for this reason.
   *
   * @param detail what was attempted and what to do, with public ids only; the client sees it
   */
  public static Refusal of(ProblemCode code, String detail) {
    return new Refusal(Problem.of(code, detail));
  }

  /** The group is at another epoch than the message. */
  public static Refusal epochConflict(long current, String detail) {
    return new Refusal(Problem.of(ProblemCode.EPOCH_CONFLICT, detail).withEpoch(current));
  }

  /** The log goes on from this entry only. */
  public static Refusal logDeleted(long oldest, String detail) {
    return new Refusal(Problem.of(ProblemCode.LOG_DELETED, detail).withOldest(oldest));
  }

  /** Too much at once: to be asked again after a pause. */
  public static Refusal rateLimited(long seconds, String detail) {
    return new Refusal(Problem.of(ProblemCode.RATE_LIMITED, detail).withRetryAfter(seconds));
  }

  public Problem problem() {
    return problem;
  }
}
