package eu.paravent.protocol;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@link RecordShape} where records have fields and a constructor, but no components. */
final class BrowserRecordShape {
  private final Class<?> type;
  private final Field[] fields;

  private BrowserRecordShape(Class<?> type) {
    this.type = type;
    this.fields =
        Arrays.stream(type.getDeclaredFields())
            .filter(field -> !Modifier.isStatic(field.getModifiers()))
            .toArray(Field[]::new);
  }

  static BrowserRecordShape of(Class<?> type) {
    return new BrowserRecordShape(type);
  }

  int size() {
    return fields.length;
  }

  String name(int component) {
    return fields[component].getName();
  }

  Type type(int component) {
    return fields[component].getGenericType();
  }

  @Nullable Object value(Record of, int component) {
    try {
      fields[component].setAccessible(true);
      return fields[component].get(of);
    } catch (IllegalAccessException e) {
      throw notOurs(e);
    }
  }

  Object create(Object[] values) throws InvocationTargetException {
    Class<?>[] signature = Arrays.stream(fields).map(Field::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(signature).newInstance(values);
    } catch (InvocationTargetException e) {
      throw e;
    } catch (ReflectiveOperationException e) {
      throw notOurs(e);
    }
  }

  private IllegalArgumentException notOurs(ReflectiveOperationException e) {
    return new IllegalArgumentException("Not a protocol record: " + type.getName(), e);
  }
}
