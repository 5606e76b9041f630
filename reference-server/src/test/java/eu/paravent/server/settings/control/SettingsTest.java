package eu.paravent.server.settings.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {
  @Test
  void startsWithNothingWritten() {
    assertThatCode(() -> Settings.of(Map.of()).check()).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void hasADefaultThatItWouldAllowItself(Setting setting) {
    assertThat(setting.byDefault().flatMap(setting::fault)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void takesAnEmptyVariableForNone(Setting setting) {
    Settings settings = Settings.of(Map.of(setting.variable(), "  "));

    assertThat(settings.text(setting)).isEqualTo(setting.byDefault());
  }

  @ParameterizedTest
  @CsvSource({
    "PARAVENT_MESSAGE_RETENTION_DAYS, 0, 1 to 3650",
    "PARAVENT_MESSAGE_RETENTION_DAYS, 3651, 1 to 3650",
    "PARAVENT_MESSAGE_RETENTION_DAYS, -1, 1 to 3650",
    "PARAVENT_MESSAGE_RETENTION_DAYS, P30D, 1 to 3650",
    "PARAVENT_ATTACHMENT_RETENTION_DAYS, 30 days, 1 to 3650",
    "PARAVENT_ATTACHMENT_RETENTION_DAYS, 99999999999999999999, 1 to 3650",
    "PARAVENT_ATTACHMENT_QUOTA_MIB, 1.5, 0 to 1099511627776",
    "PARAVENT_HOUSEKEEPING_SECONDS, 0, 1 to 86400",
    "PARAVENT_RATE_PER_DEVICE, many, 0 to 1000000000",
    "PARAVENT_PUBLIC_URL, chat.acme.example, http or https",
    "PARAVENT_WEB_ORIGINS, https://erp.acme.example/path, without a path",
    "PARAVENT_DB_URL, jdbc:mysql://localhost/x, jdbc:postgresql:",
    "PARAVENT_DB_CONNECTIONS, 1, 2 to 1000",
    "PARAVENT_HTTP_PORT, 65536, 1 to 65535",
    "PARAVENT_BEHIND_PROXY, yes, true",
    "PARAVENT_NODE, node 1, 23 letters",
    "PARAVENT_REGISTRATION_TOKEN, short, 8 to 1000",
  })
  void refusesWhatMakesNoSenseAndSaysWhatDoes(String variable, String text, String range) {
    Settings settings = Settings.of(Map.of(variable, text));

    assertThatThrownBy(settings::check)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(variable)
        .hasMessageContaining(range)
        .hasMessageContaining("Nothing was deployed");
  }

  @Test
  void namesAllThatIsWrongAtOnce() {
    Settings settings =
        Settings.of(Map.of("PARAVENT_HTTP_PORT", "http", "PARAVENT_RATE_PER_DEVICE", "-1"));

    assertThatThrownBy(settings::check)
        .hasMessageContaining("PARAVENT_HTTP_PORT")
        .hasMessageContaining("PARAVENT_RATE_PER_DEVICE");
  }

  /** Otherwise participants would learn what the operator believes to be hidden. */
  @Test
  void refusesToHideAddressesWithoutARelay() {
    Map<String, String> half =
        Map.of("PARAVENT_TURN_ONLY", "true", "PARAVENT_TURN_ADDRESSES", "turn:turn.acme.example");
    Map<String, String> whole = new HashMap<>(half);
    whole.put("PARAVENT_TURN_SECRET", "0123456789abcdef");

    assertThatThrownBy(Settings.of(half)::check)
        .hasMessageContaining("PARAVENT_TURN_SECRET")
        .hasMessageContaining("Nothing was deployed");
    assertThatCode(Settings.of(whole)::check).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "PARAVENT_REGISTRATION_TOKEN, hunter2",
    "PARAVENT_DB_URL, jdbc:mysql://u:hunter2@localhost/x",
    "PARAVENT_PUBLIC_URL, https://u:hunter2@localhost/",
  })
  void doesNotTellSecrets(String variable, String secret) {
    assertThatThrownBy(Settings.of(Map.of(variable, secret))::check)
        .hasMessageContaining(variable)
        .message()
        .doesNotContain("hunter2");
  }

  @Test
  void noticesNamesThatNobodyReads() {
    assertThat(
            Settings.unknown(
                List.of("PATH", "PARAVENT_HTTP_PORT", "PARAVENT_HTTPPORT", "paravent.http.port")))
        .containsExactly("PARAVENT_HTTPPORT");
  }

  @Test
  void splitsListsAtSpacesAndCommas() {
    Settings settings =
        Settings.of(Map.of("PARAVENT_WEB_ORIGINS", " https://a.example, https://b.example:8443 "));

    assertThat(settings.list(Setting.WEB_ORIGINS))
        .containsExactly("https://a.example", "https://b.example:8443");
  }
}
