package eu.paravent.mls.secrecy;

import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.testing.AcceptAll;
import eu.paravent.mls.testing.MemoryStorage;
import eu.paravent.mls.testing.Vectors;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes objects of any class of this library, with the secret wherever bytes go in. */
final class Planted {
  private static final int DEPTH = 6;

  private final byte[] secret;
  private final List<Object> given =
      List.of(
          new AcceptAll(),
          new MemoryStorage(),
          GroupPolicy.allowAll(),
          Vectors.crypto(),
          InstantSource.system(),
          Instant.EPOCH,
          Duration.ZERO);

  Planted(byte[] secret) {
    this.secret = secret;
  }

  /** Empty where no constructor can be satisfied. */
  Optional<Object> make(Class<?> type) {
    return make(type, DEPTH);
  }

  private Optional<Object> make(Type type, int depth) {
    if (type instanceof ParameterizedType of) {
      return generic(of, depth);
    }
    if (!(type instanceof Class<?> raw) || depth == 0) {
      return Optional.empty();
    }
    Optional<Object> simple = simple(raw);
    if (simple.isPresent()) {
      return simple;
    }
    for (Object known : given) {
      if (raw.isInstance(known)) {
        return Optional.of(known);
      }
    }
    if (raw.isEnum()) {
      return Optional.of(raw.getEnumConstants()[0]);
    }
    if (raw.isSealed()) {
      return Arrays.stream(raw.getPermittedSubclasses())
          .map(sub -> make(sub, depth - 1))
          .flatMap(Optional::stream)
          .findFirst();
    }
    if (raw.isInterface()) {
      return Optional.of(answering(raw, depth));
    }
    return Modifier.isAbstract(raw.getModifiers())
        ? Optional.empty()
        : Arrays.stream(raw.getDeclaredConstructors())
            .map(constructor -> construct(constructor, depth))
            .flatMap(Optional::stream)
            .findFirst();
  }

  /** Answers whatever is asked with something planted. */
  private Object answering(Class<?> type, int depth) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (self, method, arguments) ->
            method.getName().equals("toString")
                ? "proxy"
                : make(method.getGenericReturnType(), depth - 1).orElse(null));
  }

  private Optional<Object> simple(Class<?> type) {
    if (type == byte[].class) {
      return Optional.of(secret.clone());
    }
    if (type == SecretBytes.class) {
      return Optional.of(SecretBytes.copyOf(secret));
    }
    if (type == String.class) {
      return Optional.of("name");
    }
    if (type == int.class || type == Integer.class) {
      return Optional.of(1);
    }
    if (type == long.class || type == Long.class) {
      return Optional.of(1L);
    }
    if (type == boolean.class || type == Boolean.class) {
      return Optional.of(true);
    }
    return Optional.empty();
  }

  private Optional<Object> generic(ParameterizedType type, int depth) {
    Type[] of = type.getActualTypeArguments();
    Class<?> raw = (Class<?>) type.getRawType();
    if (raw == Optional.class) {
      return Optional.of(make(of[0], depth));
    }
    if (raw == List.class || raw == Set.class) {
      List<Object> one = make(of[0], depth).map(List::of).orElse(List.of());
      return Optional.of(raw == List.class ? one : Set.copyOf(one));
    }
    if (raw == Map.class) {
      Optional<Object> key = make(of[0], depth);
      Optional<Object> value = make(of[1], depth);
      return Optional.of(
          key.isPresent() && value.isPresent() ? Map.of(key.get(), value.get()) : Map.of());
    }
    return make(raw, depth);
  }

  private Optional<Object> construct(Constructor<?> constructor, int depth) {
    Type[] types = constructor.getGenericParameterTypes();
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      Optional<Object> argument = make(types[i], depth - 1);
      if (argument.isEmpty()) {
        return Optional.empty();
      }
      arguments[i] = argument.get();
    }
    try {
      constructor.setAccessible(true);
      return Optional.of(constructor.newInstance(arguments));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
