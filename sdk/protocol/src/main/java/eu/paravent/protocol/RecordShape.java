package eu.paravent.protocol;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What reflection knows of a record class; all of our reflection is here. */
final class RecordShape {
  /**
   * As long as the class itself lasts. Reflection makes a record's components, accessors and types
   * anew whenever it is asked, which costs more than everything else about a record of a few
   * fields.
   */
  private static final ClassValue<RecordShape> KNOWN =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return new RecordShape(type);
        }
      };

  private final Class<?> type;
  private final RecordComponent[] components;
  private final String[] names;
  private final Type[] types;
  private @Nullable Constructor<?> constructor;

  private RecordShape(Class<?> type) {
    this.type = type;
    this.components = type.getRecordComponents();
    this.names = Arrays.stream(components).map(RecordComponent::getName).toArray(String[]::new);
    this.types =
        Arrays.stream(components).map(RecordComponent::getGenericType).toArray(Type[]::new);
  }

  static RecordShape of(Class<?> type) {
    return KNOWN.get(type);
  }

  int size() {
    return components.length;
  }

  String name(int component) {
    return names[component];
  }

  Type type(int component) {
    return types[component];
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
    try {
      return constructor().newInstance(values);
    } catch (InvocationTargetException e) {
      throw e;
    } catch (ReflectiveOperationException e) {
      throw notOurs(e);
    }
  }

  /** Looked for where it is needed only: records that are written need not have a public one. */
  private Constructor<?> constructor() throws NoSuchMethodException {
    Constructor<?> known = constructor;
    if (known == null) {
      Class<?>[] signature =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      known = type.getConstructor(signature);
      constructor = known;
    }
    return known;
  }

  private IllegalArgumentException notOurs(ReflectiveOperationException e) {
    return new IllegalArgumentException("Not a protocol record: " + type.getName(), e);
  }
}
