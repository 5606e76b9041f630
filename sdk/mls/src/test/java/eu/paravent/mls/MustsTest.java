package eu.paravent.mls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.testing.Classes;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** The page of what RFC 9420 demands names tests that there are, or says why it names none. */
class MustsTest {
  private static final Path PAGE = Path.of("../../docs/mls-musts.md");
  private static final Pattern ROW = Pattern.compile("\\| (§\\S.*?) \\| (.*?) \\| (.*) \\|");
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");
  private static final Pattern REASON = Pattern.compile("(Host|By design|Open): .{20,}");

  @Test
  void everyRowNamesTestsThatExist() throws IOException {
    Set<String> tests = tests();
    List<String> wrong = new ArrayList<>();
    int rows = 0;
    for (String line : Files.readAllLines(PAGE, UTF_8)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows++;
        Matcher named = TEST.matcher(row.group(3));
        boolean shown = REASON.matcher(row.group(3)).matches();
        while (named.find()) {
          shown = true;
          String test = named.group(1) + (named.group(2) == null ? "" : "." + named.group(2));
          if (!tests.contains(test)) {
            wrong.add(test);
          }
        }
        if (!shown) {
          wrong.add(line);
        }
      }
    }

    assertThat(wrong).as("no such test, or a row without one").isEmpty();
    assertThat(rows).isGreaterThan(70);
  }

  private static Set<String> tests() {
    Set<String> all = new HashSet<>();
    for (Class<?> type : Classes.tests()) {
      for (Method method : type.getDeclaredMethods()) {
        if (AnnotationSupport.isAnnotated(method, Testable.class)) {
          all.add(type.getSimpleName());
          all.add(type.getSimpleName() + "." + method.getName());
        }
      }
    }
    return all;
  }
}
