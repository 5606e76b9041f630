package eu.paravent.client.internal.mimi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.authlete.cbor.CBORPair;
import eu.paravent.client.internal.cbor.Cbor;
import eu.paravent.client.internal.cbor.CborException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The example files of draft-ietf-mimi-content, from the folder named by {@code
 * paravent.vectors.mimi}.
 */
class MimiExamplesTest {
  private static final String IMPLIED = "implied-original";

  @TestFactory
  Stream<DynamicTest> everyExampleRoundTripsAndHasItsMessageId() throws IOException {
    return examples().map(file -> DynamicTest.dynamicTest(name(file), () -> roundTrip(file)));
  }

  @TestFactory
  Stream<DynamicTest> everyFileIsCborInItsOneSpelling() throws IOException {
    return files()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    name(file),
                    () -> {
                      byte[] encoded = Files.readAllBytes(file);
                      assertThat(Cbor.decode(encoded).encode()).isEqualTo(encoded);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> noCutOffOrLengthenedExampleIsTaken() throws IOException {
    return examples()
        .map(file -> DynamicTest.dynamicTest(name(file), () -> damage(Files.readAllBytes(file))));
  }

  private static void roundTrip(Path file) throws Exception {
    byte[] encoded = Files.readAllBytes(file);

    MimiContent content = MimiCodec.decode(encoded);

    assertThat(MimiCodec.encode(content)).isEqualTo(encoded);
    String expected =
        messageIdIn(Files.readString(Path.of(file.toString().replace(".cbor", ".edn"))));
    byte[] id =
        MimiContent.messageId(
            extension(content, 1), extension(content, 2), encoded, content.salt());
    assertThat(HexFormat.of().formatHex(id)).isEqualTo(expected);
    assertThat(content.toString()).doesNotContain("shipped");
  }

  private static void damage(byte[] encoded) {
    for (int length = 0; length < encoded.length; length++) {
      byte[] cut = Arrays.copyOf(encoded, length);
      assertThatThrownBy(() -> MimiCodec.decode(cut)).isInstanceOf(CborException.class);
    }
    byte[] longer = Arrays.copyOf(encoded, encoded.length + 1);
    assertThatThrownBy(() -> MimiCodec.decode(longer)).isInstanceOf(CborException.class);
  }

  private static String extension(MimiContent content, long key) throws CborException {
    for (CBORPair pair : content.extensions()) {
      if (Cbor.number(pair.getKey(), Long.MIN_VALUE, Long.MAX_VALUE, "key") == key) {
        return Cbor.text(pair.getValue(), "value");
      }
    }
    throw new IllegalStateException("The example has no extension " + key);
  }

  /** The comment at the head of the diagnostic notation, over two lines. */
  private static String messageIdIn(String edn) {
    String comment = edn.substring(edn.indexOf("h'") + 2);
    return comment.substring(0, comment.indexOf('\'')).replaceAll("[^0-9a-f]", "");
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** The file with implied header fields is no message. */
  private static Stream<Path> examples() throws IOException {
    return files().filter(file -> !name(file).startsWith(IMPLIED));
  }

  private static Stream<Path> files() throws IOException {
    String folder = System.getProperty("paravent.vectors.mimi", "");
    boolean present = !folder.isEmpty() && Files.isDirectory(Path.of(folder));
    if (!present) {
      System.err.println("SKIPPED: no MIMI content examples at '" + folder + "'");
    }
    assumeTrue(
        present || "true".equals(System.getenv("CI")),
        "No MIMI content examples: set paravent.vectors.mimi");
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      List<Path> all = files.filter(f -> name(f).endsWith(".cbor")).sorted().toList();
      assertThat(all).isNotEmpty();
      return all.stream();
    }
  }
}
