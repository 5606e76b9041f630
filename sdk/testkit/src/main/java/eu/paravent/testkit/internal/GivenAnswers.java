package eu.paravent.testkit.internal;

import eu.paravent.client.spi.Transport.Request;
import eu.paravent.client.spi.Transport.Response;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Answers that a write gets again when it is sent again under its key. */
final class GivenAnswers {
  /** The others are the same however often they are done, or remember by themselves. */
  private static final Set<String> REMEMBERED =
      Set.of(
          "PUT " + Paths.ORGANISATION,
          "POST " + Paths.KEY_PACKAGES,
          "POST " + Paths.KEY_PACKAGE_CLAIMS,
          "POST " + Paths.GROUPS,
          "POST " + Paths.UPLOADS,
          "PUT " + Paths.GROUP_INVITE);

  private static final String SIGN_IN = "POST " + Paths.SESSIONS;

  private final Map<String, Given> bySender = new HashMap<>();

  Response answer(Request request, String template, Call call, Function<Call, Response> handler) {
    String route = request.method() + " " + template;
    boolean needsNone =
        request.method().equals("GET")
            || (route.equals(SIGN_IN) && call.header(Headers.IDEMPOTENCY_KEY).isEmpty());
    if (needsNone) {
      return handler.apply(call);
    }
    String key = call.idempotencyKey();
    if (!REMEMBERED.contains(route)) {
      return handler.apply(call);
    }
    String question = request.method() + " " + request.target();
    String once = call.signedIn().map(Session::device).orElse(question) + " " + key;
    Given before = bySender.get(once);
    if (before == null) {
      Response response = handler.apply(call);
      bySender.put(once, new Given(question, call.body(), response));
      return response;
    }
    if (!before.question.equals(question) || !Arrays.equals(before.body, call.body())) {
      throw reused();
    }
    return before.response;
  }

  static Refusal reused() {
    return new Refusal(
        ProblemCode.IDEMPOTENCY_KEY_REUSED,
        "This key named another request: make a new key for every new request");
  }

  private static final class Given {
    final String question;
    final byte[] body;
    final Response response;

    Given(String question, byte[] body, Response response) {
      this.question = question;
      this.body = body;
      this.response = response;
    }
  }
}
