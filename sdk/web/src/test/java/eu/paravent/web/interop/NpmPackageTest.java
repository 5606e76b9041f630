package eu.paravent.web.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The npm package of the element: what is in it, and whether its types are those of its script. */
class NpmPackageTest {
  private static final Path PACKAGE = Path.of("target", "npm").toAbsolutePath(),
      SOURCES = Path.of("src", "test", "npm"),
      HOST = Path.of("target", "npm-host").toAbsolutePath(),
      ASSETS = Path.of("src", "main", "resources", "eu", "paravent", "web", "assets");

  /** Without npm the tests are skipped, in continuous integration they fail. */
  @BeforeAll
  static void npm() throws Exception {
    boolean there;
    try {
      there = run(Path.of("."), "npm", "--version").status() == 0;
    } catch (IOException e) {
      there = false;
    }
    if (!there && System.getenv("CI") != null) {
      throw new AssertionError("The npm package is not tried: npm has to be on the path");
    }
    assumeTrue(there, "The npm package is not tried: npm is not on the path");
  }

  @Test
  void whatIsPublishedIsTheElementAndNothingElse() throws Exception {
    Run packed = run(PACKAGE, "npm", "pack", "--dry-run", "--json", "--ignore-scripts");
    assertThat(packed.status()).as(packed.said()).isZero();

    JsonObject report = JsonParser.array().from(packed.said()).getObject(0);
    JsonArray files = report.getArray("files");
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < files.size(); i++) {
      names.add(files.getObject(i).getString("path"));
    }

    assertThat(report.getString("name")).isEqualTo("paravent-chat");
    assertThat(names)
        .containsExactlyInAnyOrder(
            "LICENSE", "README.md", "package.json", "paravent-chat.d.ts", "paravent-chat.js");
    assertThat(Files.readAllBytes(PACKAGE.resolve("paravent-chat.js")))
        .isEqualTo(Files.readAllBytes(ASSETS.resolve("paravent-chat.js")));
  }

  @Test
  void aHostInTypeScriptCompilesAgainstTheTypes() throws Exception {
    Files.createDirectories(HOST);
    for (String file :
        Set.of(".npmrc", "package.json", "package-lock.json", "tsconfig.json", "host.ts")) {
      Files.write(HOST.resolve(file), Files.readAllBytes(SOURCES.resolve(file)));
    }
    if (!Files.exists(HOST.resolve("node_modules/typescript/lib/tsc.js"))) {
      Run installed = run(HOST, "npm", "ci", "--ignore-scripts", "--prefer-offline");
      assertThat(installed.status()).as(installed.said()).isZero();
    }
    Path there = Files.createDirectories(HOST.resolve("node_modules/paravent-chat"));
    for (String file : Set.of("package.json", "paravent-chat.js", "paravent-chat.d.ts")) {
      Files.write(there.resolve(file), Files.readAllBytes(PACKAGE.resolve(file)));
    }

    Run compiled = run(HOST, "node", "node_modules/typescript/lib/tsc.js", "-p", ".");

    assertThat(compiled.status()).as(compiled.said()).isZero();
  }

  @Test
  void everyEventAttributeAndMethodIsDocumented() throws Exception {
    String element = Files.readString(ASSETS.resolve("paravent-chat.js"));
    String types = Files.readString(PACKAGE.resolve("paravent-chat.d.ts"));
    String page = Files.readString(Path.of("..", "..", "docs", "widget.md"));
    Set<String> events = found("tell\\('([a-z]+)'", Files.readString(ASSETS.resolve("staff.js")));
    Set<String> attributes = found("(?:get|has)Attribute\\('([a-z-]+)'\\)", element);
    Set<String> methods = found("(?m)^  (?:set |get )?([a-z]\\w*)\\(.*\\) \\{$", element);
    methods.removeAll(
        Set.of("connectedCallback", "disconnectedCallback", "attributeChangedCallback"));

    assertThat(events).isNotEmpty().allSatisfy(event -> named("'paravent-" + event + "'", types));
    assertThat(events).allSatisfy(event -> named("`paravent-" + event + "`", page));
    assertThat(attributes).isNotEmpty().allSatisfy(name -> named("`" + name + "`", types));
    assertThat(attributes).allSatisfy(name -> named("`" + name + "`", page));
    assertThat(methods).isNotEmpty().allSatisfy(name -> named(name, types));
    assertThat(methods).allSatisfy(name -> named("`" + name, page));
  }

  /** Nobody's registry is named in what is committed. */
  @Test
  void theLockFileHasNoAddresses() throws Exception {
    String lock = Files.readString(SOURCES.resolve("package-lock.json"));

    assertThat(lock).contains("\"integrity\": \"sha512-").doesNotContain("://", "\"resolved\"");
  }

  private static void named(String name, String text) {
    assertThat(text).contains(name);
  }

  private static Set<String> found(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult result) -> result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private record Run(int status, String said) {}

  private static Run run(Path folder, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(300, TimeUnit.SECONDS)) {
      process.destroy();
      throw new AssertionError(String.join(" ", command) + " did not end");
    }
    return new Run(process.exitValue(), said);
  }
}
