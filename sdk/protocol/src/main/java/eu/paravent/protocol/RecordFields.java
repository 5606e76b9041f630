package eu.paravent.protocol;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import eu.paravent.protocol.Json.UnreadableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The few types that protocol records are made of, mapped by the record's components. */
final class RecordFields {
  private RecordFields() {}

  /** As {@link Json#write} says. */
  static void write(Record value, StringBuilder out) {
    RecordShape shape = RecordShape.of(value.getClass());
    char before = '{';
    for (int i = 0; i < shape.size(); i++) {
      Object field = shape.value(value, i);
      Object present = field instanceof Optional<?> optional ? optional.orElse(null) : field;
      if (present != null) {
        out.append(before).append('"').append(name(value.getClass(), shape.name(i))).append("\":");
        writeValue(present, out);
        before = ',';
      }
    }
    out.append(before == '{' ? "{}" : "}");
  }

  private static void writeValue(Object value, StringBuilder out) {
    if (value instanceof byte[] bytes) {
      out.append('"').append(Base64Url.encode(bytes)).append('"');
    } else if (value instanceof String text) {
      writeText(text, out);
    } else if (value instanceof Instant instant) {
      out.append('"').append(instant).append('"');
    } else if (value instanceof Record nested) {
      write(nested, out);
    } else if (value instanceof Collection<?> list) {
      char before = '[';
      for (Object item : list) {
        writeValue(item, out.append(before));
        before = ',';
      }
      out.append(before == '[' ? "[]" : "]");
    } else if (value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else {
      throw new IllegalArgumentException(
          "Not a type of the protocol: " + value.getClass().getName());
    }
  }

  /** RFC 8259 §7. */
  private static void writeText(String text, StringBuilder out) {
    out.append('"');
    int written = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        out.append(text, written, i).append('\\');
        if (c < ' ') {
          out.append("u00").append(c / 16).append(Character.forDigit(c % 16, 16));
        } else {
          out.append(c);
        }
        written = i + 1;
      }
    }
    out.append(text, written, text.length()).append('"');
  }

  static <T extends Record> T fromJson(Class<T> type, JsonObject json, String where) {
    RecordShape shape = RecordShape.of(type);
    Object[] values = new Object[shape.size()];
    for (int i = 0; i < values.length; i++) {
      String name = name(type, shape.name(i));
      values[i] = fromValue(shape.type(i), json.get(name), where + "." + name);
    }
    try {
      return type.cast(shape.create(values));
    } catch (InvocationTargetException e) {
      throw new UnreadableException(where + " is not valid", e);
    }
  }

  private static Object fromValue(Type type, @Nullable Object json, String where) {
    if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
      return json == null
          ? Optional.empty()
          : Optional.of(fromValue(generic.getActualTypeArguments()[0], json, where));
    }
    if (json == null) {
      throw new UnreadableException(where + " is missing");
    }
    if (type instanceof ParameterizedType generic
        && generic.getRawType() == List.class
        && json instanceof JsonArray array) {
      List<Object> items = new ArrayList<>(array.size());
      for (int i = 0; i < array.size(); i++) {
        items.add(
            fromValue(generic.getActualTypeArguments()[0], array.get(i), where + "[" + i + "]"));
      }
      return List.copyOf(items);
    } else if (type == String.class && json instanceof String text) {
      return text;
    } else if (type == byte[].class && json instanceof String text) {
      return bytes(text, where);
    } else if (type == Instant.class && json instanceof String text) {
      return instant(text, where);
    } else if ((type == boolean.class || type == Boolean.class) && json instanceof Boolean flag) {
      return flag;
    } else if ((type == int.class || type == Integer.class) && json instanceof Number number) {
      return (int) whole(number, Integer.MIN_VALUE, Integer.MAX_VALUE, where);
    } else if ((type == long.class || type == Long.class) && json instanceof Number number) {
      return whole(number, Long.MIN_VALUE, Long.MAX_VALUE, where);
    } else if (type instanceof Class<?> nested
        && Record.class.isAssignableFrom(nested)
        && json instanceof JsonObject object) {
      return fromJson(nested.asSubclass(Record.class), object, where);
    }
    throw new UnreadableException(where + " has the wrong type");
  }

  private static byte[] bytes(String text, String where) {
    try {
      return Base64Url.decode(text);
    } catch (IllegalArgumentException e) {
      throw new UnreadableException(where + " is not base64url without padding", e);
    }
  }

  private static Instant instant(String text, String where) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new UnreadableException(where + " is not an ISO-8601 instant", e);
    }
  }

  private static long whole(Number number, long least, long most, String where) {
    // the parser answers Integer, Long or BigInteger for a whole number and something else for all
    // others
    long value;
    if (number instanceof BigInteger big && big.bitLength() < Long.SIZE) {
      value = big.longValue();
    } else if (number instanceof Integer || number instanceof Long) {
      value = number.longValue();
    } else {
      throw new UnreadableException(where + " is not a whole number in range");
    }
    if (value < least || value > most) {
      throw new UnreadableException(where + " is out of range");
    }
    return value;
  }

  /** OAuth has its own spelling (RFC 6749 §5.1). */
  static String name(Class<?> type, String component) {
    if (type != eu.paravent.protocol.sessions.AccessToken.class) {
      return component;
    }
    return component.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
  }
}
