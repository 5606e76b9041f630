package eu.paravent.server.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.server.testing.WildFlyProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator wrote is looked at before anything happens. */
class BadSettingsIT {
  @TempDir Path directory;

  @Test
  void serverDoesNotStartAndNamesAllThatIsWrong() throws Exception {
    Map<String, String> environment = new HashMap<>(TestDatabase.fresh());
    environment.put("PARAVENT_RATE_PER_DEVICE", "many");
    environment.put("PARAVENT_PUBLIC_URL", "https://operator:hunter2@chat.acme.example");
    environment.put("PARAVENT_MESAGE_RETENTION_DAYS", "30");
    Path console;

    try (WildFlyProcess server = WildFlyProcess.at(directory.resolve("node"), environment)) {
      console = server.console();
      assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
    }

    assertThat(Files.readString(console))
        .contains("PARAVENT_RATE_PER_DEVICE is a whole number of requests from 0 to 1000000000")
        .contains("PARAVENT_PUBLIC_URL is an http or https address")
        .contains("Nothing was deployed")
        .contains("Not a setting of this server, and not looked at: PARAVENT_MESAGE_RETENTION_DAYS")
        .doesNotContain("hunter2")
        .doesNotContain("Database schema migrated");
  }
}
