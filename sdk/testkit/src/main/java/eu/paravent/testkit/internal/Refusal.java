package eu.paravent.testkit.internal;

import eu.paravent.protocol.Problem;
import eu.paravent.protocol.ProblemCode;

/** The server says no, with the problem that tells the client why. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  Refusal(ProblemCode code, String detail) {
    this(Problem.of(code, detail));
  }

  Refusal(Problem problem) {
    super(problem.code() + ": " + problem.detail().orElse(problem.title()), null, false, false);
    this.problem = problem;
  }

  static Refusal epochConflict(String groupId, long current) {
    return new Refusal(
        Problem.of(
                ProblemCode.EPOCH_CONFLICT,
                "Group "
                    + groupId
                    + " is in epoch "
                    + current
                    + ": process the commits before it and send again")
            .withEpoch(current));
  }

  static Refusal logDeleted(String groupId, long oldest) {
    return new Refusal(
        Problem.of(
                ProblemCode.LOG_DELETED,
                "The entries of group "
                    + groupId
                    + " before "
                    + oldest
                    + " are deleted. Read on from there; if commits are among them, join again")
            .withOldest(oldest));
  }

  Problem problem() {
    return problem;
  }
}
