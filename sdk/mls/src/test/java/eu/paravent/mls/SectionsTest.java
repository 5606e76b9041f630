package eu.paravent.mls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.testing.Classes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who knows RFC 9420 finds its sections, and no file is too long to be read. */
class SectionsTest {
  private static final Path PAGE = Path.of("../../docs/mls-sections.md");
  private static final Pattern ROW = Pattern.compile("\\| §([0-9.]+) [^|]+\\| (.*) \\| (.*) \\|");
  private static final Pattern NAME = Pattern.compile("`([\\w.]+)`");
  private static final int LONGEST = 520;

  /** How many sections each section of the RFC has that says what to implement. */
  private static final int[][] PARTS = {
    {2, 1}, {3, 0}, {4, 2}, {5, 3}, {6, 3}, {7, 9}, {8, 7}, {9, 2}, {10, 1}, {11, 3}, {12, 4},
    {13, 5}, {14, 0}, {15, 3}
  };

  @Test
  void everySectionIsWhereThePageSays() throws IOException {
    Set<String> classes =
        Classes.shipped().stream().map(Class::getName).collect(Collectors.toSet());
    List<String> sections = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE, UTF_8)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        sections.add(row.group(1));
        List<String> packages = names(row.group(2));
        if (row.group(2).contains("(root)")) {
          packages.add("");
        }
        for (String name : names(row.group(3))) {
          if (packages.stream()
              .noneMatch(
                  in ->
                      classes.contains(
                          "eu.paravent.mls." + (in.isEmpty() ? "" : in + ".") + name))) {
            missing.add(row.group(1) + " " + name);
          }
        }
      }
    }

    assertThat(missing).as("classes that are not in the packages of their row").isEmpty();
    for (int[] part : PARTS) {
      if (part[1] == 0) {
        assertThat(sections).contains(String.valueOf(part[0]));
      }
      for (int i = 1; i <= part[1]; i++) {
        assertThat(sections).contains(part[0] + "." + i);
      }
    }
  }

  private static List<String> names(String cell) {
    return NAME.matcher(cell)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  @Test
  void noFileIsMuchLongerThanItCanBeRead() throws IOException {
    List<String> tooLong = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        int lines = Files.readAllLines(file, UTF_8).size();
        if (lines > LONGEST) {
          tooLong.add(file + ": " + lines);
        }
      }
    }

    assertThat(tooLong).isEmpty();
  }

  /** A class of what is shipped says what it is for. */
  @Test
  void everyShippedFileHasItsJavadoc() throws IOException {
    List<String> silent = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        if (!Files.readString(file, UTF_8).contains("/**")) {
          silent.add(file.toString());
        }
      }
    }

    assertThat(silent).isEmpty();
  }
}
