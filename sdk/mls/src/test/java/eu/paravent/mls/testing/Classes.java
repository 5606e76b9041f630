package eu.paravent.mls.testing;

import eu.paravent.mls.MlsClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The compiled classes of this module, for rules that hold for all of them. */
public final class Classes {
  private Classes() {}

  /** What is shipped. */
  public static List<Class<?>> shipped() {
    return of(MlsClient.class);
  }

  /** The tests and what helps them. */
  public static List<Class<?>> tests() {
    return of(Classes.class);
  }

  private static List<Class<?>> of(Class<?> neighbour) {
    Path root;
    try {
      root = Path.of(neighbour.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
    try (Stream<Path> files = Files.walk(root.resolve("eu/paravent/mls"))) {
      return files
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .sorted()
          .<Class<?>>map(Classes::load)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Classes.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
