package eu.paravent.protocol;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Protocol records to JSON (RFC 8259) and back. Bytes are base64url text, instants ISO-8601, an
 * empty Optional is left out, unknown fields are ignored, and everything else that is missing or of
 * the wrong type is refused. Only records of this module, or records made of the same types, can be
 * written. Thread-safe.
 */
public final class Json {
  private static final int DEPTH_MOST = 16, USUAL = 256;

  private Json() {}

  public static byte[] write(Record value) {
    StringBuilder text = new StringBuilder(USUAL);
    RecordFields.write(value, text);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @throws UnreadableException if it is not JSON in UTF-8, or not of this type
   */
  public static <T extends Record> T read(Class<T> type, byte[] utf8) {
    return RecordFields.fromJson(type, parse(utf8), type.getSimpleName());
  }

  private static JsonObject parse(byte[] utf8) {
    if (utf8.length > Limits.JSON) {
      throw new UnreadableException(
          "JSON of " + utf8.length + " bytes is over the limit of " + Limits.JSON);
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      refuseDeepNesting(text);
      return JsonParser.object().from(text);
    } catch (CharacterCodingException e) {
      throw new UnreadableException("Not UTF-8", e);
    } catch (JsonParserException e) {
      throw new UnreadableException(
          "Not a JSON object: line " + e.getLinePosition() + ", column " + e.getCharPosition(), e);
    }
  }

  /** How a record's component is called on the wire. */
  public static String fieldName(RecordComponent component) {
    return RecordFields.name(component.getDeclaringRecord(), component.getName());
  }

  /** The parser is recursive: hostile nesting must not reach it. */
  private static void refuseDeepNesting(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        i = endOfString(text, i + 1);
      } else if (c == '{' || c == '[') {
        if (++depth > DEPTH_MOST) {
          throw new UnreadableException("Nested deeper than " + DEPTH_MOST);
        }
      } else if (c == '}' || c == ']') {
        depth--;
      }
    }
  }

  /** Where the quotation mark is that ends it, or the text does. Most strings are long ones. */
  private static int endOfString(String text, int from) {
    int quote = text.indexOf('"', from);
    while (quote >= 0 && escaped(text, from, quote)) {
      quote = text.indexOf('"', quote + 1);
    }
    return quote < 0 ? text.length() : quote;
  }

  /** Behind an odd number of backslashes. */
  private static boolean escaped(String text, int from, int at) {
    int first = at;
    while (first > from && text.charAt(first - 1) == '\\') {
      first--;
    }
    return (at - first) % 2 == 1;
  }

  /** What came in is not what the contract says. The message names the field, never its value. */
  public static final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
      super(message);
    }

    UnreadableException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
