package eu.paravent.server.privacy.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import eu.paravent.mls.CipherSuite;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is computed with is in the inventory, or this fails. */
class CryptographyTest {
  private static final String ADVICE =
      "Algorithms are in src/main/resources/eu/paravent/server/privacy/cryptography.txt, in German and"
          + " English, with what they are for. Add yours there.";

  @Test
  void hasWhatTheCodeAsksThePlatformFor() throws IOException {
    Pattern asked = Pattern.compile("\\bgetInstance\\(\\s*\"([^\"]+)\"");
    Set<String> found = new TreeSet<>();
    for (String module :
        Set.of(
            "src/main",
            "../sdk/mls/src/main",
            "../sdk/client/src/main",
            "../sdk/protocol/src/main")) {
      try (Stream<Path> files = Files.walk(Path.of(module, "java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          asked.matcher(Files.readString(file)).results().forEach(m -> found.add(m.group(1)));
        }
      }
    }

    assertThat(found).as(ADVICE).contains("Ed25519").isSubsetOf(named());
  }

  @Test
  void hasWhatTokensOfIssuersAreSignedWith() throws ReflectiveOperationException {
    Field field =
        Class.forName("eu.paravent.server.administration.control.Issuer")
            .getDeclaredField("ALGORITHMS");
    field.setAccessible(true);

    assertThat(((Set<?>) field.get(null)).stream().map(a -> ((JWSAlgorithm) a).getName()))
        .as(ADVICE)
        .isNotEmpty()
        .isSubsetOf(named());
  }

  @ParameterizedTest
  @EnumSource(CipherSuite.class)
  void hasEveryCipherSuite(CipherSuite suite) {
    assertThat(Cryptography.suites()).anyMatch(row -> row.contains(suite.name()));
  }

  @Test
  void saysWhatTheMachineAgreesToInTls() {
    assertThat(Cryptography.tls().get(0).get(1)).contains("TLSv1.3");
  }

  private static Set<String> named() {
    return Cryptography.algorithms().stream()
        .map(Cryptography.Algorithm::name)
        .collect(Collectors.toSet());
  }
}
