package eu.paravent.server.settings.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Profiles are defaults: they hold where nothing is written, and deviations are shown. */
class ProfileTest {
  @ParameterizedTest
  @EnumSource(Profile.class)
  void hasValuesThatTheSettingsAllow(Profile profile) {
    for (Setting setting : profile.settings()) {
      assertThat(profile.value(setting).flatMap(setting::fault)).isEmpty();
      assertThat(setting.topic().ofTheContainer())
          .as("the container reads it without knowing of profiles")
          .isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void holdsWhereNothingIsWritten(Profile profile) {
    Settings settings = Settings.of(Map.of("PARAVENT_PROFILE", profile.code()));

    assertThat(settings.profile()).isEqualTo(profile);
    for (Setting setting : profile.settings()) {
      assertThat(settings.text(setting)).isEqualTo(profile.value(setting));
    }
    assertThat(new Configuration(settings).deviations()).isEmpty();
  }

  @Test
  void whatIsWrittenHoldsAndIsADeviation() {
    Settings settings =
        Settings.of(Map.of("PARAVENT_PROFILE", "dsk", "PARAVENT_MESSAGE_RETENTION_DAYS", "31"));

    assertThat(settings.number(Setting.MESSAGE_RETENTION_DAYS)).isEqualTo(31);
    assertThat(settings.number(Setting.ATTACHMENT_RETENTION_DAYS)).isEqualTo(30);
    assertThat(new Configuration(settings).deviations())
        .containsExactly(new Deviation(Setting.MESSAGE_RETENTION_DAYS, "30", "31"));
  }

  @Test
  void theStandardHasNoValuesOfItsOwn() {
    assertThat(Settings.of(Map.of()).profile()).isEqualTo(Profile.STANDARD);
    assertThat(Profile.STANDARD.settings()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void isOnThePageForDataProtectionOfficers(Profile profile) throws IOException {
    String page = Files.readString(Path.of("../docs/privacy.md"));

    assertThat(page).contains("`" + profile.code() + "`");
    for (Setting setting : profile.settings()) {
      assertThat(page)
          .contains("`" + setting.variable() + "=" + profile.value(setting).orElseThrow() + "`");
    }
  }
}
