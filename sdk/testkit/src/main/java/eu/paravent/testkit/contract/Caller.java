package eu.paravent.testkit.contract;

import eu.paravent.client.spi.Transport;
import eu.paravent.client.spi.Transport.Request;
import eu.paravent.client.spi.Transport.Response;
import eu.paravent.protocol.Base64Url;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.Problem;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.sessions.AccessToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;

/** Speaks to a server in the contract's words, below everything the client adds. */
final class Caller {
  private final Transport transport;
  private volatile String token = "";

  Caller(Transport transport) {
    this.transport = transport;
  }

  Transport transport() {
    return transport;
  }

  String token() {
    return token;
  }

  void useToken(String other) {
    token = other;
  }

  Answer get(String target) {
    return send("GET", target, Map.of(), Optional.empty());
  }

  Answer delete(String target) {
    return send("DELETE", target, key(newKey()), Optional.empty());
  }

  Answer post(String target, Record body) {
    return post(target, body, newKey());
  }

  Answer post(String target, Record body, String idempotencyKey) {
    return json("POST", target, body, idempotencyKey);
  }

  Answer put(String target, Record body) {
    return put(target, body, newKey());
  }

  Answer put(String target, Record body, String idempotencyKey) {
    return json("PUT", target, body, idempotencyKey);
  }

  Answer signIn(String assertion) {
    String form =
        AccessToken.request(assertion).entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    Answer answer =
        send(
            "POST",
            Paths.SESSIONS,
            Map.of("Content-Type", Headers.FORM),
            form.getBytes(StandardCharsets.US_ASCII));
    if (answer.status() == 200) {
      token = answer.read(AccessToken.class).accessToken();
    }
    return answer;
  }

  private Answer json(String method, String target, Record body, String idempotencyKey) {
    Map<String, String> headers = new HashMap<>(key(idempotencyKey));
    headers.put("Content-Type", Headers.JSON);
    return send(method, target, headers, Json.write(body));
  }

  Answer send(String method, String target, Map<String, String> headers, byte[] body) {
    return send(method, target, headers, Optional.of(body));
  }

  Answer send(String method, String target, Map<String, String> headers, Optional<byte[]> body) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Accept", String.join(", ", Headers.JSON, Headers.PROBLEM_JSON, Headers.OCTETS));
    if (!token.isEmpty()) {
      all.put("Authorization", "Bearer " + token);
    }
    try {
      return new Answer(
          method + " " + target, transport.exchange(new Request(method, target, all, body)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static Map<String, String> key(String idempotencyKey) {
    return idempotencyKey.isEmpty() ? Map.of() : Map.of(Headers.IDEMPOTENCY_KEY, idempotencyKey);
  }

  static String newKey() {
    byte[] key = new byte[16];
    new SecureRandom().nextBytes(key);
    return Base64Url.encode(key);
  }

  /** What came back, with the two questions a test asks of it. */
  record Answer(String asked, Response response) {
    int status() {
      return response.status();
    }

    /** It must be a success. */
    <T extends Record> T read(Class<T> type) {
      requireSuccess();
      return Json.read(type, response.body());
    }

    Answer requireSuccess() {
      Assertions.assertEquals(2, response.status() / 100, () -> asked + " " + text());
      return this;
    }

    Answer requireStatus(int expected) {
      Assertions.assertEquals(expected, response.status(), () -> asked + " " + text());
      return this;
    }

    /** It must be this refusal, as problem details. */
    Problem requireProblem(ProblemCode expected) {
      Assertions.assertEquals(expected.status(), response.status(), () -> asked + " " + text());
      String type = response.headers().getOrDefault("content-type", "");
      Assertions.assertTrue(type.startsWith(Headers.PROBLEM_JSON), () -> asked + " " + type);
      Problem problem = Json.read(Problem.class, response.body());
      Assertions.assertEquals(expected.code(), problem.code(), () -> asked + " " + text());
      Assertions.assertEquals(Problem.TYPE_PREFIX + expected.code(), problem.type());
      Assertions.assertEquals(expected.status(), problem.status());
      return problem;
    }

    private String text() {
      return status() + " " + new String(response.body(), StandardCharsets.UTF_8);
    }
  }
}
