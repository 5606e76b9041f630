package eu.paravent.server.attachments;

import eu.paravent.server.testing.WildFlyProcess;
import eu.paravent.testkit.contract.LargeAttachmentContract;
import eu.paravent.testkit.contract.ServerUnderTest;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** In files, on a server with less memory than the attachment has octets. */
class LargeFilesIT extends LargeAttachmentContract {
  private static final int HEAP_MEBIBYTES = 176;

  @TempDir static Path directory;
  private static @Nullable WildFlyProcess server;

  @BeforeAll
  static void start() {
    server = OwnServer.start(directory.resolve("node"), Map.of(), HEAP_MEBIBYTES);
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

  @Override
  protected ServerUnderTest server() {
    if (server == null) {
      throw new IllegalStateException("Not started");
    }
    return OwnServer.asTested(server);
  }
}
