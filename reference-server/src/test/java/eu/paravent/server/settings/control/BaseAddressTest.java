package eu.paravent.server.settings.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseAddressTest {
  @ParameterizedTest
  @CsvSource({
    "https://chat.acme.example, https://chat.acme.example",
    "https://chat.acme.example/, https://chat.acme.example",
    "https://chat.acme.example:443, https://chat.acme.example",
    "http://localhost:80, http://localhost",
    "HTTPS://Chat.Acme.Example:8443/chat/, https://chat.acme.example:8443/chat"
  })
  void hasOneSpelling(String address, String normal) {
    assertThat(BaseAddress.normal(address)).contains(normal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "chat.acme.example", "ftp://a", "https://a?b", "https://a#b", "https://u@a"})
  void isAnAddressAndNothingElse(String address) {
    assertThat(BaseAddress.normal(address)).isEmpty();
  }
}
