package eu.paravent.server.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.paravent.server.settings.control.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The files to begin with: nothing in them is unknown to the server or the build. That systemd
 * takes the unit is asked of systemd where there is one; no image is built here.
 */
class OperatingFilesTest {
  private static final Path OPERATE = Path.of("src/main/operate");
  private static final Pattern VARIABLE = Pattern.compile("PARAVENT_[A-Z0-9_]+");
  private static final int PATIENCE_SECONDS = 60;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/main/operate/paravent.service",
        "src/main/operate/Containerfile",
        "../docs/operate.md"
      })
  void everySettingInThemIsOne(String file) throws IOException {
    Set<String> settings =
        Arrays.stream(Setting.values()).map(Setting::variable).collect(Collectors.toSet());
    Set<String> named = new TreeSet<>();
    Matcher found = VARIABLE.matcher(Files.readString(Path.of(file)));
    while (found.find()) {
      named.add(found.group());
    }

    assertThat(named).isNotEmpty().isSubsetOf(settings);
  }

  @Test
  void theUnitStartsWhatTheBuildMakesAndLetsItEnd() throws IOException {
    String unit = Files.readString(OPERATE.resolve("paravent.service"));

    assertThat(unit)
        .contains(
            "ExecStart=/opt/paravent/bin/standalone.sh"
                + " -Djboss.server.base.dir=/var/lib/paravent/node",
            // without it the script keeps SIGTERM to itself
            "Environment=LAUNCH_JBOSS_IN_BACKGROUND=true",
            "NoNewPrivileges=true",
            "ProtectSystem=strict",
            "StateDirectory=paravent");
    assertThat(seconds(unit, "TimeoutStopSec=(\\d+)"))
        .as("longer than the server takes to end in good order")
        .isGreaterThan(shutdownSeconds());
  }

  @Test
  void theImageRunsWhatTheBuildMakesWithoutRights() throws IOException {
    String image = Files.readString(OPERATE.resolve("Containerfile"));

    assertThat(image)
        .contains(
            "COPY --chown=10001:0 target/server /opt/paravent",
            "USER 10001",
            "LAUNCH_JBOSS_IN_BACKGROUND=true",
            "STOPSIGNAL SIGTERM",
            "ENTRYPOINT [\"/opt/paravent/bin/standalone.sh\"]",
            "PARAVENT_DATA_DIR=/data",
            "VOLUME /data");
    // the management port stays inside
    assertThat(image).contains("EXPOSE 8080 8443\n").doesNotContain("EXPOSE 9990");
  }

  @Test
  void systemdTakesTheUnit() throws Exception {
    Path analyzer = Path.of("/usr/bin/systemd-analyze");
    assumeTrue(Files.isExecutable(analyzer), "no systemd here");
    Path unit = OPERATE.resolve("paravent.service");
    // paths of the installation are not here: they are looked at above
    Path copy = Files.createTempDirectory("unit").resolve("paravent.service");
    Files.writeString(
        copy,
        Files.readString(unit)
            .replace("/opt/paravent/bin/standalone.sh", "/bin/sh")
            .replace("User=paravent", "User=root")
            .replace("Group=paravent", "Group=root"));
    Process process =
        new ProcessBuilder(analyzer.toString(), "verify", "--man=no", copy.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());

    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    try (Stream<String> lines = said.lines()) {
      assertThat(lines.filter(line -> line.contains("paravent.service"))).isEmpty();
    }
  }

  private static int shutdownSeconds() throws IOException {
    return seconds(
        Files.readString(Path.of("src/main/wildfly/configure.cli")),
        "PARAVENT_SHUTDOWN_SECONDS:(\\d+)");
  }

  private static int seconds(String text, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as(pattern).isTrue();
    return Integer.parseInt(found.group(1));
  }
}
