package eu.paravent.server.attachments.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Everywhere: the writes fail as on a full disk, the disk itself has room. */
class FullFileStoreTest extends FullDiskContract {
  private final SmallStore store = new SmallStore();
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
  protected Path directory() {
    return directory;
  }

  @Override
  protected void makeRoom() {
    store.left = Long.MAX_VALUE;
  }

  private static final class SmallStore extends FileBlobStore {
    private long left = ROOM;

    @Override
    WritableByteChannel sink(FileChannel file) {
      return new WritableByteChannel() {
        @Override
        public int write(ByteBuffer octets) throws IOException {
          if (left == 0) {
            throw new IOException("No space left on device");
          }
          ByteBuffer fitting = octets.duplicate();
          fitting.limit(octets.position() + (int) Math.min(left, octets.remaining()));
          int written = file.write(fitting);
          octets.position(octets.position() + written);
          left -= written;
          return written;
        }

        @Override
        public boolean isOpen() {
          return file.isOpen();
        }

        @Override
        public void close() throws IOException {
          file.close();
        }
      };
    }
  }
}
