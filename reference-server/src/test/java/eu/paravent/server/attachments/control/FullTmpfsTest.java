package eu.paravent.server.attachments.control;

import eu.paravent.server.testing.Tmpfs;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real file system of one mebibyte, where a test may mount one. */
class FullTmpfsTest extends FullDiskContract {
  private final FileBlobStore store = new FileBlobStore();
  @TempDir Path directory;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Tmpfs disk;

  @BeforeEach
  void mount() throws Exception {
    disk = Tmpfs.over(directory, ROOM);
    store.useDirectory(directory);
  }

  @AfterEach
  void unmount() throws Exception {
    if (disk != null) {
      disk.close();
    }
  }

  @Override
  protected BlobStore store() {
    return store;
  }

  @Override
  protected Path directory() {
    return directory;
  }

  @Override
  protected void makeRoom() throws Exception {
    disk.resize(8 * ROOM);
  }
}
