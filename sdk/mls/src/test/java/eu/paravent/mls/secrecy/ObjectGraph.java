package eu.paravent.mls.secrecy;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All objects of this library that can be reached from some, fields of whatever visibility. */
final class ObjectGraph {
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> open = new ArrayDeque<>();

  private ObjectGraph() {}

  static Set<Object> from(Object... roots) {
    ObjectGraph graph = new ObjectGraph();
    for (Object root : roots) {
      graph.reach(root);
    }
    while (!graph.open.isEmpty()) {
      graph.expand(graph.open.pop());
    }
    return graph.seen;
  }

  private void reach(Object value) {
    if (value != null && seen.add(value)) {
      open.push(value);
    }
  }

  private void expand(Object value) {
    if (value instanceof Optional<?> optional) {
      optional.ifPresent(this::reach);
    } else if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, entry) -> {
            reach(key);
            reach(entry);
          });
    } else if (value instanceof Iterable<?> all) {
      all.forEach(this::reach);
    } else if (value instanceof Object[] array) {
      for (int i = 0; i < array.length; i++) {
        reach(Array.get(array, i));
      }
    } else if (value.getClass().getName().startsWith("eu.paravent.mls.")) {
      fields(value);
    }
  }

  private void fields(Object value) {
    for (Class<?> type = value.getClass(); type != Object.class; type = type.getSuperclass()) {
      if (!type.getName().startsWith("eu.paravent.mls.")) {
        return;
      }
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          try {
            field.setAccessible(true);
            reach(field.get(value));
          } catch (IllegalAccessException | RuntimeException e) {
            // lambdas keep what they capture in hidden classes; it is reached from elsewhere
            continue;
          }
        }
      }
    }
  }
}
