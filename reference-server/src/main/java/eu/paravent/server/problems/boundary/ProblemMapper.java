package eu.paravent.server.problems.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Json.UnreadableException;
import eu.paravent.protocol.Problem;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.problems.control.WithoutMessage;
import eu.paravent.server.requests.control.Attempts;
import eu.paravent.server.requests.control.Ids;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Turns whatever ends a request early into problem details (RFC 9457): our refusals, those of
 * JAX-RS itself, and defects, of which only an incident number leaves the server.
 */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());

  @Override
  public Response toResponse(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof Refusal refusal) {
        return answer(refusal.problem());
      } else if (t instanceof UnreadableException unreadable) {
        return answer(
            Problem.of(
                ProblemCode.MALFORMED_REQUEST,
                unreadable.getMessage() + ". Send what the protocol version 1 describes."));
      }
    }
    if (thrown instanceof WebApplicationException web && web.getResponse().getStatus() != 500) {
      return ofJaxRs(web);
    }
    if (Attempts.worthRepeating(thrown)) {
      LOG.log(
          Level.WARNING,
          "A request gave way to others on the same rows, SQLSTATE {0}",
          Attempts.sqlState(thrown));
      return answer(
          Problem.of(ProblemCode.UNAVAILABLE, "Too many writes at once. Try again in a moment."));
    }
    if (Attempts.databaseAway(thrown)) {
      // one line for each: health says what is wrong, and there will be many
      LOG.log(
          Level.WARNING,
          "A request failed because the database is away, SQLSTATE {0}",
          Attempts.sqlState(thrown));
      return answer(
          Problem.of(
              ProblemCode.UNAVAILABLE,
              "The server's database is away. Send the same again in a moment."));
    }
    String incident = Ids.random();
    LOG.log(Level.ERROR, "A request failed, incident " + incident, WithoutMessage.of(thrown));
    return answer(
        Problem.of(
            ProblemCode.INTERNAL_ERROR, "Tell the operator this incident number: " + incident));
  }

  private static Response ofJaxRs(WebApplicationException web) {
    Response original = web.getResponse();
    if (original.getStatus() < 400) {
      return original;
    }
    Response.ResponseBuilder answer =
        Response.fromResponse(
            answer(
                switch (original.getStatus()) {
                  case 404 ->
                      Problem.of(
                          ProblemCode.NOT_FOUND,
                          "Check the address against the paths of protocol version 1.");
                  case 405 ->
                      Problem.of(
                          ProblemCode.METHOD_NOT_ALLOWED,
                          "The header Allow lists the methods of this address.");
                  case 406 ->
                      Problem.of(
                          ProblemCode.NOT_ACCEPTABLE, "Accept application/json, or leave it out.");
                  case 413 -> Problem.of(ProblemCode.TOO_LARGE, "Send less at once.");
                  case 415 ->
                      Problem.of(
                          ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                          "Set Content-Type to the media type that protocol version 1 names.");
                  case 503 -> Problem.of(ProblemCode.UNAVAILABLE, "Try again in a moment.");
                  default ->
                      Problem.of(
                          ProblemCode.MALFORMED_REQUEST,
                          "Send what the protocol version 1 describes.");
                }));
    String allow = original.getHeaderString(HttpHeaders.ALLOW);
    return allow == null ? answer.build() : answer.header(HttpHeaders.ALLOW, allow).build();
  }

  private static Response answer(Problem problem) {
    Response.ResponseBuilder answer =
        Response.status(problem.status()).type(Headers.PROBLEM_JSON).entity(problem);
    if (problem.status() == 401) {
      // RFC 9110 §11.6.1: a 401 names the scheme.
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    problem.retryAfter().ifPresent(seconds -> answer.header(Headers.RETRY_AFTER, seconds));
    return answer.build();
  }
}
