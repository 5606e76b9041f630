package eu.paravent.server.settings.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is declared, what is read and what is written for operators are the same. */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("../docs/configuration.md");
  private static final Path FOUND = Path.of("target/configuration.md");
  private static final Path MAIN = Path.of("src/main");
  private static final Path CLI = MAIN.resolve("wildfly/configure.cli");
  private static final Path SCRIPT = MAIN.resolve("wildfly/overlay/bin/standalone.conf");

  @Test
  void isTheCommittedPage() throws IOException {
    Files.writeString(FOUND, ConfigurationPage.text());

    assertThat(Files.readString(PAGE))
        .as("Bring docs/configuration.md up to date: copy " + FOUND)
        .isEqualTo(ConfigurationPage.text());
  }

  @Test
  void nothingElseIsNamedAnywhereInTheServer() throws IOException {
    Set<String> declared =
        Arrays.stream(Setting.values()).map(Setting::variable).collect(Collectors.toSet());
    Set<String> named = new TreeSet<>();

    try (Stream<Path> files = Files.walk(MAIN)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Pattern.compile("PARAVENT_[A-Z][A-Z_]*[A-Z]")
            .matcher(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
            .results()
            .forEach(found -> named.add(found.group()));
      }
    }

    assertThat(named).isSubsetOf(declared).contains("PARAVENT_DB_URL", "PARAVENT_HTTP_PORT");
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void everyOneIsReadByTheOneThatTheTopicSays(Setting setting) throws IOException {
    if (setting.topic().ofTheContainer()) {
      assertThat(Files.readString(CLI)).contains("${env." + setting.variable());
    } else {
      assertThat(javaOutsideOfSettings()).contains("Setting." + setting.name());
    }
  }

  /** A second place with the same default would be one too many; these cannot be avoided. */
  @ParameterizedTest
  @EnumSource(Setting.class)
  void theContainersDefaultsAreThoseDeclared(Setting setting) throws IOException {
    if (setting.topic().ofTheContainer() && setting.byDefault().isPresent()) {
      assertThat(Files.readString(CLI))
          .contains("${env." + setting.variable() + ":" + setting.byDefault().get() + "}");
    }
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void theStartScriptKnowsTheSameNumbers(Setting setting) throws IOException {
    if (setting.topic().ofTheContainer() && setting.rule() instanceof Rule.Whole whole) {
      assertThat(Files.readAllLines(SCRIPT))
          .contains("whole " + setting.variable() + " " + whole.least() + " " + whole.most());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PARAVENT_HTTP_PORT, 0",
    "PARAVENT_HTTP_PORT, 65536",
    "PARAVENT_HTTPS_PORT, https",
    "PARAVENT_MANAGEMENT_PORT, -1",
    "PARAVENT_DB_CONNECTIONS, 12345678901234567890",
    "PARAVENT_BEHIND_PROXY, yes",
    "PARAVENT_LOG_FORMAT, xml",
    "PARAVENT_NODE, node one",
    "PARAVENT_NODE, a23456789012345678901234",
    "PARAVENT_DB_URL, jdbc:mysql://localhost/x"
  })
  void theStartScriptRefusesWhatMakesNoSense(String variable, String value) throws Exception {
    Ran ran = script(variable, value);

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.printed()).contains(variable).contains("the server was not started");
    assertThat(Setting.valueOf(variable.substring("PARAVENT_".length())).fault(value)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "PARAVENT_HTTP_PORT, 65535",
    "PARAVENT_HTTP_PORT, ''",
    "PARAVENT_DB_CONNECTIONS, 2",
    "PARAVENT_BEHIND_PROXY, true",
    "PARAVENT_NODE, a2345678901234567890123",
    "PARAVENT_DB_URL, jdbc:postgresql://localhost/x"
  })
  void theStartScriptLetsTheRestThrough(String variable, String value) throws Exception {
    Ran ran = script(variable, value);

    assertThat(ran.status()).isZero();
    assertThat(ran.printed()).isEqualTo(value.isEmpty() ? "[unset]\n" : "[" + value + "]\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"org.eclipse.microprofile.config", "System.getenv(", "System.getProperty("})
  void noOtherCodeReadsConfiguration(String how) throws IOException {
    assertThat(javaOutsideOfSettings()).doesNotContain(how);
  }

  private record Ran(int status, String printed) {}

  private static Ran script(String variable, String value) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                "sh",
                "-c",
                ". '" + SCRIPT.toAbsolutePath() + "'; echo \"[${" + variable + "-unset}]\"")
            .redirectErrorStream(true);
    builder.environment().put(variable, value);
    Process process = builder.start();
    String printed =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), printed);
  }

  private static String javaOutsideOfSettings() throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(MAIN.resolve("java"))) {
      for (Path file :
          files
              .filter(path -> path.toString().endsWith(".java"))
              .filter(path -> !path.toString().replace('\\', '/').contains("/settings/"))
              .toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }
}
