package eu.paravent.mls;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.testing.Classes;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two clients in one JVM share nothing that either could change. */
class StaticsTest {
  @Tag("checklist-35")
  @Test
  void nothingMutableIsStatic() throws IllegalAccessException {
    List<String> mutable = new ArrayList<>();
    for (Class<?> type : Classes.shipped()) {
      for (Field field : type.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) && !field.isSynthetic() && !immutable(field)) {
          mutable.add(type.getName() + "." + field.getName());
        }
      }
    }

    assertThat(mutable).isEmpty();
  }

  private static boolean immutable(Field field) throws IllegalAccessException {
    if (!Modifier.isFinal(field.getModifiers())) {
      return false;
    }
    Class<?> type = field.getType();
    if (type.isPrimitive() || type.isEnum() || type == String.class || type == BigInteger.class) {
      return true;
    }
    field.setAccessible(true);
    Object value = field.get(null);
    if (type.isArray()) {
      // a private constant, or nothing that could be changed
      return Modifier.isPrivate(field.getModifiers()) || Array.getLength(value) == 0;
    }
    if (value instanceof Collection || value instanceof Map) {
      return value.getClass().getName().startsWith("java.util.ImmutableCollections");
    }
    for (Class<?> at = value.getClass(); at != Object.class; at = at.getSuperclass()) {
      for (Field inner : at.getDeclaredFields()) {
        if (!Modifier.isStatic(inner.getModifiers()) && !Modifier.isFinal(inner.getModifiers())) {
          return false;
        }
      }
    }
    return true;
  }
}
