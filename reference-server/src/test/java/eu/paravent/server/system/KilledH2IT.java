package eu.paravent.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.server.testing.WildFlyProcess;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise of docs/server.md about the embedded database: what was committed is in the file when
 * the commit returns. H2 writes with a delay unless told otherwise; then the last half second of
 * confirmed messages was gone after a kill.
 */
class KilledH2IT {
  private static final int ROUNDS = 4;
  private static final int COMMITS = 250;

  @TempDir Path directory;

  @Test
  void everyCommitThatReturnedIsThereAfterSigkill() throws Exception {
    Path home = Path.of(System.getProperty(WildFlyProcess.HOME));
    String url = "jdbc:h2:file:" + directory.resolve("paravent") + optionsOfTheServer(home);
    long confirmed = 0;

    for (int round = 0; round < ROUNDS; round++) {
      Process writer = writer(home, url);
      try (BufferedReader printed =
          new BufferedReader(
              new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
        String[] found = String.valueOf(printed.readLine()).split(" ");
        assertThat(found).as("first line of the writer").hasSize(3).startsWith("found");
        assertThat(Long.parseLong(found[1])).as("no row doubled or lost").isEqualTo(max(found));
        assertThat(max(found)).isGreaterThanOrEqualTo(confirmed);

        confirmed = readUntil(printed, max(found) + COMMITS);
        // through the handle: Process would also close the pipe, and with it the last numbers
        writer.toHandle().destroyForcibly();
        String line;
        while ((line = printed.readLine()) != null) {
          confirmed = Math.max(confirmed, Long.parseLong(line));
        }
      } finally {
        writer.destroyForcibly().waitFor();
      }
    }

    Process last = writer(home, url);
    try (BufferedReader printed =
        new BufferedReader(new InputStreamReader(last.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(max(printed.readLine().split(" "))).isGreaterThanOrEqualTo(confirmed);
    } finally {
      last.destroyForcibly().waitFor();
    }
    assertThat(confirmed).isGreaterThanOrEqualTo((long) ROUNDS * COMMITS);
  }

  private static long readUntil(BufferedReader printed, long number) throws Exception {
    long seen = 0;
    while (seen < number) {
      seen = Long.parseLong(printed.readLine());
    }
    return seen;
  }

  private static long max(String[] found) {
    return Long.parseLong(found[2]);
  }

  /** What the delivered configuration appends to the address of the file. */
  private static String optionsOfTheServer(Path home) throws Exception {
    Matcher url =
        Pattern.compile("jdbc:h2:file:[^;]+(;[^}<]+)}")
            .matcher(Files.readString(home.resolve("standalone/configuration/standalone.xml")));
    assertThat(url.find()).as("an H2 address in standalone.xml").isTrue();
    return url.group(1);
  }

  /** With the very H2 of the server, not another version. */
  private static Process writer(Path home, String url) throws Exception {
    Path driver;
    try (Stream<Path> files =
        Files.list(home.resolve("modules/system/layers/base/com/h2database/h2/main"))) {
      driver = files.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
    }
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            Path.of(H2Writer.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                + File.pathSeparator
                + driver,
            H2Writer.class.getName(),
            url)
        .redirectErrorStream(true)
        .start();
  }
}
