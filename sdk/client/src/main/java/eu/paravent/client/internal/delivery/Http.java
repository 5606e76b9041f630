package eu.paravent.client.internal.delivery;

import eu.paravent.client.ServerUnavailableException;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.spi.Transport.Request;
import eu.paravent.client.spi.Transport.Response;
import eu.paravent.protocol.Base64Url;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.Limits;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Requests over the transport: the body of a success, or an exception that says what to do. */
final class Http {
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final Transport transport;
  private final InstantSource clock;
  private volatile Instant pausedUntil = Instant.MIN;

  Http(Transport transport, InstantSource clock) {
    this.transport = transport;
    this.clock = clock;
  }

  /**
   * @throws eu.paravent.client.ChatException as {@link Problems} maps it
   */
  byte[] send(Call call, Optional<String> token) {
    Instant now = clock.instant();
    // a clock that was set back must not make a pause of minutes one of hours
    if (now.isBefore(pausedUntil) && !now.plus(LONGEST_PAUSE).isBefore(pausedUntil)) {
      throw new ServerUnavailableException(
          "Did not ask "
              + call.method
              + " "
              + call.path()
              + ": the server wants no requests before "
              + pausedUntil,
          null);
    }
    Map<String, String> headers = new HashMap<>(call.headers);
    headers.put("Accept", Headers.JSON + ", " + Headers.PROBLEM_JSON + ", " + Headers.OCTETS);
    token.ifPresent(value -> headers.put("Authorization", "Bearer " + value));
    Response response;
    try {
      response =
          transport.exchange(new Request(call.method, call.target, Map.copyOf(headers), call.body));
    } catch (IOException e) {
      throw new ServerUnavailableException(
          "No answer to " + call.method + " " + call.path() + ": the server cannot be reached", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerUnavailableException(
          "Interrupted while waiting for the answer to " + call.method + " " + call.path(), e);
    }
    if (response.status() / 100 != 2) {
      pauseFor(response);
      throw Problems.toException(call, response);
    }
    return response.body();
  }

  /** Who is told to wait does, with everything: asking for something else would not help. */
  private void pauseFor(Response response) {
    String seconds = response.headers().getOrDefault("retry-after", "");
    boolean wait = response.status() == 429 || response.status() == 503;
    if (wait && seconds.matches("[0-9]{1,9}")) {
      Duration pause = Duration.ofSeconds(Long.parseLong(seconds));
      // the server's word, so not for ever
      pausedUntil =
          clock.instant().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    }
  }

  /**
   * @throws ServerUnavailableException if it is not what the contract says: something else than the
   *     server answered
   */
  static <T extends Record> T read(Call call, Class<T> type, byte[] body) {
    try {
      return Json.read(type, body);
    } catch (Json.UnreadableException e) {
      throw unreadable(call, e);
    }
  }

  static ServerUnavailableException unreadable(Call call, RuntimeException cause) {
    return new ServerUnavailableException(
        "The answer to " + call.method + " " + call.path() + " is not of this protocol", cause);
  }

  /** One request before it is sent. */
  static final class Call {
    private static final SecureRandom RANDOM = new SecureRandom();

    final String method;
    final String target;
    final Map<String, String> headers = new HashMap<>();
    Optional<byte[]> body = Optional.empty();

    private Call(String method, String target) {
      this.method = method;
      this.target = target;
      if (!method.equals("GET")) {
        // one name for all attempts at this call; callers whose attempts outlive it bring their own
        idempotent(newKey());
      }
    }

    private static String newKey() {
      byte[] key = new byte[Limits.ID_BYTES_LEAST];
      RANDOM.nextBytes(key);
      return Base64Url.encode(key);
    }

    static Call of(String method, String target) {
      return new Call(method, target);
    }

    Call json(Record value) {
      return body(Headers.JSON, Json.write(value));
    }

    Call body(String mediaType, byte[] bytes) {
      headers.put("Content-Type", mediaType);
      body = Optional.of(bytes);
      return this;
    }

    Call header(String name, String value) {
      headers.put(name, value);
      return this;
    }

    Call idempotent(String key) {
      return header(Headers.IDEMPOTENCY_KEY, key);
    }

    /** Without the query: for messages. */
    String path() {
      int query = target.indexOf('?');
      return query < 0 ? target : target.substring(0, query);
    }
  }
}
