package eu.paravent.web.compiler;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the loader of the compiled core: TeaVM's, which makes functions out of text, changed so
 * that it passes a Content-Security-Policy that forbids that. Where plain functions do, they are
 * put in; the few bodies that the core brings along come from {@code scripts.js}.
 */
public final class StrictLoader {
  private static final String ORIGINAL = "/org/teavm/backend/wasm/wasm-gc-module-runtime.js",
      PARTS = "/eu/paravent/web/compiler/strict-loader.js";

  private String source;

  private StrictLoader(String source) {
    this.source = source;
  }

  /**
   * @param arguments the file to write
   */
  public static void main(String[] arguments) throws IOException {
    Path target = Path.of(arguments[0]);
    Files.createDirectories(target.toAbsolutePath().getParent());
    Files.writeString(target, new StrictLoader(resource(ORIGINAL)).strict(resource(PARTS)));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = StrictLoader.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
    }
  }

  /**
   * @throws IllegalStateException if the loader is not the one that the parts were written for
   */
  private String strict(String parts) {
    String first = "import { script } from './scripts.js';\n";
    for (String part : parts.split("(?m)^// @replace ")) {
      if (part.startsWith("//")) {
        continue;
      }
      // three blocks, divided by lines of dashes: where it begins, where it ends, what stands there
      String[] blocks = part.substring(part.indexOf('\n') + 1).split("(?m)^// ---\n");
      replace(part.lines().findFirst().orElse(""), blocks[0].strip(), blocks[1].strip(), blocks[2]);
    }
    if (source.contains("new Function") || source.contains("eval(")) {
      throw new IllegalStateException("The loader still makes functions out of text");
    }
    return first + source;
  }

  private void replace(String what, String begin, String end, String by) {
    int from = source.indexOf(begin);
    int last = from < 0 ? -1 : source.indexOf(end, from + begin.length() - end.length());
    if (last < 0) {
      throw new IllegalStateException("The loader has changed: there is no " + what);
    }
    source = source.substring(0, from) + by.strip() + source.substring(last + end.length());
  }
}
