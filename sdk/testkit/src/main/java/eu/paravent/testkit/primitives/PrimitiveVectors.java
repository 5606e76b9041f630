package eu.paravent.testkit.primitives;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** Published test vectors of the primitives; their sources are named in the file. */
final class PrimitiveVectors {
  private final JsonObject file;

  PrimitiveVectors() {
    try (InputStream in =
        Objects.requireNonNull(PrimitiveVectors.class.getResourceAsStream("vectors.json"))) {
      file = JsonParser.object().from(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonParserException e) {
      throw new IllegalStateException("The vectors are no JSON", e);
    }
  }

  /**
   * One case: named fields in hexadecimal, and the name of its algorithm where there are several.
   */
  record Case(JsonObject fields) {
    byte[] hex(String name) {
      return HexFormat.of().parseHex(Objects.requireNonNull(fields.getString(name), name));
    }

    <E extends Enum<E>> E algorithm(Class<E> type) {
      return Enum.valueOf(type, Objects.requireNonNull(fields.getString("algorithm")));
    }
  }

  /** Never empty. */
  List<Case> of(String primitive) {
    List<Case> cases =
        file.getArray(primitive).stream().map(JsonObject.class::cast).map(Case::new).toList();
    if (cases.isEmpty()) {
      throw new IllegalStateException("There is no vector of " + primitive);
    }
    return cases;
  }
}
