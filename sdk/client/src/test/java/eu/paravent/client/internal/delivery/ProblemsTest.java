package eu.paravent.client.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.RefusedException;
import eu.paravent.client.ServerUnavailableException;
import eu.paravent.client.internal.delivery.Http.Call;
import eu.paravent.client.spi.Transport.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemsTest {
  private static final Call CALL = Call.of("POST", "/api/v1/groups/x/messages");

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 403, 404, 408, 429, 500, 502, 503})
  void answerOfSomethingElseThanTheServerIsTriedAgain(int status) {
    assertThat(answer(status, "<html><title>Not Found</title></html>"))
        .isInstanceOf(ServerUnavailableException.class)
        .hasMessageContaining("status " + status);
  }

  @Test
  void proxyThatTakesNoSuchBodyWillNotTakeItLater() {
    assertThat(answer(413, "<html>Request Entity Too Large</html>"))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("status-413"));
  }

  @Test
  void codeOfANewerServerIsARefusal() {
    assertThat(answer(409, problem(409, "of-tomorrow")))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("of-tomorrow"));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 503})
  void codeOfANewerServerThatSaysLaterIsTriedAgain(int status) {
    assertThat(answer(status, problem(status, "of-tomorrow")))
        .isInstanceOf(ServerUnavailableException.class);
  }

  private static RuntimeException answer(int status, String body) {
    return Problems.toException(
        CALL, new Response(status, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
  }

  private static String problem(int status, String code) {
    return "{\"type\":\"about:blank\",\"title\":\"T\",\"status\":"
        + status
        + ",\"code\":\""
        + code
        + "\"}";
  }
}
