package eu.paravent.server.audit.control;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The verifier that people run from its source, compiled once for all tests. */
final class Verifier {
  private static final Path SOURCE = Path.of("src/main/operate/VerifyAudit.java");
  private static final Path TARGET = Path.of("target/verify-audit");
  private static @Nullable Class<?> compiled;

  private Verifier() {}

  /** What it prints; that it ends as it says is looked at here. */
  static String verdict(List<String> arguments) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Object status =
        verifier()
            .getMethod("run", String[].class, PrintStream.class)
            .invoke(
                null,
                arguments.toArray(String[]::new),
                new PrintStream(printed, true, StandardCharsets.UTF_8));
    String said = printed.toString(StandardCharsets.UTF_8).strip();
    if (!status.equals(said.startsWith("IN ORDER") ? 0 : 1)) {
      throw new AssertionError(said + " ended with " + status);
    }
    return said;
  }

  private static synchronized Class<?> verifier() throws Exception {
    if (compiled == null) {
      int status =
          ToolProvider.getSystemJavaCompiler()
              .run(null, null, null, "--release", "17", "-d", TARGET.toString(), SOURCE.toString());
      if (status != 0) {
        throw new AssertionError("VerifyAudit.java does not compile");
      }
      compiled = new URLClassLoader(new URL[] {TARGET.toUri().toURL()}).loadClass("VerifyAudit");
    }
    return compiled;
  }
}
