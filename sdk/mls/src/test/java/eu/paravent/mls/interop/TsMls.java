package eu.paravent.mls.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import eu.paravent.mls.CipherSuite;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** ts-mls in a process of node: {@code src/test/ts-mls/members.js}. One call at a time. */
final class TsMls implements AutoCloseable {
  private static final Path SOURCES = Path.of("src", "test", "ts-mls"),
      INSTALLED = Path.of("target", "ts-mls"),
      DONE = INSTALLED.resolve("installed");
  private static final List<String> SOURCE_FILES =
      List.of(".npmrc", "package.json", "package-lock.json", "mend.js", "members.js", "suites.js");

  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader answers;
  private int members;

  /**
   * Installs ts-mls where that has not been done. Without node and npm the test is skipped, in CI
   * it fails.
   */
  static TsMls start() throws Exception {
    if (!runs("node", "--version") || !runs("npm", "--version")) {
      String missing = "ts-mls is not tried: it needs node (20 or newer) and npm on the path";
      if (System.getenv("CI") != null) {
        throw new IllegalStateException(missing);
      }
      assumeTrue(false, missing);
    }
    install();
    return new TsMls(
        new ProcessBuilder("node", "members.js")
            .directory(INSTALLED.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      Process asked =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return asked.waitFor(30, TimeUnit.SECONDS) && asked.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void install() throws Exception {
    Files.createDirectories(INSTALLED);
    boolean installed = Files.exists(DONE);
    for (String name : SOURCE_FILES) {
      byte[] source = Files.readAllBytes(SOURCES.resolve(name));
      Path copy = INSTALLED.resolve(name);
      installed =
          installed && Files.exists(copy) && Arrays.equals(source, Files.readAllBytes(copy));
      Files.write(copy, source);
    }
    if (installed) {
      return;
    }
    Files.deleteIfExists(DONE);
    install("npm", "ci", "--ignore-scripts", "--prefer-offline");
    install("node", "mend.js");
    Files.createFile(DONE);
  }

  private static void install(String... command) throws Exception {
    Path log = INSTALLED.resolve("install.log");
    Process process =
        new ProcessBuilder(command)
            .directory(INSTALLED.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroy();
      throw new IllegalStateException("ts-mls could not be installed: " + Files.readString(log));
    }
  }

  private TsMls(Process process) {
    this.process = process;
    requests = process.outputWriter(UTF_8);
    answers = process.inputReader(UTF_8);
  }

  TsPeer member(String name, CipherSuite suite) throws IOException {
    TsPeer member = new TsPeer(this, members++, name);
    member.open(suite);
    return member;
  }

  /** What the call answered: null, a number, a text or an object. */
  Object call(JsonObject request) throws IOException {
    requests.write(JsonWriter.string(request));
    requests.newLine();
    requests.flush();
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("ts-mls has ended");
    }
    try {
      JsonObject answer = JsonParser.object().from(line);
      if (answer.has("error")) {
        throw new Refused(answer.getString("error"));
      }
      return answer.get("result");
    } catch (JsonParserException e) {
      throw new IOException("Not an answer: " + line, e);
    }
  }

  @Override
  public void close() throws Exception {
    requests.close();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  /** ts-mls threw. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String error) {
      super(error);
    }
  }
}
