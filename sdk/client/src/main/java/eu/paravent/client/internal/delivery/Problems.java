package eu.paravent.client.internal.delivery;

import eu.paravent.client.ConversationEndedException;
import eu.paravent.client.InviteRefusedException;
import eu.paravent.client.RefusedException;
import eu.paravent.client.ServerUnavailableException;
import eu.paravent.client.SignInException;
import eu.paravent.client.UserUnknownException;
import eu.paravent.client.internal.delivery.Http.Call;
import eu.paravent.client.spi.Transport.Response;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.Problem;
import eu.paravent.protocol.ProblemCode;
import java.util.Optional;

/** Problem details (RFC 9457) to exceptions by what the caller does next. */
final class Problems {
  private static final int TOO_LARGE = 413;

  private Problems() {}

  static RuntimeException toException(Call call, Response response) {
    Optional<Problem> problem = problem(response);
    String text =
        call.method
            + " "
            + call.path()
            + ": "
            + problem
                .map(p -> p.title() + p.detail().map(d -> " (" + d + ")").orElse(""))
                .orElse("status " + response.status());
    Optional<ProblemCode> code = problem.flatMap(p -> ProblemCode.find(p.code()));
    if (code.isPresent() && code.get() == ProblemCode.LOG_DELETED) {
      return new LogDeletedException(problem.get().oldest().orElse(0L), text);
    }
    if (code.isPresent()) {
      return known(code.get(), text);
    }
    if (problem.isPresent() && response.status() / 100 == 4 && !later(response.status())) {
      return new RefusedException(problem.get().code(), text);
    }
    if (response.status() == TOO_LARGE) {
      // a proxy with a smaller limit: trying again cannot help
      return new RefusedException("status-" + TOO_LARGE, text);
    }
    // without problem details it was not the server that refused: a server that is still starting
    // answers 404, a proxy what it likes; neither may make a waiting message fail
    return new ServerUnavailableException(text, null);
  }

  private static boolean later(int status) {
    return status == 408 || status == 429;
  }

  private static RuntimeException known(ProblemCode code, String text) {
    switch (code) {
      case INTERNAL_ERROR:
      case UNAVAILABLE:
      case RATE_LIMITED:
        return new ServerUnavailableException(text, null);
      case NOT_SIGNED_IN:
        return new NotSignedInException(text);
      case ASSERTION_REFUSED:
      case ASSERTION_REPLAYED:
      case CERTIFICATE_REFUSED:
        return new SignInException(text, null);
      case USER_UNKNOWN:
      case KEY_PACKAGES_EXHAUSTED:
        return new UserUnknownException(text, null);
      case NOT_A_MEMBER:
        return new ConversationEndedException(text);
      case EPOCH_CONFLICT:
        return new EpochConflictException(text);
      case INVITE_UNKNOWN:
        return new InviteRefusedException(InviteRefusedException.Reason.UNKNOWN, text, null);
      case INVITE_EXPIRED:
        return new InviteRefusedException(InviteRefusedException.Reason.EXPIRED, text, null);
      case INVITE_REVOKED:
        return new InviteRefusedException(InviteRefusedException.Reason.REVOKED, text, null);
      case INVITE_USED_UP:
        return new InviteRefusedException(InviteRefusedException.Reason.USED_UP, text, null);
      default:
        return new RefusedException(code.code(), text);
    }
  }

  private static Optional<Problem> problem(Response response) {
    try {
      return Optional.of(Json.read(Problem.class, response.body()));
    } catch (Json.UnreadableException e) {
      // a proxy in between answers with a page of its own: then the status has to do
      return Optional.empty();
    }
  }

  /** The token is missing, unknown or expired; {@link SignIn} gets a new one. */
  static final class NotSignedInException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotSignedInException(String message) {
      super(message);
    }
  }
}
