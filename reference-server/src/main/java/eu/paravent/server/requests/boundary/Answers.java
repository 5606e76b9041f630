package eu.paravent.server.requests.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.CurrentWrite;
import eu.paravent.server.requests.control.Ids;
import eu.paravent.server.requests.control.Remembered;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.requests.entity.AnswerRows;
import eu.paravent.server.requests.entity.GivenAnswer;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives {@link Remembered} answers again. Inside of the transaction, which is at +200: of two equal
 * requests at once the second fails on the first one's row, is tried again and finds its answer.
 */
@Remembered
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 300)
public class Answers {
  private static final int OK = 200;

  @Inject CurrentWrite write;
  @Inject AnswerRows rows;
  @Inject ServerClock clock;

  @AroundInvoke
  @Nullable Object answer(InvocationContext invocation) throws Exception {
    GivenAnswer.Key once = new GivenAnswer.Key(write.sender(), write.key().value());
    String question = question(invocation);
    Optional<GivenAnswer> earlier = rows.find(once);
    if (earlier.isPresent()) {
      return again(earlier.get(), question, invocation.getMethod().getReturnType());
    }
    @Nullable Object answer = invocation.proceed();
    @Nullable Object entity = answer instanceof Response response ? response.getEntity() : answer;
    rows.add(
        new GivenAnswer(
            once,
            question,
            answer instanceof Response response ? response.getStatus() : OK,
            entity instanceof Record value ? Json.write(value) : new byte[0],
            clock.now().plus(Limits.ANSWER_RETENTION)));
    return answer;
  }

  private static Object again(GivenAnswer earlier, String question, Class<?> type) {
    if (!earlier.isTo(question)) {
      throw Refusal.of(
          ProblemCode.IDEMPOTENCY_KEY_REUSED,
          "This key named another request. Make a new key for every new request; nothing was"
              + " changed.");
    }
    if (type.isRecord()) {
      return Json.read(type.asSubclass(Record.class), earlier.body());
    }
    Response.ResponseBuilder answer = Response.status(earlier.status());
    return earlier.body().length == 0
        ? answer.build()
        : answer.type(Headers.JSON).entity(earlier.body()).build();
  }

  /** Method, address and body; headers may differ, such as a token that was renewed meanwhile. */
  private String question(InvocationContext invocation) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes((write.target() + "\n").getBytes(StandardCharsets.UTF_8));
    for (Object parameter : invocation.getParameters()) {
      if (parameter instanceof Record body) {
        text.writeBytes(Json.write(body));
      }
    }
    return Ids.hash(text.toByteArray());
  }
}
