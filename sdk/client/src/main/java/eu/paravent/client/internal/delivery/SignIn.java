package eu.paravent.client.internal.delivery;

import eu.paravent.client.SignInException;
import eu.paravent.client.call.CallRelay;
import eu.paravent.client.internal.delivery.Http.Call;
import eu.paravent.client.internal.delivery.Problems.NotSignedInException;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.sessions.AccessToken;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an access token (RFC 7523) and gets the next one before it expires or when the server no
 * longer knows it. Thread-safe. The token lives in memory only.
 */
public final class SignIn {
  /** A new token is got when this part of the lifetime is over. */
  private static final double USED_UP = 0.8;

  private static final Duration NEXT_TRY = Duration.ofMinutes(1);

  private final Http http;
  private final InstantSource clock;
  private final AssertionSource assertions;
  private @Nullable String token;
  private Instant renewAt = Instant.MIN;
  private Optional<CallRelay> relay = Optional.empty();

  SignIn(Http http, InstantSource clock, AssertionSource assertions) {
    this.http = http;
    this.clock = clock;
    this.assertions = assertions;
  }

  /** Makes signed assertions for the server this client talks to. */
  @FunctionalInterface
  public interface AssertionSource {
    /**
     * A fresh one on each call, because the server takes each only once.
     *
     * @throws eu.paravent.client.ChatException if there is no valid certificate and none can be got
     */
    String next();
  }

  byte[] send(Call call) {
    String first = token();
    try {
      return http.send(call, Optional.of(first));
    } catch (NotSignedInException e) {
      forget(first);
    }
    try {
      return http.send(call, Optional.of(token()));
    } catch (NotSignedInException e) {
      throw new SignInException(
          "The server does not accept the token that it has just given: " + e.getMessage(), e);
    }
  }

  /** A token that is good for some minutes at least. */
  public synchronized String token() {
    String current = token;
    if (current != null && clock.instant().isBefore(renewAt)) {
      return current;
    }
    String form =
        AccessToken.request(assertions.next()).entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
            .collect(Collectors.joining("&"));
    Call call =
        Call.of("POST", Paths.SESSIONS)
            .body(Headers.FORM, form.getBytes(StandardCharsets.US_ASCII));
    try {
      AccessToken answer = Http.read(call, AccessToken.class, http.send(call, Optional.empty()));
      long seconds = Math.max(0, Math.min(answer.expiresIn(), 86_400));
      renewAt = clock.instant().plusMillis((long) (seconds * 1000 * USED_UP));
      token = answer.accessToken();
      relay = answer.relay().map(SignIn::relay);
      return answer.accessToken();
    } catch (NotSignedInException e) {
      throw new SignInException("Sign-in refused: " + e.getMessage(), e);
    } catch (SignInException e) {
      if (current == null) {
        throw e;
      }
      // Its time is over by this device's clock, which may have jumped: the server knows better,
      // and says so where the token is over indeed.
      renewAt = clock.instant().plus(NEXT_TRY);
      return current;
    }
  }

  private static CallRelay relay(AccessToken.Relay told) {
    return new CallRelay(
        told.addresses(), told.username(), told.credential(), told.only().orElse(false));
  }

  /** For calls, as the server said with the last token. */
  public synchronized Optional<CallRelay> relay() {
    return relay;
  }

  /** Drops this token, unless another thread has already got a newer one. */
  public synchronized void forget(String stale) {
    if (stale.equals(token)) {
      token = null;
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
