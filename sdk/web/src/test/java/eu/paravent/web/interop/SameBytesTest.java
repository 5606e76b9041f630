package eu.paravent.web.interop;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.web.compiler.Checksums;
import eu.paravent.web.compiler.StrictLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever builds the same sources gets the same files. The core itself takes the compiler minutes
 * and is taken as it was compiled.
 */
class SameBytesTest {
  private static final Path BUILT = Path.of("target", "classes", "eu", "paravent", "web", "assets"),
      SOURCES = Path.of("src", "main", "resources", "eu", "paravent", "web", "assets");

  @Test
  void everyFileOfTheBundleComesOutTheSameInAnyFolder(@TempDir Path folder) throws Exception {
    Path first = made(folder.resolve("a folder")), second = made(folder.resolve("b/c"));

    assertThat(Files.readString(first.resolve("SHA256SUMS")))
        .isEqualTo(Files.readString(second.resolve("SHA256SUMS")))
        .isEqualTo(Files.readString(BUILT.resolve("SHA256SUMS")));
    assertThat(names(first)).isEqualTo(names(BUILT));
    for (String name : names(BUILT)) {
      assertThat(first.resolve(name)).as(name).hasSameBinaryContentAs(BUILT.resolve(name));
    }
  }

  /** What was built before does not matter. */
  @Test
  void buildingOnTopOfAnEarlierBuildChangesNothing(@TempDir Path folder) throws Exception {
    Path made = made(folder.resolve("again"));
    String before = Files.readString(made.resolve("SHA256SUMS"));

    Checksums.main(new String[] {made.toString()});

    assertThat(Files.readString(made.resolve("SHA256SUMS"))).isEqualTo(before);
  }

  /** From the sources, with the core as it was compiled. */
  private static Path made(Path folder) throws Exception {
    Files.createDirectories(folder);
    for (String name : names(SOURCES)) {
      Files.copy(SOURCES.resolve(name), folder.resolve(name));
    }
    for (String name : names(BUILT)) {
      if (name.startsWith("core.")) {
        Files.copy(BUILT.resolve(name), folder.resolve(name));
      }
    }
    StrictLoader.main(new String[] {folder.resolve("loader.js").toString()});
    Checksums.main(new String[] {folder.toString()});
    return folder;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
