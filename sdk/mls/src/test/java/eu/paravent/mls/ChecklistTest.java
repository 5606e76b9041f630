package eu.paravent.mls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.testing.Classes;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The page that lists what goes wrong in implementations of RFC 9420 names, for each number, the
 * tests tagged with it: neither can change without the other.
 */
class ChecklistTest {
  private static final Path PAGE = Path.of("../../docs/mls-checklist.md");
  private static final Path AS_TAGGED = Path.of("target/mls-checklist.md");
  private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| (.*?) \\| (.*) \\|");
  private static final int LAST = 38;

  @Test
  void thePageNamesTheTestsThatAreTagged() throws IOException {
    Map<Integer, Map<String, TreeSet<String>>> tagged = tagged();
    List<String> page = Files.readAllLines(PAGE, UTF_8);
    List<String> asTagged = page.stream().map(line -> row(line, tagged)).toList();
    Files.write(AS_TAGGED, asTagged, UTF_8);

    List<String> stale = new ArrayList<>(page);
    stale.removeAll(asTagged);
    assertThat(stale)
        .as("rows of docs/mls-checklist.md that are not as tagged; target/mls-checklist.md is")
        .isEmpty();
  }

  @Test
  void everyNumberStandsOnThePageOnceAndHasATest() throws IOException {
    List<Integer> numbers = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE, UTF_8)) {
      Matcher matcher = ROW.matcher(line);
      if (matcher.matches()) {
        numbers.add(Integer.valueOf(matcher.group(1)));
        assertThat(matcher.group(2)).as("the rule of " + matcher.group(1)).isNotBlank();
      }
    }

    List<Integer> all = Stream.iterate(1, n -> n + 1).limit(LAST).toList();
    assertThat(numbers).isEqualTo(all);
    assertThat(tagged().keySet()).containsExactlyElementsOf(all);
  }

  private static String row(String line, Map<Integer, Map<String, TreeSet<String>>> tagged) {
    Matcher matcher = ROW.matcher(line);
    if (!matcher.matches()) {
      return line;
    }
    String tests =
        tagged.getOrDefault(Integer.valueOf(matcher.group(1)), Map.of()).entrySet().stream()
            .map(ChecklistTest::cell)
            .collect(Collectors.joining("; "));
    return "| " + matcher.group(1) + " | " + matcher.group(2) + " | " + tests + " |";
  }

  /** No methods: the whole class. */
  private static String cell(Map.Entry<String, TreeSet<String>> tests) {
    String type = "`" + tests.getKey() + "`";
    return tests.getValue().isEmpty() ? type : type + ": " + String.join(", ", tests.getValue());
  }

  private static Map<Integer, Map<String, TreeSet<String>>> tagged() {
    Map<Integer, Map<String, TreeSet<String>>> all = new TreeMap<>();
    for (Class<?> type : Classes.tests()) {
      Set<Integer> whole = numbers(type);
      for (Method method : type.getDeclaredMethods()) {
        // a tag on what is no test shows nothing
        if (AnnotationSupport.isAnnotated(method, Testable.class)) {
          whole.forEach(number -> tests(all, number, type));
          Set<Integer> single = numbers(method);
          single.removeAll(whole);
          single.forEach(number -> tests(all, number, type).add(method.getName()));
        }
      }
    }
    return all;
  }

  private static Set<String> tests(
      Map<Integer, Map<String, TreeSet<String>>> all, int number, Class<?> type) {
    return all.computeIfAbsent(number, missing -> new TreeMap<>())
        .computeIfAbsent(type.getSimpleName(), missing -> new TreeSet<>());
  }

  private static Set<Integer> numbers(AnnotatedElement element) {
    return AnnotationSupport.findRepeatableAnnotations(element, Tag.class).stream()
        .map(Tag::value)
        .filter(tag -> tag.startsWith("checklist-"))
        .map(tag -> Integer.valueOf(tag.substring("checklist-".length())))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
