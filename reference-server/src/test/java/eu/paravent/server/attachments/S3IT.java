package eu.paravent.server.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.server.attachments.control.s3.S3Server;
import eu.paravent.server.testing.WildFlyProcess;
import eu.paravent.testkit.contract.AttachmentsContract;
import eu.paravent.testkit.contract.LargeAttachmentContract;
import eu.paravent.testkit.contract.ServerUnderTest;
import eu.paravent.testkit.contract.UploadsContract;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same contract with an object store instead of files, on a server with less memory than the
 * large attachment has octets.
 */
class S3IT {
  private static final int HEAP_MEBIBYTES = 176;
  private static final long LARGE = 200L << 20;

  @TempDir static Path directory;
  private static @Nullable S3Server store;
  private static @Nullable WildFlyProcess server;

  @BeforeAll
  static void start() throws IOException {
    S3Server objects = S3Server.at(directory.resolve("objects"));
    store = objects;
    server = OwnServer.start(directory.resolve("node"), objects.environment(), HEAP_MEBIBYTES);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    if (store != null) {
      store.close();
      assertThat(store.names()).isNotEmpty().allMatch(name -> name.startsWith("tests/"));
      assertThat(store.refused()).isEmpty();
    }
  }

  private static ServerUnderTest tested() {
    if (server == null) {
      throw new IllegalStateException("Not started");
    }
    return OwnServer.asTested(server);
  }

  @Nested
  class Attachments extends AttachmentsContract {
    @Override
    protected ServerUnderTest server() {
      return tested();
    }
  }

  @Nested
  class Uploads extends UploadsContract {
    @Override
    protected ServerUnderTest server() {
      return tested();
    }
  }

  @Nested
  class Large extends LargeAttachmentContract {
    @Override
    protected long size() {
      return LARGE;
    }

    @Override
    protected ServerUnderTest server() {
      return tested();
    }
  }
}
