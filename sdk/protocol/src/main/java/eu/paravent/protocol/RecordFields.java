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

  static JsonObject toJson(Record value) {
    JsonObject out = new JsonObject();
    RecordShape shape = new RecordShape(value.getClass());
    for (int i = 0; i < shape.size(); i++) {
      Object field = shape.value(value, i);
      Object json = field == null ? null : toValue(field);
      if (json != null) {
        out.put(name(value.getClass(), shape.name(i)), json);
      }
    }
    return out;
  }

  private static @Nullable Object toValue(Object field) {
    if (field instanceof Optional<?> optional) {
      return optional.isPresent() ? toValue(optional.get()) : null;
    } else if (field instanceof byte[] bytes) {
      return Base64Url.encode(bytes);
    } else if (field instanceof Instant instant) {
      return instant.toString();
    } else if (field instanceof Record nested) {
      return toJson(nested);
    } else if (field instanceof Collection<?> list) {
      JsonArray array = new JsonArray();
      list.forEach(item -> array.add(toValue(item)));
      return array;
    } else if (field instanceof String || field instanceof Number || field instanceof Boolean) {
      return field;
    }
    throw new IllegalArgumentException("Not a type of the protocol: " + field.getClass().getName());
  }

  static <T extends Record> T fromJson(Class<T> type, JsonObject json, String where) {
    RecordShape shape = new RecordShape(type);
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
