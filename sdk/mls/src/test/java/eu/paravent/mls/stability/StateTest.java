package eu.paravent.mls.stability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.testing.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/mls-state.md names every kind of record that there is in the stability vectors. */
class StateTest {
  private static final Path PAGE = Path.of("../../docs/mls-state.md");
  private static final Pattern ROW = Pattern.compile("\\| `((?:kp|psk|g)/\\S+)` \\|.*");

  @Test
  void eachRecordStandsOnThePageOnce() throws IOException {
    List<Pattern> named = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE, UTF_8)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        named.add(Pattern.compile(row.group(1).replaceAll("<\\w+>", "[0-9a-f-]+")));
      }
    }
    Set<String> unnamed = new TreeSet<>();
    Set<String> used = new TreeSet<>();
    StoreVector vector = StoreVector.newest();
    for (Person person : List.of(vector.person("alice"), vector.person("bob"))) {
      for (String key : person.storage().contents().keySet()) {
        List<Pattern> rows = named.stream().filter(row -> row.matcher(key).matches()).toList();
        if (rows.size() != 1) {
          unnamed.add(key + " by " + rows);
        }
        rows.forEach(row -> used.add(row.pattern()));
      }
    }

    assertThat(unnamed).isEmpty();
    // all but skipped private handshakes: this library reads such, and does not send them
    assertThat(used).hasSize(named.size() - 1);
  }
}
