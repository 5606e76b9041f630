package eu.paravent.server.privacy.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Nobody hands over whom a person knows: people are found in their organisation, in a conversation,
 * or by an invitation.
 */
class NoAddressBookTest {
  private static final Pattern BOOK =
      Pattern.compile(
          "(?i)phone|mobile|msisdn|e-?mail|address_?-?book|contacts|vcard|friends|lookup|discover");

  @Test
  void theInterfaceOfTheServerAsksForNone() throws Exception {
    Map<String, Object> described =
        JSONObjectUtils.parse(Files.readString(Path.of("../docs/openapi-v1.json")));
    Set<String> names = new TreeSet<>();
    collect(described, names);

    assertThat(names).contains("userUri", "inviteId", "/api/v1/invites/{inviteId}");
    assertThat(names).noneMatch(name -> BOOK.matcher(name).find());
  }

  /** Addresses, parameters and fields. */
  private static void collect(Object described, Set<String> names) {
    if (described instanceof Map<?, ?> map) {
      if (map.containsKey("in") && map.get("name") instanceof String parameter) {
        names.add(parameter);
      }
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        String key = String.valueOf(entry.getKey());
        if (key.startsWith("/")) {
          names.add(key);
        } else if (key.equals("properties") && entry.getValue() instanceof Map<?, ?> fields) {
          fields.keySet().forEach(field -> names.add(String.valueOf(field)));
        }
        collect(entry.getValue(), names);
      }
    } else if (described instanceof Collection<?> list) {
      list.forEach(item -> collect(item, names));
    }
  }

  @Test
  void theSdkTakesNone() throws IOException {
    List<String> signatures = Files.readAllLines(Path.of("../sdk/client/api.txt"));

    assertThat(signatures).anyMatch(line -> line.contains("eu.paravent.client.UserId"));
    assertThat(signatures).noneMatch(line -> BOOK.matcher(line).find());
  }

  @Test
  void thePageAsksTheBrowserForNone() throws IOException {
    Path assets = Path.of("../sdk/web/src/main/resources/eu/paravent/web/assets");
    try (Stream<Path> files = Files.list(assets)) {
      List<Path> scripts = files.filter(file -> file.toString().endsWith(".js")).toList();

      assertThat(scripts).isNotEmpty();
      for (Path script : scripts) {
        assertThat(Files.readString(script))
            .as(script.toString())
            .doesNotContainIgnoringCase("navigator.contacts")
            .doesNotContainIgnoringCase("ContactsManager")
            .doesNotContainIgnoringCase("type: 'tel'")
            .doesNotContainIgnoringCase("type: 'email'");
      }
    }
  }
}
