package eu.paravent.protocol;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What reflection knows of a record class; all of our reflection is here. */
final class RecordShape {
  private final Class<?> type;
  private final RecordComponent[] components;

  RecordShape(Class<?> type) {
    this.type = type;
    this.components = type.getRecordComponents();
  }

  int size() {
    return components.length;
  }

  String name(int component) {
    return components[component].getName();
  }

  Type type(int component) {
    return components[component].getGenericType();
  }

  @Nullable Object value(Record of, int component) {
    try {
      return components[component].getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw notOurs(e);
    }
  }

  /**
   * @throws InvocationTargetException if the record refuses the values
   */
  Object create(Object[] values) throws InvocationTargetException {
    Class<?>[] signature =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getConstructor(signature).newInstance(values);
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
