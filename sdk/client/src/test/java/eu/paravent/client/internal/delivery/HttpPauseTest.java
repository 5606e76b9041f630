package eu.paravent.client.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ServerUnavailableException;
import eu.paravent.client.internal.delivery.Http.Call;
import eu.paravent.client.spi.Transport;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.Problem;
import eu.paravent.protocol.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that is told to wait sends nothing until then. */
class HttpPauseTest {
  private static final Transport.Response FINE =
      new Transport.Response(200, Map.of(), new byte[] {1});

  private final Answering server = new Answering();
  private Instant now = Instant.EPOCH;
  private final Http http = new Http(server, () -> now);

  @Test
  void sendsNothingUntilTheServerWantsToHearOfItAgain() {
    server.answers.add(tooMany("30"));
    server.answers.add(FINE);

    assertThatThrownBy(this::ask).isInstanceOf(ServerUnavailableException.class);
    now = now.plusSeconds(29);
    assertThatThrownBy(this::ask).isInstanceOf(ServerUnavailableException.class);
    assertThat(server.answers).hasSize(1);
    now = now.plusSeconds(1);

    assertThat(ask()).containsExactly(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999999", "300"})
  void doesNotLetItselfBePutOffForEver(String seconds) {
    server.answers.add(tooMany(seconds));
    server.answers.add(FINE);

    assertThatThrownBy(this::ask).isInstanceOf(ServerUnavailableException.class);
    now = now.plus(Duration.ofMinutes(5));

    assertThat(ask()).containsExactly(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "soon", "-1", "Wed, 21 Oct 2026 07:28:00 GMT", "99999999999999999999"})
  void asksAgainAtOnceWhereItIsNotToldHowLong(String header) {
    server.answers.add(tooMany(header));
    server.answers.add(FINE);

    assertThatThrownBy(this::ask).isInstanceOf(ServerUnavailableException.class);

    assertThat(ask()).containsExactly(1);
  }

  private byte[] ask() {
    return http.send(Call.of("GET", Paths.LIMITS), Optional.empty());
  }

  private static Transport.Response tooMany(String retryAfter) {
    return new Transport.Response(
        429,
        Map.of("retry-after", retryAfter),
        Json.write(Problem.of(ProblemCode.RATE_LIMITED, "Wait a little.")));
  }

  private static final class Answering implements Transport {
    private final Queue<Response> answers = new ArrayDeque<>();

    @Override
    public Response exchange(Request request) {
      return answers.remove();
    }

    @Override
    public PushChannel push(String path, PushListener listener) {
      throw new UnsupportedOperationException("No push here");
    }

    @Override
    public void close() {
      // nothing to close
    }
  }
}
