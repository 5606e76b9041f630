package eu.paravent.server.privacy.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that say which test shows what name tests that are there, in every row. */
class EvidenceTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final String DEMANDS = "DSK", RESOURCE = "impact-assessment";
  private static final Pattern NAME = Pattern.compile("`([^`]+)`"),
      TEST = Pattern.compile("([A-Z]\\w*(?:Test|IT|Contract))(?:\\.(\\S+))?"),
      METHOD = Pattern.compile("[a-z][\\w…]*"),
      ROW = Pattern.compile("\\d+(?:, \\d+)*(?= )");

  @ParameterizedTest
  @ValueSource(strings = {"privacy-evidence-server", "privacy-evidence-records", "dsk-messengers"})
  void everyRowNamesTestsThatAreThere(String page) throws IOException {
    Map<String, List<Path>> sources = sources();
    List<String> rows = rows(page);

    assertThat(rows).isNotEmpty();
    for (String row : rows) {
      List<String> tests = tests(lastCell(row));
      assertThat(tests.isEmpty() && !row.contains("](")).as("names no test: " + row).isFalse();
      for (String test : tests) {
        assertThat(isThere(test, sources)).as(test + " of: " + row).isTrue();
      }
    }
  }

  /** Rows of the privacy checklist, and points of what was asked for. */
  @Test
  void noRowIsLeftOut() throws IOException {
    List<Integer> found = new ArrayList<>();
    for (String row : rows("privacy-evidence-server")) {
      Matcher numbers = ROW.matcher(row.substring(2));
      if (numbers.lookingAt()) {
        Stream.of(numbers.group().split(", ")).map(Integer::valueOf).forEach(found::add);
      }
    }

    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.concat(IntStream.rangeClosed(1, 20), IntStream.rangeClosed(1, 10))
                .boxed()
                .toList());
  }

  /** What the server writes for the officer names the same tests as the page. */
  @ParameterizedTest
  @EnumSource(Language.class)
  void theImpactAssessmentNamesTheSameAsThePage(Language language) throws IOException {
    List<String> said = new ArrayList<>();
    boolean within = false;
    for (String line : Documents.lines(RESOURCE, language)) {
      within = line.startsWith("@= ") ? line.contains(DEMANDS) : within && line.startsWith("|");
      if (within && line.startsWith("|")) {
        said.add(lastCell(line));
      }
    }

    List<List<String>> page =
        rows("dsk-messengers").stream().map(row -> tests(lastCell(row))).toList();
    assertThat(said.stream().skip(1).map(cell -> List.of(cell.split(", "))).toList())
        .isEqualTo(page);
  }

  private static List<String> rows(String page) throws IOException {
    List<String> rows = new ArrayList<>();
    List<String> lines = Files.readAllLines(DOCS.resolve(page + ".md"));
    for (int at = 1; at < lines.size(); at++) {
      boolean head = at + 1 < lines.size() && lines.get(at + 1).startsWith("|---");
      if (lines.get(at).startsWith("| ") && !head) {
        rows.add(lines.get(at));
      }
    }
    return rows;
  }

  private static String lastCell(String row) {
    String[] cells = row.split("\\|");
    return cells[cells.length - 1].strip();
  }

  /** With their class where only the method is written, because the class stands before it. */
  private static List<String> tests(String cell) {
    List<String> tests = new ArrayList<>();
    String within = "";
    Matcher names = NAME.matcher(cell);
    while (names.find()) {
      Matcher test = TEST.matcher(names.group(1));
      if (test.matches()) {
        within = test.group(1);
        tests.add(names.group(1));
      } else if (METHOD.matcher(names.group(1)).matches()) {
        tests.add(within + "." + names.group(1));
      }
    }
    return tests;
  }

  private static boolean isThere(String test, Map<String, List<Path>> sources) throws IOException {
    Matcher name = TEST.matcher(test);
    if (!name.matches()) {
      return false;
    }
    for (Path source : sources.getOrDefault(name.group(1), List.of())) {
      if (name.group(2) == null
          || Files.readString(source).contains("void " + name.group(2) + "(")) {
        return true;
      }
    }
    return false;
  }

  /** Of all modules, by the name of the class. */
  private static Map<String, List<Path>> sources() throws IOException {
    Map<String, List<Path>> sources = new HashMap<>();
    for (String module : List.of("sdk", "samples", "reference-server")) {
      try (Stream<Path> files = Files.find(Path.of("..", module), 20, EvidenceTest::source)) {
        files.forEach(
            file -> {
              String name = file.getFileName().toString().replace(".java", "");
              sources.computeIfAbsent(name, n -> new ArrayList<>()).add(file);
            });
      }
    }
    return sources;
  }

  private static boolean source(Path file, BasicFileAttributes as) {
    String path = file.toString().replace('\\', '/');
    return path.contains("/src/") && path.endsWith(".java") && as.isRegularFile();
  }
}
