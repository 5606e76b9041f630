package eu.paravent.mls.musts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.testing.Classes;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** The page of what RFC 9420 demands is made from what tests say they show. */
class MustsTest {
  private static final Path PAGE = Path.of("../../docs/mls-musts.md");
  private static final Path FOUND = Path.of("target/mls-musts.md");

  /** MUSTs that are for registries and for later documents, by section. */
  private static final Map<String, Integer> NOT_FOR_CLIENTS =
      Map.of(
          "12.1.8", 1, // later proposal types
          "12.3", 1,
          "12.4", 1,
          "16.3", 1, // later cipher suites
          "17.1", 2,
          "17.9", 1);

  @Test
  void thePageIsWhatTheTestsShow() throws IOException {
    String page = page();
    Files.writeString(FOUND, page, UTF_8);

    assertThat(Files.readString(PAGE, UTF_8))
        .as("Bring docs/mls-musts.md up to date: copy " + FOUND)
        .isEqualTo(page);
  }

  @Test
  void everyDemandHasATest() {
    Set<Demand> without = new TreeSet<>(List.of(Demand.values()));
    without.removeAll(shown().keySet());

    assertThat(without).as("demands that no test says it shows").isEmpty();
  }

  /** Counted in the RFC's own source: none is lost, and none is made up. */
  @Test
  void everyMustOfTheRfcIsADemand() throws IOException {
    Map<String, Integer> demanded = new TreeMap<>(NOT_FOR_CLIENTS);
    for (Demand demand : Demand.values()) {
      demanded.merge(demand.section(), demand.musts(), Integer::sum);
    }

    assertThat(demanded).isEqualTo(counted());
  }

  private static Map<String, Integer> counted() throws IOException {
    Map<String, Integer> counted = new TreeMap<>();
    try (InputStream in = MustsTest.class.getResourceAsStream("rfc9420-musts.txt")) {
      for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
        if (!line.startsWith("#")) {
          String[] columns = line.split(" ", 2);
          counted.put(columns[0], Integer.valueOf(columns[1]));
        }
      }
    }
    return counted;
  }

  /** A demand on a class is shown by all of it; on methods, by these. */
  private static Map<Demand, Set<String>> shown() {
    Map<Demand, Set<String>> shown = new EnumMap<>(Demand.class);
    for (Class<?> type : Classes.tests()) {
      List<Method> tests = new ArrayList<>();
      for (Method method : type.getDeclaredMethods()) {
        boolean runs = AnnotationSupport.isAnnotated(method, Testable.class);
        assertThat(runs || demands(method).isEmpty()).as("no test: " + method).isTrue();
        if (runs) {
          tests.add(method);
        }
      }
      if (!tests.isEmpty()) {
        demands(type).forEach(demand -> names(shown, demand).add(type.getSimpleName()));
      }
      for (Method test : tests) {
        for (Demand demand : demands(test)) {
          names(shown, demand).add(type.getSimpleName() + "." + test.getName());
        }
      }
    }
    return shown;
  }

  private static Set<String> names(Map<Demand, Set<String>> shown, Demand demand) {
    return shown.computeIfAbsent(demand, missing -> new TreeSet<>());
  }

  private static List<Demand> demands(AnnotatedElement element) {
    Shows shows = element.getAnnotation(Shows.class);
    return shows == null ? List.of() : List.of(shows.value());
  }

  private static String page() throws IOException {
    int musts = counted().values().stream().mapToInt(Integer::intValue).sum();
    int others = NOT_FOR_CLIENTS.values().stream().mapToInt(Integer::intValue).sum();
    StringBuilder page =
        new StringBuilder(
            """
            # What RFC 9420 demands of a client, and the test that shows it

            Made from the tests: each says by `@Shows` which demand it shows, `MustsTest` writes this page and fails where it is another, where a demand has no test, and where a section of the RFC has more or fewer MUSTs than there are demands for it.
            """);
    page.append(
        """
        The RFC says MUST and MUST NOT %d times; %d of these are for registries, later proposal types and later cipher suites, the other %d are the %d rows below, in our words. Where two say the same thing they share a row; a row whose number is 0 is demanded without the word.
        The places where implementations go wrong, and more tests for them, are on [their own page](mls-checklist.md).

        | section | MUSTs | demand | shown by |
        |---|---|---|---|
        """
            .formatted(musts, others, musts - others, Demand.values().length));
    Map<Demand, Set<String>> shown = shown();
    for (Demand demand : Demand.values()) {
      String tests =
          shown.getOrDefault(demand, Set.of()).stream()
              .map(test -> "`" + test + "`")
              .collect(joining(", "));
      page.append(
          "| §%s | %d | %s | %s |%n"
              .formatted(demand.section(), demand.musts(), demand.text(), tests)
              .replace("\r", ""));
    }
    return page.toString();
  }
}
