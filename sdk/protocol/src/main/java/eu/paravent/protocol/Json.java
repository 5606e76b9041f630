package eu.paravent.protocol;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
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
  private static final int DEPTH_MOST = 16;

  private Json() {}

  public static byte[] write(Record value) {
    return JsonWriter.string(RecordFields.toJson(value)).getBytes(StandardCharsets.UTF_8);
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
    boolean inString = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inString) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          inString = false;
        }
      } else if (c == '"') {
        inString = true;
      } else if (c == '{' || c == '[') {
        if (++depth > DEPTH_MOST) {
          throw new UnreadableException("Nested deeper than " + DEPTH_MOST);
        }
      } else if (c == '}' || c == ']') {
        depth--;
      }
    }
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
