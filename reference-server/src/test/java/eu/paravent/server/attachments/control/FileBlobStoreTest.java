package eu.paravent.server.attachments.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreTest extends BlobStoreContract {
  private final FileBlobStore store = new FileBlobStore();
  @TempDir Path directory;

  @BeforeEach
  void open() {
    store.useDirectory(directory);
  }

  @Override
  protected BlobStore store() {
    return store;
  }

  @Override
  protected void assertEmpty() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }
}
