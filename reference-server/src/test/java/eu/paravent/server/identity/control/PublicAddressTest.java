package eu.paravent.server.identity.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {
  private static final URI REQUESTED = URI.create("http://localhost:8080/api/v1/sessions");

  @ParameterizedTest
  @CsvSource({
    "https://chat.acme.example, https://chat.acme.example",
    "https://chat.acme.example/, https://chat.acme.example",
    "https://chat.acme.example:443, https://chat.acme.example",
    "http://localhost:80, http://localhost",
    "HTTPS://Chat.Acme.Example:8443/chat/, https://chat.acme.example:8443/chat"
  })
  void hasOneSpelling(String address, String normal) {
    assertThat(PublicAddress.normal(address)).contains(normal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "chat.acme.example", "ftp://a", "https://a?b", "https://a#b", "https://u@a"})
  void isAnAddressAndNothingElse(String address) {
    assertThat(PublicAddress.normal(address)).isEmpty();
  }

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
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("PARAVENT_PUBLIC_URL");
  }

  private static PublicAddress address(Optional<String> configured) {
    PublicAddress address = new PublicAddress();
    address.configured = configured;
    return address;
  }
}
