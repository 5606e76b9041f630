package eu.paravent.server.attachments.control.s3;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.protocol.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The largest upload there is, 1 GiB, through a Java machine whose heap is a sixtieth of it. The
 * object store is in this process, so that its memory does not count.
 */
class ConstantMemoryTest {
  private static final int HEAP_MEBIBYTES = 16;

  @TempDir Path directory;

  @Test
  void filesTakeNone() throws Exception {
    carry(Map.of("store", "files"));
  }

  @Test
  void objectsTakeNone() throws Exception {
    try (S3Server server = S3Server.at(directory.resolve("objects"))) {
      carry(server.environment());
      assertThat(server.refused()).isEmpty();
      assertThat(server.uploadsUnderWay()).isZero();
      assertThat(server.names()).isEmpty();
    }
  }

  private void carry(Map<String, String> environment) throws Exception {
    Path output = directory.resolve("output");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx" + HEAP_MEBIBYTES + "m",
            "-XX:MaxDirectMemorySize=8m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            LargeBlob.class.getName(),
            directory.resolve("work").toString(),
            String.valueOf(Limits.UPLOAD)));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    assertThat(Files.readString(output)).contains("carried " + Limits.UPLOAD);
  }
}
