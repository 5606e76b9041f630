package eu.paravent.client.api;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What hosts can write down, one signature a line, beside the list that is checked in ({@code
 * api.txt}). What is listed stays: where it is to change all the same, the list is written anew
 * with {@code -Dparavent.api.write=true}, and its difference is what a reader of the change sees.
 * What is new is told, and belongs into the list with the next release.
 */
class ApiListingTest {
  private static final Path LISTING = Path.of("api.txt");

  @Test
  void whatIsListedIsThere() throws Exception {
    SortedSet<String> now = signatures();
    if (Boolean.getBoolean("paravent.api.write")) {
      Files.write(LISTING, now, StandardCharsets.UTF_8);
    }
    List<String> listed = Files.readAllLines(LISTING, StandardCharsets.UTF_8);

    SortedSet<String> fresh = new TreeSet<>(now);
    listed.forEach(fresh::remove);
    if (!fresh.isEmpty()) {
      System.out.println("Not in api.txt yet: " + fresh.size() + " signatures");
      fresh.forEach(line -> System.out.println("  " + line));
    }
    assertThat(now)
        .as("the SDK's signatures; to change one on purpose: -Dparavent.api.write=true")
        .containsAll(listed);
  }

  @Test
  void theListIsThatOfTheWholeSdk() throws Exception {
    assertThat(signatures())
        .anyMatch(line -> line.startsWith("class eu.paravent.client.ChatClient"))
        .anyMatch(line -> line.startsWith("interface eu.paravent.client.store.EncryptedStore"))
        .noneMatch(line -> line.contains(".internal."));
  }

  private static SortedSet<String> signatures() throws Exception {
    Path classes =
        Path.of(ChatClient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    SortedSet<String> all = new TreeSet<>();
    for (String name : names(classes)) {
      Class<?> type = Class.forName(name, false, ChatClient.class.getClassLoader());
      if (reachable(type)) {
        list(type, all);
      }
    }
    return all;
  }

  private static List<String> names(Path classes) throws IOException {
    Path root = classes.resolve("eu/paravent/client");
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> classes.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.endsWith(".class") && !file.contains("/internal/"))
          .map(file -> file.substring(0, file.length() - 6).replace('/', '.'))
          .filter(name -> !name.endsWith("package-info"))
          .toList();
    }
  }

  private static boolean reachable(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return visible(type.getModifiers())
        && !type.isSynthetic()
        && !type.isAnonymousClass()
        && (outer == null || reachable(outer));
  }

  private static void list(Class<?> type, SortedSet<String> into) {
    String name = type.getName();
    String kind = type.isInterface() ? "interface " : type.isRecord() ? "record " : "class ";
    String line = kind + name;
    if (Modifier.isFinal(type.getModifiers())) {
      line += " final";
    }
    if (type.getSuperclass() != null && type.getSuperclass() != Object.class) {
      line += " extends " + type.getSuperclass().getName();
    }
    if (type.getInterfaces().length > 0) {
      line += " implements " + texts(type.getGenericInterfaces());
    }
    into.add(line);
    for (Field field : type.getDeclaredFields()) {
      if (shown(field)) {
        into.add(name + "." + field.getName() + " : " + text(field.getGenericType()));
      }
    }
    for (Constructor<?> made : type.getDeclaredConstructors()) {
      if (shown(made)) {
        into.add(name + ".new" + parameters(made));
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (shown(method) && !method.isBridge()) {
        into.add(
            name
                + (Modifier.isStatic(method.getModifiers()) ? "::" : ".")
                + method.getName()
                + parameters(method)
                + " : "
                + text(method.getGenericReturnType()));
      }
    }
  }

  private static boolean shown(Member member) {
    return visible(member.getModifiers()) && !member.isSynthetic();
  }

  private static boolean visible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static String parameters(Executable of) {
    return "(" + texts(of.getGenericParameterTypes()) + ")";
  }

  private static String texts(Type[] types) {
    return Arrays.stream(types).map(ApiListingTest::text).collect(Collectors.joining(", "));
  }

  private static String text(Type type) {
    return type.getTypeName();
  }
}
