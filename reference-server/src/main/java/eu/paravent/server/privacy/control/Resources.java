package eu.paravent.server.privacy.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Texts that come with the application, beside this package. */
final class Resources {
  private static final String FOLDER = "/eu/paravent/server/privacy/";

  private Resources() {}

  static List<String> lines(String name) {
    try (InputStream in = Resources.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("The archive lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines that say something, each cut at its bars. */
  static List<List<String>> rows(String name) {
    return lines(name).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(Resources::cells)
        .toList();
  }

  static List<String> cells(String line) {
    return List.of(line.strip().split("\\s*\\|\\s*", -1));
  }
}
