package eu.paravent.server.sessions.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.protocol.sessions.AccessToken.Relay;
import eu.paravent.server.settings.control.Settings;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class CallRelaysTest {
  private static final Instant END = Instant.ofEpochSecond(1_790_000_000);
  private static final String SECRET = "a secret of 16 or more";

  @Test
  void theAccountHoldsUntilThenAndFitsTheSecret() throws Exception {
    CallRelays relays =
        new CallRelays(
            Settings.of(
                Map.of(
                    "PARAVENT_TURN_ADDRESSES",
                    "turn:turn.acme.example turns:turn.acme.example:443?transport=tcp",
                    "PARAVENT_TURN_SECRET",
                    SECRET)));

    Relay relay = relays.until(END).orElseThrow();

    assertThat(relay.addresses())
        .containsExactly("turn:turn.acme.example", "turns:turn.acme.example:443?transport=tcp");
    assertThat(relay.username()).matches("1790000000:[A-Za-z0-9_-]{16}");
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA1"));
    assertThat(Base64.getDecoder().decode(relay.credential()))
        .isEqualTo(mac.doFinal(relay.username().getBytes(UTF_8)));
    assertThat(relay.only()).isEmpty();
    // nobody is recognised by the name
    assertThat(relays.until(END).orElseThrow().username()).isNotEqualTo(relay.username());
    assertThat(relay.toString()).doesNotContain(relay.credential());
  }

  @Test
  void theOperatorMaySayThatNothingGoesAnotherWay() {
    CallRelays relays =
        new CallRelays(
            Settings.of(
                Map.of(
                    "PARAVENT_TURN_ADDRESSES", "turn:turn.acme.example",
                    "PARAVENT_TURN_SECRET", SECRET,
                    "PARAVENT_TURN_ONLY", "true")));

    assertThat(relays.until(END).orElseThrow().only()).contains(true);
  }

  @Test
  void withoutBothSettingsThereIsNone() {
    assertThat(new CallRelays(Settings.of(Map.of())).until(END)).isEmpty();
    assertThat(
            new CallRelays(Settings.of(Map.of("PARAVENT_TURN_ADDRESSES", "turn:turn.acme.example")))
                .until(END))
        .isEmpty();
  }
}
