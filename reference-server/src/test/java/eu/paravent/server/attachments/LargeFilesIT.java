package eu.paravent.server.attachments;

import eu.paravent.server.testing.Correspondents;
import eu.paravent.server.testing.Tmpfs;
import eu.paravent.server.testing.WildFlyProcess;
import eu.paravent.testkit.contract.LargeAttachmentContract;
import eu.paravent.testkit.contract.ServerUnderTest;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In files, on a server with less memory than the attachment has octets. */
class LargeFilesIT extends LargeAttachmentContract {
  private static final int HEAP_MEBIBYTES = 176;

  @TempDir static Path directory;
  private static @Nullable WildFlyProcess server;

  @BeforeAll
  static void start() {
    server =
        OwnServer.start(
            directory.resolve("node"),
            Map.of("PARAVENT_DATA_DIR", directory.resolve("data").toString()),
            HEAP_MEBIBYTES);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  /** {@code -Dparavent.large.mebibytes=1024} for as much as the protocol allows. */
  @Override
  protected long size() {
    return Long.getLong("paravent.large.mebibytes", 200) << 20;
  }

  /**
   * The disk of the attachments is full: a file waits, messages go on; when there is room again it
   * arrives, once and whole.
   */
  @Test
  void aFileWaitsWhileTheDiskIsFullAndMessagesGoOn() throws Exception {
    try (Correspondents two = new Correspondents(server())) {
      byte[] early = two.send("early.bin", 1 << 20);
      two.awaitFile("early.bin", early);

      byte[] large;
      try (Tmpfs full = Tmpfs.over(directory.resolve("data").resolve("blobs"), 1 << 20)) {
        large = two.send("large.bin", 3 << 20);
        two.awaitProblem("no room for attachments");
        two.sayElsewhere("messages go on");
      }

      two.retryNow();
      two.awaitFile("large.bin", large);
      two.awaitFile("early.bin", early);
      two.assertFiles("early.bin", "large.bin");
      two.check();
    }
  }

  @Override
  protected ServerUnderTest server() {
    if (server == null) {
      throw new IllegalStateException("Not started");
    }
    return OwnServer.asTested(server);
  }
}
