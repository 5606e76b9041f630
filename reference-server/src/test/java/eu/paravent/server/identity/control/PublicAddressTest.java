package eu.paravent.server.identity.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.server.settings.control.Settings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublicAddressTest {
  private static final URI REQUESTED = URI.create("http://localhost:8080/api/v1/sessions");

  @Test
  void isTheConfiguredOneWhereThereIsOne() {
    assertThat(address(Optional.of("https://chat.acme.example/")).of(REQUESTED))
        .isEqualTo("https://chat.acme.example");
  }

  @Test
  void isTheRequestsWhereNothingIsConfigured() {
    assertThat(address(Optional.empty()).of(REQUESTED)).isEqualTo("http://localhost:8080");
    assertThat(address(Optional.of(" ")).of(REQUESTED)).isEqualTo("http://localhost:8080");
  }

  @Test
  void saysWhichVariableIsWrong() {
    assertThatThrownBy(() -> address(Optional.of("chat")).of(REQUESTED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PARAVENT_PUBLIC_URL");
  }

  private static PublicAddress address(Optional<String> configured) {
    PublicAddress address = new PublicAddress();
    address.settings =
        Settings.of(configured.map(text -> Map.of("PARAVENT_PUBLIC_URL", text)).orElse(Map.of()));
    return address;
  }
}
